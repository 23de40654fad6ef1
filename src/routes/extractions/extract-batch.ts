import Type from 'typebox'
import { countActions } from '../../db/write-totals.ts'
import { extractBatch as extract } from '../../pipeline/store/extraction/extract-pages.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, nullable, ref } from '../schemas.ts'
import { Counts, Extraction, Narrowing, Page, requestOf } from './extraction.ts'

const BODY_LIMIT_BYTES = 52_428_800
const MOST_PAGES = 100
/** An answer that comes after the handler's time never arrives: pages that have not begun by then are named instead. */
const BUDGET_MS = 20_000

const Item = Type.Object({
  url: nullable(Type.String()),
  extraction: Type.Optional(ref(Extraction)),
  error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String(), fix: Type.String() })),
})

/** Extracts up to 100 pages; each is answered in its place, with what it says or why it could not be read. */
export const extractBatch = endpoint({
  operation: 'extractions.batch',
  method: 'POST',
  path: '/batch',
  scope: 'trigger',
  summary: 'Extract up to 100 pages',
  body: Type.Object({
    pages: Type.Array(Type.Object(Page), { minItems: 1, maxItems: MOST_PAGES }),
    ...Narrowing,
  }),
  response: envelope(
    Type.Object({
      items: Type.Array(Item),
      total: Type.Integer(),
      failed: Type.Integer({ description: 'Pages with an error' }),
      stored: nullable(Type.Unsafe<ReturnType<typeof countActions>>(Counts)),
    }),
  ),
  errors: ['STORAGE_DISABLED', 'SHADOW_MODE_ENFORCED', 'DATABASE_BUSY'],
  bodyLimitBytes: BODY_LIMIT_BYTES,
  async handle({ body: { pages, store, shadow_mode }, signal, log }, { extraction }) {
    const requests = pages.map((page) => ({ ...requestOf(page), store, shadow_mode, signal }))
    const onFault = (error: Error) => log.error({ err: error }, 'a page of a batch failed')
    const done = await extract(extraction(), requests, { budgetMs: BUDGET_MS, onFault })
    const items = done.map((item) => {
      if ('result' in item) return { url: item.url, extraction: item.result }
      const { code, message, fix } = item.error
      return { url: item.url, error: { code, message, fix } }
    })
    const read = done.flatMap((item) => ('result' in item ? [item.result] : []))
    const actions = read.flatMap(({ records }) => records.flatMap(({ action }) => action ?? []))
    const stores = read.some(({ storage }) => storage.enabled)
    return ok({
      items,
      total: items.length,
      failed: items.length - read.length,
      stored: stores ? countActions(actions) : null,
    })
  },
})
