import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { Guard } from './guard.ts'

const CONNECT_TIMEOUT_MS = 10_000

/**
 * Opens the connections of an undici Agent: each goes to an address that the guard has just checked, and the socket is given no way to ask
 * a name server again. TLS still verifies the name.
 */
export function createPinnedConnect(guard: Guard): buildConnector.connector {
  return (options, callback) => {
    const place = { ...options, port: String(options.port ?? '') }
    guard.addresses(place).then(
      (addresses) => connectTo(addresses)(options, callback),
      (error: Error) => callback(error, null),
    )
  }
}

function connectTo(addresses: readonly string[]): buildConnector.connector {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  const first = found[0] ?? { address: '', family: 0 }
  const lookup: LookupFunction = (_hostname, { all }, answer) => {
    if (all) answer(null, found)
    else answer(null, first.address, first.family)
  }
  return buildConnector({ lookup, timeout: CONNECT_TIMEOUT_MS, allowH2: false } as buildConnector.BuildOptions)
}
