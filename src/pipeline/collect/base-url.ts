import { parseUrl } from '../fetch/parse-url.ts'

/** Where the addresses of a source are asked, and the way back, so that a kind never sees the other server. */
export type Address = { asked: string; nameOf(answered: string): string }

/**
 * Exchanges the origin of an address for the base URL's; a path of the base URL goes before the address's own. Without a base URL the
 * address stays. Throws URL_NOT_ALLOWED for what is no address.
 */
export function addressAt(url: string, baseUrl: string | undefined): Address {
  const own = parseUrl(url)
  if (baseUrl === undefined) return { asked: own.href, nameOf: (answered) => answered }
  const base = parseUrl(baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')
  const nameOf = (answered: string) => {
    const { origin, pathname, search } = new URL(answered)
    if (origin !== base.origin) return answered
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
    return `${own.origin}${path}${search}`
  }
  return { asked: `${base.origin}${prefix}${own.pathname}${own.search}`, nameOf }
}

/** Whether an answer from `came` is one of the site that was asked: https instead of http, and www. before its name, are the same site. */
export function isSameSite(asked: string, came: string): boolean {
  const [one, other] = [new URL(asked), new URL(came)]
  const isUpgrade = one.protocol === 'http:' && other.protocol === 'https:' && one.port === '' && other.port === ''
  const isSamePlace = (one.protocol === other.protocol && one.port === other.port) || isUpgrade
  return isSamePlace && bare(one.hostname) === bare(other.hostname)
}

function bare(hostname: string): string {
  return hostname.replace(/^www\./, '')
}
