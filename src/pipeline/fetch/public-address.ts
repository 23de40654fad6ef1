import ipaddr from 'ipaddr.js'

/** IANA's global unicast: outside it lie IPv4-compatible addresses, which ipaddr.js calls unicast too. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** Public in form, yet answered by the host of a virtual machine on Azure, with its settings. */
const AZURE_HOST = '168.63.129.16'

/**
 * Whether an IP address is one of the public internet. False for private, loopback, link-local, CGNAT, multicast, reserved, benchmarking
 * and unspecified ones, and for every IPv6 form that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo): who sends such a
 * form hides where it leads.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address === AZURE_HOST) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST)
}
