import Type, { type Static } from 'typebox'
import type { CollectedRecord } from './collected-record.ts'
import { linkOf, readFeed } from './feed-entries.ts'
import { recordKind } from './source-kind.ts'
import { type XmlItem, xmlText, xmlTexts } from './xml-items.ts'

const Config = Type.Object(
  {
    url: Type.String({ pattern: '^https?://' }),
    /** Of every opening that names no other: most feeds are of one employer. */
    company_name: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

/** Elements by field, the first that says something wins. Beside the standard's own: WordPress's job feeds and Google Base. */
const PLACES = ['job_listing:location', 'g:location', 'location']
const EMPLOYERS = ['job_listing:company', 'g:employer', 'company']
const TYPES = ['job_listing:job_type', 'g:job_type']
const PAY = ['job_listing:salary', 'g:salary']
/** A summary stands in only where the entry tells no more. */
const TEXTS = ['content:encoded', 'content', 'description', 'summary']

export const feed = recordKind({
  kind: 'feed',
  summary: 'An RSS or Atom feed whose entries hold the openings themselves. Where they only link to them: feed_pages.',
  config: Config,
  politeness: { interval_ms: 1_000, robots: true },
  // Feeds hold their newest entries: what is not there may still be open.
  listing: 'part',
  reads: 'records',
  mapper: 'feed/1',
  async page({ url }, { http }, cursor) {
    const { entries, next } = await readFeed(http, typeof cursor === 'string' ? cursor : url)
    return { items: entries, next }
  },
  identity: (entry, { url }) => idOf(entry, url),
  toRecord,
})

function toRecord(entry: XmlItem, _detail: unknown, config: Config): CollectedRecord {
  const first = (names: readonly string[]) => firstOf(entry, names)
  const places = PLACES.flatMap((name) => xmlTexts(entry[name]))
  const types = TYPES.flatMap((name) => xmlTexts(entry[name]))
  const published = first(['pubDate', 'published', 'dc:date'])
  const posted = published ?? first(['updated'])
  return {
    external_job_id: idOf(entry, config.url),
    job_title: xmlText(entry.title),
    company_name: first(EMPLOYERS) ?? config.company_name ?? null,
    location: [...new Set(places)].join('; ') || null,
    external_url: linkOf(entry, config.url),
    posted_on: posted,
    deadline: first(['g:expiration_date']),
    salary_range: first(PAY),
    employment_type: types.length > 0 ? types : null,
    job_description: first(TEXTS),
    ...(published === null && posted !== null ? { notes: { posted_on: 'updated' } } : {}),
  }
}

function idOf(entry: XmlItem, base: string): string | null {
  return firstOf(entry, ['guid', 'id', 'g:id']) ?? linkOf(entry, base)
}

function firstOf(entry: XmlItem, names: readonly string[]): string | null {
  for (const name of names) {
    const text = xmlText(entry[name])
    if (text !== null) return text
  }
  return null
}
