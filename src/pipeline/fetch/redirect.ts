import { errors } from '../../errors.ts'
import type { Hop } from './exchange.ts'
import { parseUrl } from './parse-url.ts'

export const MOST_REDIRECTS = 5

/** Any other header may hold a secret: a list of what may go to a stranger cannot miss one. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent'])
/** They name the copy that the first server gave. */
const CONDITIONS = new Set(['if-none-match', 'if-modified-since'])

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/**
 * Where a redirect leads: 303, and 301 and 302 after POST, go on with GET. Another origin gets neither secrets nor a body. Throws
 * URL_NOT_ALLOWED when secrets or a body would leave, when https would fall to http with them, and for what is no address.
 */
export function nextHop(hop: Hop, status: number, location: string): Hop {
  const url = parseUrl(location, hop.url)
  const becomesGet = hop.method !== 'HEAD' && (status === 303 || (hop.method === 'POST' && status <= 302))
  const next = becomesGet ? { ...hop, url, method: 'GET' as const, body: null } : { ...hop, url }
  if (becomesGet) next.headers = without(next.headers, (name) => name === 'content-type')
  if (url.origin === hop.url.origin) return next
  if (next.body !== null)
    throw errors.urlNotAllowed(url.host, 'a redirect would send it what was meant for another server')
  const isDowngrade = hop.url.protocol === 'https:' && url.protocol === 'http:'
  if (isDowngrade && Object.keys(hop.headers).some(isSecret))
    throw errors.urlNotAllowed(url.host, 'a redirect leads from https to http on a request with secrets')
  next.headers = without(next.headers, (name) => isSecret(name) || CONDITIONS.has(name))
  return next
}

function isSecret(name: string): boolean {
  return !HARMLESS_HEADERS.has(name) && !CONDITIONS.has(name)
}

function without(headers: Hop['headers'], drops: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !drops(name)))
}
