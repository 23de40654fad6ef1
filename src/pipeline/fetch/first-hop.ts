import packageJson from '../../../package.json' with { type: 'json' }
import type { Hop } from './exchange.ts'
import type { FetchRequest } from './fetched.ts'
import { parseUrl } from './parse-url.ts'
import { ACCEPTED_ENCODINGS } from './read-body.ts'
import { PRODUCT } from './robots-rules.ts'

/** A caller's word on these would lie about who asks, or break the connection under others. */
const OWN_HEADERS =
  /^(host|user-agent|accept-encoding|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/
/** What came as an etag goes back as a header: nothing that could end one. */
const SENDABLE = /^[\x20-\x7e]{1,1000}$/

/** Who asks, said to every server: winnow, its version and how to reach its operator. Never the name of a browser. */
export function userAgentOf(contact?: string): string {
  return `${PRODUCT}/${packageJson.version}${contact ? ` (+${contact})` : ''}`
}

/** The first request of a fetch, with its headers complete. */
export function firstHop(request: FetchRequest, userAgent: string): Hop {
  const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  const headers: Record<string, string> = Object.fromEntries(given.filter(([name]) => !OWN_HEADERS.test(name)))
  headers['user-agent'] = userAgent
  headers['accept-encoding'] = ACCEPTED_ENCODINGS
  headers.accept = request.accept ?? headers.accept ?? '*/*'
  const etag = sendable(request.etag)
  const lastModified = sendable(request.last_modified)
  if (etag !== null) headers['if-none-match'] = etag
  if (lastModified !== null) headers['if-modified-since'] = lastModified
  return { url: parseUrl(request.url), method: request.method ?? 'GET', headers, body: request.body ?? null }
}

/** A header's text if it can be sent back as it is, else null. */
export function sendable(text: string | null | undefined): string | null {
  return text && SENDABLE.test(text) ? text : null
}
