import { errors } from '../../errors.ts'
import type { SourceHttp } from './source-http.ts'
import { itemsOf, readXml, type XmlItem, xmlText } from './xml-items.ts'

export type FeedPage = { entries: XmlItem[]; next: string | null }

const ROOTS = ['rss', 'feed', 'rdf:RDF']
const MARKUP = ['description', 'content:encoded', 'content', 'summary', 'title']
/** Elements that name people. Openings are kept without them. */
const PERSONAL = [
  'author',
  'contributor',
  'dc:creator',
  'dc:contributor',
  'managingEditor',
  'webMaster',
  'itunes:author',
]

/** Reads a page of an RSS 2.0, RSS 1.0 or Atom feed. Throws SOURCE_ANSWER_INVALID for anything else, and for a next page elsewhere. */
export async function readFeed(http: SourceHttp, url: string): Promise<FeedPage> {
  const answer = await http.text({
    url,
    headers: { accept: 'application/rss+xml, application/atom+xml, application/xml' },
  })
  const host = new URL(answer.url).host
  const { name, item } = readXml(answer.data, host, { roots: ROOTS, expected: 'RSS or Atom feed', markup: MARKUP })
  const [channel = item] = name === 'feed' ? [item] : itemsOf(item.channel)
  const entries = name === 'feed' ? itemsOf(item.entry) : [...itemsOf(channel.item), ...itemsOf(item.item)]
  return { entries: entries.map(withoutPeople), next: nextOf(channel, url, host) }
}

/** The page of an entry, absolute; null when it names none. */
export function linkOf(entry: XmlItem, base: string): string | null {
  const atom = itemsOf(entry.link).find((link) => (link['@rel'] ?? 'alternate') === 'alternate')?.['@href']
  const stated = typeof atom === 'string' ? atom : xmlText(entry.link)
  return resolve(stated ?? permalinkOf(entry), base)
}

/** A guid is the address of the entry unless it says that it is none. */
function permalinkOf({ guid }: XmlItem): string | null {
  const text = xmlText(guid)
  const isNone = itemsOf(guid)[0]?.['@isPermaLink'] === 'false'
  return text !== null && !isNone && /^https?:\/\//i.test(text) ? text : null
}

/** RFC 5005; in RSS the link is Atom's. */
function nextOf(channel: XmlItem, url: string, host: string): string | null {
  const links = [...itemsOf(channel.link), ...itemsOf(channel['atom:link'])]
  const href = links.find((link) => link['@rel'] === 'next')?.['@href']
  const next = typeof href === 'string' ? resolve(href, url) : null
  if (next === null || next === url) return null
  if (new URL(next).origin !== new URL(url).origin) throw errors.sourceAnswerInvalid(host, 'goes on at another host')
  return next
}

function resolve(href: string | null, base: string): string | null {
  if (href === null || !URL.canParse(href, base)) return null
  const url = new URL(href, base)
  return /^https?:$/.test(url.protocol) ? url.href : null
}

function withoutPeople(entry: XmlItem): XmlItem {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !PERSONAL.includes(name)))
}
