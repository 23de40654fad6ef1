import Type from 'typebox'
import { pageKind } from './source-kind.ts'

export const webPage = pageKind({
  kind: 'web_page',
  summary: 'One web page, read by the extractor.',
  config: Type.Object({ url: Type.String({ pattern: '^https?://' }) }, { additionalProperties: false }),
  politeness: { interval_ms: 1_000, robots: true },
  listing: 'part',
  reads: 'pages',
  page: async ({ url }) => ({ items: [{ url }], next: null }),
})
