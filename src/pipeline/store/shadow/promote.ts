import type { Database, Tx } from '../../../db/engine.ts'
import { recordFailedInserts } from '../../../db/failed-inserts.ts'
import { cameBetween, retryTransaction } from '../../../db/retry-transaction.ts'
import { beginAction, endAction, expireActions, lockAction, saveCounts } from '../../../db/shadow/actions.ts'
import {
  countShadow,
  keepImages,
  lockShadow,
  nextShadow,
  type Page,
  type Settled,
  type ShadowPosting,
  settlePart,
  withoutImage,
} from '../../../db/shadow/promotion.ts'
import { previewPostings, type Written, writePostings } from '../../../db/write-postings.ts'
import { addWriteTotals, countActions, type WriteAction, type WriteCounts } from '../../../db/write-totals.ts'
import { errors } from '../../../errors.ts'
import { failureOf } from '../store-staged.ts'
import { CHARACTERS_AT_ONCE, rowsAtOnce } from '../transaction-size.ts'
import type { Verdict } from './checklist.ts'

export type Scope = {
  /** null: all sources. */
  source: string | null
}
export type Work = Scope & {
  by: string
  /** Stops between two parts; what is committed stays. */
  signal?: AbortSignal | undefined
  /** What undoing needs is kept of actions since then (ISO instant). */
  keptSince: string
}

/** `total` is the shadow postings looked at; the six counts add up to it. */
export type Promotion = WriteCounts & {
  /** Names it to undo; null when there was nothing to promote. */
  action_id: string | null
  /** Why postings were skipped or failed, and how many each. */
  reasons: Record<string, number>
  /** Shadow postings of the scope that are there afterwards. */
  remaining: number
}

/** Throws SHADOW_NOT_READY with the checks that do not pass, unless it is forced. Answers the checks that force passes over. */
export function mayPromote({ checks, ready }: Verdict, force: boolean): string[] {
  const failing = checks.filter(({ status }) => status !== 'pass')
  if (!ready && !force)
    throw errors.shadowNotReady(failing.map(({ check, detail }) => ({ pointer: check, message: detail })))
  return failing.map(({ check }) => check)
}

type Outcome = { shadow: ShadowPosting; action: WriteAction; written: Written | null; reason: string | null }

/**
 * Brings shadow postings to live by the one upsert: new ones under their public id, existing ones updated or restored. What is promoted
 * leaves the shadow table; what is skipped or refused stays. Parts are transactions of their own: after a kill the same call takes the
 * rest, and any number of processes may promote at once.
 */
export async function promoteShadow(
  database: Database,
  { source, by, signal, keptSince, forced, failing }: Work & { forced: boolean; failing: readonly string[] },
): Promise<Promotion> {
  const begun = await retryTransaction(database, async (tx) => {
    await expireActions(tx, keptSince)
    const { n, last } = await countShadow(tx, source)
    return n === 0 ? null : { last, id: await beginAction(tx, { kind: 'promote', source, by, forced, failing }) }
  })
  if (!begun) return { action_id: null, ...countActions([]), reasons: {}, remaining: 0 }
  const outcomes: Outcome[] = []
  for (let after = 0; !signal?.aborted; ) {
    const page = pageOf(database, source, after, begun.last)
    const part = await retryTransaction(database, (tx) => promotePart(tx, begun.id, page))
    if (part.last === null) break
    outcomes.push(...part.outcomes)
    after = part.last
  }
  const remaining = await retryTransaction(database, async (tx) => {
    await endAction(tx, begun.id, by)
    return (await countShadow(tx, source)).n
  })
  return { action_id: begun.id, ...summary(outcomes), remaining }
}

