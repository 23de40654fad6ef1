import { hash } from 'node:crypto'

/** Raised whenever one of the functions below answers differently for the same input; every stored row says which one made it. */
export const CANONICAL_VERSION = 1

/** Query parameters that say how a reader came, never which posting this is. Lower case. */
const TRACKING = new Set([
  ...[
    'gclid',
    'gbraid',
    'wbraid',
    'dclid',
    'fbclid',
    'msclkid',
    'yclid',
    'twclid',
    'igshid',
    'li_fat_id',
    'mc_cid',
    'mc_eid',
  ],
  ...[
    '_ga',
    '_gl',
    '_hsenc',
    '_hsmi',
    'ref',
    'referer',
    'referrer',
    'refid',
    'source',
    'src',
    'trk',
    'trackingid',
    'tracking',
  ],
  ...[
    'gh_src',
    'lever-source',
    'lever-origin',
    'jobboard',
    'campaign',
    'campaignid',
    'cid_source',
    'rx_source',
    'rx_campaign',
  ],
])
const TRACKING_PREFIX = /^(utm|pk|mtm|piwik|hsa)_/

/**
 * The address without what does not identify: host in lower case, no default port, no user, no tracking parameters, the others
 * sorted, no trailing slash, no fragment (a fragment that is a route, "#/jobs/7" or "#!jobs/7", stays: it names the posting).
 * null for everything that is not an http(s) address.
 */
export function normaliseUrl(address: string | null | undefined): string | null {
  const url = readHttpUrl(address)
  if (url === null) return null
  const query = url.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(parameter))
    .sort()
  const path = url.pathname.replace(/\/+$/, '')
  const route = /^#[!/]/.test(url.hash) ? url.hash.replace(/\/+$/, '') : ''
  return `${url.protocol}//${url.host}${path}${query.length > 0 ? `?${query.join('&')}` : ''}${route}`
}

/** The parsed address when it is http(s) with a host that could exist, else null: mail addresses, scripts and fragments are no address. */
export function readHttpUrl(address: string | null | undefined): URL | null {
  const text = address?.trim() ?? ''
  if (!/^https?:\/\/[^\s/]/i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.hostname === '' ? null : url
}

/**
 * MD5 in hex over `title|application_url`, both trimmed, blanks collapsed and in lower case, the address without tracking. Where there is
 * no address, organization and location stand for it: two openings of one title in two towns stay two. Source: the runbook's
 * canonical hash.
 */
export function canonicalHash(
  title: string | null | undefined,
  applicationUrl: string | null | undefined,
  place: { organization?: string | null | undefined; location?: string | null | undefined } = {},
): string {
  const address = normaliseUrl(applicationUrl) ?? applicationUrl ?? ''
  const where =
    address.trim() === '' ? `${fold(place.organization)}|${fold(place.location)}`.replace(/^\|$/, '') : fold(address)
  return hash('md5', `${fold(title)}|${where}`, 'hex')
}

/** Sixteen hex digits that name the page at this address, whatever the way there; null without an http(s) address. */
export function canonicalId(address: string | null | undefined): string | null {
  const url = normaliseUrl(address)
  return url === null ? null : hash('sha256', url.replace(/^https?:/, ''), 'hex').slice(0, 16)
}

export type Content = {
  title: string | null
  /** Clean text, as in `postings.job_description`. */
  description: string | null
  organization: string | null
  /** As stated, `postings.location_raw`. */
  location: string | null
}

/**
 * SHA-256 in hex over exactly what Workflow 3001 reads of a posting: title, description, organization and location, as stored. It is the
 * workflow's input hash: results made from another one are out of date.
 */
export function contentHash({ title, description, organization, location }: Content): string {
  return hash('sha256', JSON.stringify([title, description, organization, location]), 'hex')
}

function isTracking(parameter: string): boolean {
  const name = (parameter.split('=', 1)[0] ?? '').toLowerCase()
  return TRACKING.has(name) || TRACKING_PREFIX.test(name)
}

function fold(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
}
