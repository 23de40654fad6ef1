import { knownOpenings } from '../../../db/known-openings.ts'
import { saveGone } from '../../../db/liveness.ts'
import { touchSeen } from '../../../db/touch-seen.ts'
import { addWriteTotals, countActions } from '../../../db/write-totals.ts'
import { asWinnowError } from '../../../errors.ts'
import type { CollectedRecord } from '../../collect/collected-record.ts'
import type { RecordKind } from '../../collect/source-kind.ts'
import type { SweepItem, SweepPage } from '../../collect/sweep.ts'
import { withoutPeople } from '../../collect/without-people.ts'
import { remoteStatusOf } from '../../fetch/remote-status.ts'
import { importCollected } from '../../store/collected/import-collected.ts'
import type { CollectedItem } from '../../store/collected/prepare-collected.ts'
import { CHARACTERS_AT_ONCE, rowsAtOnce } from '../../store/transaction-size.ts'
import { ENDS_SWEEP, FAILURES_IN_A_ROW, type PageEnd, type Work } from './work.ts'

/** Details cost time: a sweep that is stopped must not lose many of them, and what a page's last part takes delays the next page. */
const DETAILS_AT_ONCE = 10
const KEEP_EVERY_MS = 60_000

/**
 * Stores the openings of a page of records: those that are known and say the same are only seen again, the others are read in full.
 * A detail that fails costs its opening alone; a known one counts as seen all the same, for the listing has it.
 */
export async function collectRecords(work: Work, { items }: SweepPage): Promise<PageEnd> {
  const { plan, database, tally } = work
  const kind = plan.kind as RecordKind
  const { open, seen } = await sortKnown(work, items)
  // Those that closed meanwhile must come back the full way.
  for (const id of await touch(work, [...seen])) seen.delete(id)
  const toRead = items.filter(({ identity }) => identity === null || !seen.has(identity))
  tally.details.known += items.length - toRead.length

  const most = kind.detail ? DETAILS_AT_ONCE : rowsAtOnce(database.engine)
  const waiting: CollectedItem[] = []
  const handled = new Set<string>()
  const gone = new Set<string>()
  let size = 0
  let failures = 0
  let end: PageEnd = null
  let renewed = performance.now()
  let stored: Promise<void> = Promise.resolve()
  // One part is stored while the details of the next are asked for: the source is asked at its pace, not at that of the database.
  const store = async () => {
    await stored
    stored = importAll(work, waiting.splice(0)).then(() => work.keep())
    // A failure is told to whoever waits for the part.
    stored.catch(() => undefined)
    size = 0
    renewed = performance.now()
  }
  for (const one of toRead) {
    // A slow source must not look like a dead process.
    if (performance.now() - renewed > KEEP_EVERY_MS) await store()
    const detail = await readDetail(work, one.item)
    if ('gone' in detail) {
      if (one.identity !== null) gone.add(one.identity)
      continue
    }
    if ('error' in detail) {
      const { code } = detail.error
      if (work.context.signal.aborted) end = { reason: 'stopped' }
      else if (ENDS_SWEEP.includes(code)) end = { reason: code, error: detail.error }
      else {
        tally.details.failed += 1
        tally.fault(code)
        failures += 1
        if (failures >= FAILURES_IN_A_ROW) end = { reason: 'host_failing', error: detail.error }
      }
      if (end !== null) break
      continue
    }
    failures = 0
    const record = recordOf(work, kind, one, detail.value)
    if (record === null) continue
    if (one.identity !== null) handled.add(one.identity)
    waiting.push({ record, item: kept(one.item, detail.value), listing_hash: one.listing_hash })
    size += record.job_description?.length ?? 0
    if (waiting.length >= most || size >= CHARACTERS_AT_ONCE) await store()
  }
  await store()
  await stored
  await touch(
    work,
    open.filter((id) => !seen.has(id) && !handled.has(id) && !gone.has(id)),
  )
  if (plan.target === 'live') await saveGone(database.db, plan.source.source_id, [...gone], 'detail_gone')
  return end
}

/** Which openings of a page are stored and open, and which of those need not be read again. */
async function sortKnown({ plan, database, context }: Work, items: readonly SweepItem[]) {
  const ids = items.flatMap(({ identity }) => identity ?? [])
  const known = await knownOpenings(database.db, plan.source.source_id, ids, plan.target)
  const readAfter = context.now().getTime() - plan.detailAgeMs
  const open = ids.filter((id) => known.get(id)?.is_open)
  const seen = items.flatMap(({ identity, listing_hash }) => {
    const one = identity === null ? undefined : known.get(identity)
    const isSame = one?.is_open && one.listing_hash === listing_hash && Date.parse(one.fetched_at ?? '') >= readAfter
    return identity !== null && isSame ? [identity] : []
  })
  return { open, seen: new Set(seen) }
}

/** Marks openings as seen and answers those that must come back the full way. Seen again is unchanged. */
async function touch({ plan, database, tally }: Work, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const { touched, missing } = await database.transaction(async (tx) => {
    const done = await touchSeen(tx, plan.source.source_id, ids, plan.target)
    await addWriteTotals(tx, countActions(Array.from({ length: done.touched }, () => 'unchanged' as const)))
    return done
  })
  tally.add(countActions(Array.from({ length: touched }, () => 'unchanged' as const)))
  return missing
}

type Detail = { value: unknown } | { gone: true } | { error: ReturnType<typeof asWinnowError> }

async function readDetail({ plan, context, tally }: Work, item: unknown): Promise<Detail> {
  const { detail, isClosed } = plan.kind as RecordKind
  if (!detail) return { value: undefined }
  try {
    context.signal.throwIfAborted()
    tally.details.asked += 1
    const value = await detail(plan.config, context, item)
    if (!isClosed?.(value)) return { value }
    tally.details.gone += 1
    return { gone: true }
  } catch (error) {
    const status = remoteStatusOf(error)
    if (status !== 404 && status !== 410) return { error: asWinnowError(error) }
    tally.details.gone += 1
    return { gone: true }
  }
}

/** A mapper that fails is winnow's fault; it costs one opening and is told in the log. */
function recordOf(
  { plan, tally, log }: Work,
  kind: RecordKind,
  { identity, item }: SweepItem,
  detail: unknown,
): CollectedRecord | null {
  try {
    const record = kind.toRecord(item, detail, plan.config)
    return identity === null ? record : { ...record, external_job_id: identity }
  } catch (error) {
    tally.fault('mapper_failed')
    log.warn({ err: error, source: plan.source.source_name, mapper: kind.mapper }, 'a mapper failed')
    return null
  }
}

const kept = (item: unknown, detail: unknown) => withoutPeople(detail === undefined ? item : { item, detail })

async function importAll(work: Work, records: readonly CollectedItem[]): Promise<void> {
  if (records.length === 0) return
  const { plan, database, context, log, tally, knowledge } = work
  const { source, target } = plan
  const { mapper } = plan.kind as RecordKind
  const stored = { source, mapper, target, receivedAt: context.now(), log, knowledge }
  const { outcomes, counts } = await importCollected(database, records, stored)
  tally.add(counts)
  for (const { fault } of outcomes) if (fault !== null) tally.fault(fault.code)
}