/** What a promotion would do now; nothing is written. */
export async function previewPromotion(database: Database, { source }: Scope): Promise<Omit<Promotion, 'action_id'>> {
  const outcomes: Pick<Outcome, 'action' | 'reason'>[] = []
  const { n, last } = await retryTransaction(database, (tx) => countShadow(tx, source))
  for (let after = 0; ; ) {
    const page = pageOf(database, source, after, last)
    const ids = await retryTransaction(database, async (tx) => {
      const ids = await nextShadow(tx, page)
      const found = await lockShadow(tx, ids)
      const usable = found.filter(({ skip }) => skip === null)
      const actions = await previewPostings(
        tx,
        'live',
        usable.map(({ record }) => record),
      )
      for (const action of actions) outcomes.push({ action, reason: action === 'skipped' ? 'POSTING_HELD' : null })
      for (const { skip } of found) if (skip !== null) outcomes.push({ action: 'skipped', reason: skip })
      return ids
    })
    const end = ids.at(-1)
    if (end === undefined) break
    after = end
  }
  const counts = summary(outcomes)
  return { ...counts, remaining: n - counts.total + counts.skipped }
}

const pageOf = ({ engine }: Database, source: string | null, after: number, last: number): Page => {
  return { source, after, last, limit: rowsAtOnce(engine), bytes: CHARACTERS_AT_ONCE }
}

async function promotePart(tx: Tx, id: string, page: Page): Promise<{ outcomes: Outcome[]; last: number | null }> {
  const action = await lockAction(tx, id)
  if (action?.state !== 'open')
    throw errors.conflict('The promotion was undone while it ran.', 'See "winnow shadow report".')
  const ids = await nextShadow(tx, page)
  const found = await lockShadow(tx, ids)
  const outcomes = await writePart(tx, id, found)
  const failed = outcomes.filter((outcome) => outcome.action === 'failed')
  await recordFailedInserts(
    tx,
    failed.map(({ shadow: { record, staging_id }, written }) =>
      failureOf(record.source_id, 'live', staging_id, record, written?.fault),
    ),
  )
  const counts = countActions(outcomes.map((outcome) => outcome.action))
  await saveCounts(tx, id, addUp(action.counts, counts))
  await addWriteTotals(tx, counts)
  return { outcomes, last: ids.at(-1) ?? null }
}

async function writePart(tx: Tx, id: string, found: readonly ShadowPosting[]): Promise<Outcome[]> {
  const usable = found.filter(({ skip }) => skip === null)
  await keepImages(
    tx,
    id,
    usable.map(({ posting_id }) => posting_id),
  )
  const written = await writePostings(
    tx,
    'live',
    usable.map(({ record }) => record),
  )
  const outcomes = usable.map((shadow, index): Outcome => {
    const one = written[index]
    if (!one || one.action === 'raced') throw cameBetween()
    return { shadow, action: one.action, written: one, reason: one.fault?.code ?? null }
  })
  const settled = outcomes.flatMap(({ shadow, action, written }): Settled[] => {
    const stays = action === 'skipped' || action === 'failed' || written?.posting_id === null || !written
    return stays ? [] : [{ shadow_posting_id: shadow.posting_id, action, posting_id: written.posting_id as number }]
  })
  const met = settled.filter(({ action }) => action !== 'inserted').map(({ shadow_posting_id }) => shadow_posting_id)
  if ((await withoutImage(tx, id, met)) > 0) throw cameBetween()
  const promoted = new Set(settled.map(({ shadow_posting_id }) => shadow_posting_id))
  const kept = usable.map(({ posting_id }) => posting_id).filter((posting_id) => !promoted.has(posting_id))
  await settlePart(tx, id, settled, kept)
  const unusable = found.filter(({ skip }) => skip !== null)
  return [
    ...outcomes,
    ...unusable.map((shadow): Outcome => ({ shadow, action: 'skipped', written: null, reason: shadow.skip })),
  ]
}

function summary(outcomes: readonly Pick<Outcome, 'action' | 'reason'>[]): WriteCounts & Pick<Promotion, 'reasons'> {
  const reasons: Record<string, number> = {}
  for (const { reason } of outcomes) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1
  return { ...countActions(outcomes.map(({ action }) => action)), reasons }
}

function addUp(before: Record<string, number>, counts: WriteCounts): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([kind, n]) => [kind, (before[kind] ?? 0) + n]))
}
