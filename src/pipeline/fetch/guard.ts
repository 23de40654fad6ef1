import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { errors } from '../../errors.ts'
import { isPublicAddress } from './public-address.ts'

/** Names into addresses; the system's own resolver unless a test scripts one. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

export type GuardOptions = {
  /** Origins (scheme, host and port) that may be private: test servers, `--base-url`. */
  trusted?: readonly string[] | undefined
  /** Addresses that are never fetched, such as the Ollama servers'; each a URL. */
  forbidden?: readonly string[] | undefined
  resolve?: Resolve | undefined
}

export type Guard = ReturnType<typeof createGuard>

/** What identifies the server of a connection. `port` is empty for the scheme's own. */
export type Place = { protocol: string; hostname: string; port: string }

/** Job sites use these; any other port is a service that is not meant for readers. A trusted origin names its own. */
const PORTS = ['80', '443', '8080', '8443']
const LONGEST_URL = 8_000

/** Says of every hop whether it may be fetched, and of every connection where it may go. */
export function createGuard({ trusted = [], forbidden = [], resolve = resolveBySystem }: GuardOptions) {
  const trustedOrigins = new Set(trusted.map((origin) => new URL(origin).origin))
  const forbiddenPlaces = forbidden.map((url) => new URL(url))

  const isTrusted = (place: Place) => trustedOrigins.has(originOf(place))

  /** A trusted origin may share the machine with a forbidden one (another port); nobody else may. */
  const isForbidden = (place: Place, hostname = place.hostname) =>
    forbiddenPlaces.some((one) => {
      const isSameHost = bare(one.hostname) === bare(hostname)
      return isSameHost && (!isTrusted(place) || portOf(one) === portOf(place))
    })

  /** Another name for a forbidden server is found by its address and port. */
  async function leadsToForbidden(place: Place, addresses: readonly string[]): Promise<boolean> {
    const samePort = forbiddenPlaces.filter((one) => portOf(one) === portOf(place))
    for (const { hostname } of samePort) {
      const theirs = await addressesOf(hostname, resolve).catch(() => [])
      if (theirs.some((address) => addresses.includes(address))) return true
    }
    return false
  }

  return {
    /** Throws URL_NOT_ALLOWED for what can be judged without asking a name server. */
    check(url: URL): void {
      const refuse = (rule: string) => {
        throw errors.urlNotAllowed(url.host || url.protocol, rule)
      }
      if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('only http and https are')
      if (url.username || url.password) refuse('the address holds a user or a password')
      if (url.href.length > LONGEST_URL) refuse(`the address is longer than ${LONGEST_URL} characters`)
      if (isForbidden(url)) refuse('winnow never fetches from this host')
      if (isTrusted(url)) return
      if (!PORTS.includes(portOf(url))) refuse(`its port is none of ${PORTS.join(', ')}`)
      if (!mayBePublic(url.hostname)) refuse('its host is not on the public internet')
    },

    /**
     * The addresses that a connection may use: the name is resolved here and nowhere else, so that no later answer of a name server can
     * lead elsewhere. One address that is not public refuses them all. Throws URL_NOT_ALLOWED, or what the resolver throws.
     */
    async addresses(place: Place): Promise<readonly string[]> {
      const addresses = await addressesOf(place.hostname, resolve)
      const refuse = (rule: string) => errors.urlNotAllowed(originOf(place).replace(/^\w+:\/\//, ''), rule)
      if (!isTrusted(place) && !addresses.every(isPublicAddress)) throw refuse('its host is not on the public internet')
      const isCaught =
        addresses.some((address) => isForbidden(place, address)) || (await leadsToForbidden(place, addresses))
      if (isCaught) throw refuse('winnow never fetches from this host')
      return addresses
    },
  }
}

async function resolveBySystem(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true, order: 'verbatim' })
  return found.map(({ address }) => address)
}

async function addressesOf(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  const literal = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(literal) ? [literal] : await resolve(hostname)
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' })
  return addresses
}

/** A name without a dot is completed by the resolver's own search list, so it is a name of the local network. */
function mayBePublic(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) return isPublicAddress(literal)
  const labels = hostname.split('.')
  return labels.length > 1 && labels.every(Boolean) && labels.at(-1) !== 'localhost'
}

function originOf({ protocol, hostname, port }: Place): string {
  const host = isIP(hostname) === 6 ? `[${hostname}]` : hostname
  return new URL(`${protocol}//${host}${port ? `:${port}` : ''}`).origin
}

function portOf({ protocol, port }: Place): string {
  return port || (protocol === 'https:' ? '443' : '80')
}

function bare(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}
