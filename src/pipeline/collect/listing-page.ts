import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { remoteStatusOf } from '../fetch/remote-status.ts'
import { numberOf, objectOf, textOf } from './json-values.ts'
import { linksDigest, readLinks } from './page-links.ts'
import { type CollectContext, type Cursor, type ListPage, type PageItem, pageKind } from './source-kind.ts'

const Config = Type.Object(
  {
    url: Type.String({ pattern: '^https?://', description: 'the first page of the listing' }),
    follow: Type.Optional(Type.Boolean({ description: 'read the pages of the openings too; true when left out' })),
    next: Type.Optional(
      Type.Union(
        [
          Type.Literal('none'),
          Type.Literal('rel'),
          Type.Object(
            {
              parameter: Type.String({ pattern: '^[\\w.[\\]-]+$' }),
              first: Type.Optional(Type.Integer({ minimum: 0 })),
              step: Type.Optional(Type.Integer({ minimum: 1 })),
            },
            { additionalProperties: false },
          ),
        ],
        {
          description:
            'how it goes on: by its link rel=next (when left out), by a parameter that counts, or not at all',
        },
      ),
    ),
    most_pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '50 when left out' })),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

const MOST_PAGES = 50

export const listingPage = pageKind({
  kind: 'listing_page',
  summary: 'A web page that lists openings, with its further pages, read by the extractor.',
  config: Config,
  politeness: { interval_ms: 1_000, robots: true },
  // Nobody can tell that a page lists everything: what it does not show is checked by its own address.
  listing: 'part',
  reads: 'pages',
  page: readListing,
})

async function readListing(
  config: Config,
  { http }: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<PageItem>> {
  const { url: firstUrl, follow = true, next = 'rel', most_pages = MOST_PAGES } = config
  const place = objectOf(cursor)
  const number = numberOf(place.number) ?? 1
  const url = textOf(place.url) ?? (typeof next === 'object' ? numbered(config, next, number) : firstUrl)
  if (next === 'none') return { items: [{ url, follow }], next: null }

  const html = await http.text({ url, headers: { accept: 'text/html, application/xhtml+xml' } }).catch((error) => {
    // Past its end a numbered listing has no page; the first page and a page that was linked must be there.
    const isPastEnd = typeof next === 'object' && number > 1 && [404, 410].includes(remoteStatusOf(error) ?? 0)
    if (isPastEnd) return null
    throw error
  })
  if (html === null) return { items: [], next: null }
  const page = readLinks(html.data, url)
  // Links that differ from the listing in their query only are its own pages, and change from page to page.
  const digest = linksDigest(page.links.filter((link) => new URL(link).pathname !== new URL(firstUrl).pathname))
  if (digest === textOf(place.digest)) return { items: [], next: null }

  const following = typeof next === 'object' ? numbered(config, next, number + 1) : page.next
  if (following !== null && new URL(following).origin !== new URL(firstUrl).origin)
    throw errors.sourceAnswerInvalid(new URL(html.url).host, 'goes on at another host')
  const isLast = following === null || following === url || number >= most_pages
  return { items: [{ url, follow }], next: isLast ? null : { number: number + 1, url: following, digest } }
}

type Numbering = { parameter: string; first?: number; step?: number }

function numbered({ url }: Config, { parameter, first = 1, step = 1 }: Numbering, number: number): string {
  const address = new URL(url)
  if (number > 1) address.searchParams.set(parameter, String(first + (number - 1) * step))
  return address.href
}
