import Type from 'typebox'
import { linkOf, readFeed } from './feed-entries.ts'
import { pageKind } from './source-kind.ts'

export const feedPages = pageKind({
  kind: 'feed_pages',
  summary: 'An RSS or Atom feed whose entries only link to the pages of the openings, which are then read.',
  config: Type.Object({ url: Type.String({ pattern: '^https?://' }) }, { additionalProperties: false }),
  politeness: { interval_ms: 1_000, robots: true },
  listing: 'part',
  reads: 'pages',
  async page({ url }, { http }, cursor) {
    const from = typeof cursor === 'string' ? cursor : url
    const { entries, next } = await readFeed(http, from)
    const links = entries.map((entry) => linkOf(entry, from))
    const found = [...new Set(links.filter((link) => link !== null))]
    const without = links.filter((link) => link === null).length
    const faults = without > 0 ? { faults: { entry_without_link: without } } : {}
    return { items: found.map((link) => ({ url: link })), next, ...faults }
  },
})
