import Type, { type Static } from 'typebox'
import type { CollectedPlace, CollectedRecord } from './collected-record.ts'
import { linkOf } from './feed-entries.ts'
import { recordKind } from './source-kind.ts'
import { itemsOf, readXml, type XmlItem, xmlText, xmlTexts } from './xml-items.ts'

const Config = Type.Object(
  {
    /** Of the career site, such as jobs.example.com. */
    host: Type.String({ pattern: '^[a-zA-Z0-9.-]+$' }),
    /** Where the site has its feed: /googlefeed.xml, or /sitemal.xml on older ones. */
    path: Type.Optional(Type.String({ pattern: '^/' })),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

export const successfactorsRss = recordKind({
  kind: 'successfactors_rss',
  summary: 'Openings of a career site of SAP SuccessFactors, from the RSS feed that it publishes for search engines.',
  config: Config,
  politeness: { interval_ms: 1_000, robots: true },
  listing: 'whole',
  reads: 'records',
  mapper: 'successfactors_rss/1',
  async page({ host, path = '/googlefeed.xml' }, { http }) {
    const answer = await http.text({ url: `https://${host}${path}` })
    // A plain sitemap has another root: it is a source of kind sitemap.
    const { item } = readXml(answer.data, new URL(answer.url).host, {
      roots: ['rss'],
      expected: 'RSS feed of openings',
      markup: ['description', 'title'],
    })
    return { items: itemsOf(item.channel).flatMap((channel) => itemsOf(channel.item)), next: null }
  },
  identity: idOf,
  toRecord,
})

function toRecord(item: XmlItem, _detail: unknown, { host }: Config): CollectedRecord {
  const locations = xmlTexts(item['g:location'])
  const types = xmlTexts(item['g:job_type'])
  const deadline = xmlText(item['g:expiration_date'])
  return {
    external_job_id: idOf(item),
    job_title: titleOf(item, locations),
    company_name: xmlText(item['g:employer']),
    location: locations.join('; ') || null,
    places: locations.map(placeOf),
    external_url: linkOf(item, `https://${host}/`),
    posted_on: xmlText(item.pubDate),
    deadline,
    employment_type: types.length > 0 ? types : null,
    job_description: xmlText(item.description),
    columns: { ats_platform: 'successfactors' },
    // Sites set it to the end of the feed's own term as often as to the last day of the application.
    ...(deadline === null ? {} : { notes: { deadline: 'feed_term' } }),
  }
}

function idOf(item: XmlItem): string | null {
  return xmlText(item['g:id']) ?? xmlText(item.guid)
}

/** The feed writes the place behind every title, "Analyst (Basel, BS, CH)"; the title is what stands before it. */
function titleOf(item: XmlItem, locations: readonly string[]): string | null {
  const title = xmlText(item.title)
  const place = locations.map((location) => ` (${location})`).find((suffix) => title?.endsWith(suffix))
  return title === null || place === undefined ? title : title.slice(0, -place.length).trim() || title
}

/** "City, region, country, postal code" with all but the city optional; the country is always ISO 3166 alpha-2 or a name. */
function placeOf(raw: string): CollectedPlace {
  const parts = raw.split(',').flatMap((part) => part.trim() || [])
  while (parts.length > 1 && /\d/.test(parts.at(-1) ?? '')) parts.pop()
  const country = parts.length > 1 ? (parts.pop() ?? null) : null
  const isCode = country !== null && /^[A-Z]{2}$/.test(country)
  const [city = null, ...regions] = parts
  return {
    raw,
    city,
    region: regions.join(', ') || null,
    ...(isCode ? { country_code: country } : { country }),
  }
}
