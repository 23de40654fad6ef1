/** Nobody listens there: what would leave Chromium by itself, past the route that answers its requests, ends here. */
export const DEAD_PROXY = { server: 'http://127.0.0.1:1', bypass: '<-loopback>' }

/** Two more walls behind the route: no name has an address, and nothing goes around the proxy. The rest keeps Chromium quiet. */
export const CHROMIUM_ARGUMENTS = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  '--dns-prefetch-disable',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-pings',
]
