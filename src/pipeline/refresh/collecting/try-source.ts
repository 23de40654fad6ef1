import { asWinnowError } from '../../../errors.ts'
import type { CollectedRecord } from '../../collect/collected-record.ts'
import type { CollectContext, PageItem, RecordKind } from '../../collect/source-kind.ts'
import { readListing, type SweepEnd, type SweepItem } from '../../collect/sweep.ts'
import type { Extraction } from '../../store/extraction/extract-pages.ts'
import type { Plan } from './plan.ts'
import type { SweepState } from './settle-sweep.ts'
import { createTally, type Tally } from './tally.ts'

/** Openings that are shown at most; more says nothing new. */
const MOST_SHOWN = 20

export type Sample = { external_id: string | null; record: CollectedRecord | Record<string, unknown> }
export type Tried = { tally: Tally; end: SweepEnd; state: SweepState; resumed: false; sample: Sample[] }

/** Reads a source as a sweep would and shows what its first openings would be stored as. Writes nothing. */
export async function trySource({
  plan,
  context,
  extraction,
}: {
  plan: Plan
  context: CollectContext
  extraction: Extraction
}): Promise<Tried> {
  const { kind, config, mostItems, mostPages } = plan
  const tally = createTally()
  const sample: Sample[] = []
  const pages = readListing({ kind, config, context, cursor: null })
  const ended = (end: SweepEnd): Tried => {
    tally.listed = end.total
    const state = end.complete ? 'complete' : tally.items > 0 ? 'partial' : 'failed'
    return { tally, end, state, resumed: false, sample }
  }
  for (;;) {
    const { done, value } = await pages.next()
    if (done) return ended(value)
    for (const [code, times] of Object.entries(value.faults)) tally.fault(code, times)
    for (const item of value.items) {
      if (tally.items >= mostItems) return ended({ complete: false, reason: 'limit', total: value.total })
      tally.items += 1
      if (sample.length >= MOST_SHOWN) continue
      try {
        sample.push(await show(item, { plan, context, extraction, tally }))
      } catch (error) {
        if (context.signal.aborted) return ended({ complete: false, reason: 'stopped', total: value.total })
        tally.details.failed += 1
        tally.fault(asWinnowError(error).code)
      }
    }
    tally.pages += 1
    if (value.cursor !== null && (tally.pages >= mostPages || tally.items >= mostItems))
      return ended({ complete: false, reason: 'limit', total: value.total })
  }
}

type Showing = { plan: Plan; context: CollectContext; extraction: Extraction; tally: Tally }

async function show({ identity, item }: SweepItem, { plan, context, extraction, tally }: Showing): Promise<Sample> {
  if (plan.kind.reads === 'pages') {
    const { url } = item as PageItem
    tally.details.asked += 1
    const { page_type, records } = await extraction.extract({ url, store: false, signal: context.signal })
    return {
      external_id: identity,
      record: { page_type, records: records.map(({ url, fields, reason }) => ({ url, fields, reason })) },
    }
  }
  const kind = plan.kind as RecordKind
  if (kind.detail) tally.details.asked += 1
  const record = kind.toRecord(item, await kind.detail?.(plan.config, context, item), plan.config)
  return { external_id: identity, record }
}
