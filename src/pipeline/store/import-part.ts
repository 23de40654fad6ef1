import type { Database, Tx } from '../../db/engine.ts'
import { recordFailedInserts } from '../../db/failed-inserts.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import type { Source } from '../../db/sources.ts'
import type { Target, Written } from '../../db/write-postings.ts'
import { addWriteTotals, countActions, type WriteAction } from '../../db/write-totals.ts'
import { errors, WinnowError } from '../../errors.ts'
import type { JsonLine } from './json-lines.ts'
import { writeStaged } from './stage.ts'
import { type Prepared, prepareRow } from './staged-row.ts'
import { failureOf, type StagedPosting, storeStaged } from './store-staged.ts'

export type LineOutcome = {
  line: number
  action: WriteAction
  /** Identity of the posting within its source; null for a line that holds none. */
  key: string | null
  posting_uid: string | null
  fault: WinnowError | null
}

type Row = { line: number; prepared: Prepared }
/** One line ready to be stored, or why it cannot be. `line` is the caller's name for it. */
export type PreparedLine = Row | { line: number; fault: WinnowError }
type Destination = { source: Source; target: Target; receivedAt: Date }
type Settled = Map<number, LineOutcome>

/** How often rows that raced another writer are written again: each time they meet the posting that the other one wrote. */
const ROUNDS = 5

/** Imports some lines in one transaction and answers what became of each, in their order. */
export async function importPart(
  database: Database,
  lines: readonly JsonLine[],
  { source, target, receivedAt }: Destination,
): Promise<LineOutcome[]> {
  const prepared = lines.map((one): PreparedLine => {
    const { line } = one
    return 'fault' in one
      ? { line, fault: one.fault }
      : { line, prepared: prepareRow(one.row, source, receivedAt, one.extraction) }
  })
  return importPrepared(database, prepared, target)
}

/** The same for lines of any origin that were read already. */
export async function importPrepared(
  database: Database,
  lines: readonly PreparedLine[],
  target: Target,
): Promise<LineOutcome[]> {
  const settled: Settled = new Map()
  const kept = sortOut(lines, settled)
  let rows = new Map<number, Row>()
  let waiting = await retryTransaction(database, async (tx) => {
    rows = await stageKept(tx, target, kept, settled)
    const postings = [...rows].flatMap(([staging_id, { prepared }]) => {
      return prepared.posting === null ? [] : [{ staging_id, posting: prepared.posting }]
    })
    const raced = await store(tx, target, postings, rows, settled)
    await addWriteTotals(tx, countActions([...settled.values()].map(({ action }) => action)))
    return raced
  })
  for (let round = 0; waiting.length > 0 && round < ROUNDS; round += 1) {
    const again = waiting
    waiting = await retryTransaction(database, async (tx) => {
      const raced = await store(tx, target, again, rows, settled)
      const now = again
        .filter((one) => !raced.includes(one))
        .flatMap(({ staging_id }) => rows.get(staging_id)?.line ?? [])
      await addWriteTotals(tx, countActions(now.flatMap((line) => settled.get(line)?.action ?? [])))
      return raced
    })
  }
  for (const { staging_id } of waiting) settle(settled, rows.get(staging_id), 'failed', errors.rowNotStored())
  return lines.flatMap(({ line }) => settled.get(line) ?? [])
}

/** Settles the lines that will not be stored and answers the rows to stage: one an identity, the last that can be used. */
function sortOut(lines: readonly PreparedLine[], settled: Settled): Row[] {
  const rows: Row[] = []
  for (const one of lines) {
    if ('fault' in one)
      settled.set(one.line, { line: one.line, action: 'failed', key: null, posting_uid: null, fault: one.fault })
    else rows.push(one)
  }
  const kept = new Map<string, Row>()
  for (const row of rows) {
    const { staged, checked } = row.prepared
    const before = kept.get(staged.external_id)
    if (!before || checked.fault === null || before.prepared.checked.fault !== null) kept.set(staged.external_id, row)
  }
  for (const row of rows) {
    const { staged, checked } = row.prepared
    const displaced = kept.get(staged.external_id) !== row
    if (checked.fault !== null) settle(settled, row, 'skipped', checked.fault)
    else if (displaced) settle(settled, row, 'skipped', errors.duplicateRow(staged.external_id))
  }
  return [...kept.values()]
}

/** Stages rows and answers them by staging id; one that the database refuses even as it came fails here. */
async function stageKept(tx: Tx, target: Target, kept: readonly Row[], settled: Settled): Promise<Map<number, Row>> {
  const byKey = new Map(kept.map((row) => [row.prepared.staged.external_id, row]))
  const rows = new Map<number, Row>()
  const staged = await writeStaged(
    tx,
    target,
    kept.map(({ prepared }) => prepared.staged),
  )
  const refused: { row: Row; fault: WinnowError }[] = []
  for (const [key, id] of staged) {
    const row = byKey.get(key)
    if (!row) continue
    if (!(id instanceof WinnowError)) {
      rows.set(id, row)
      continue
    }
    refused.push({ row, fault: id })
    settle(settled, row, 'failed', id)
  }
  await recordFailedInserts(
    tx,
    refused.map(({ row: { prepared }, fault }) =>
      failureOf(prepared.staged.source_id, target, null, prepared.posting, fault),
    ),
  )
  return rows
}

/** Writes postings, settles their lines and answers those that raced another writer. */
async function store(
  tx: Tx,
  target: Target,
  postings: readonly StagedPosting[],
  rows: ReadonlyMap<number, Row>,
  settled: Settled,
): Promise<StagedPosting[]> {
  const written = await storeStaged(tx, target, postings)
  return postings.filter(({ staging_id }, index) => {
    const { action, fault = null, posting_uid } = written[index] as Written
    if (action === 'raced') return true
    settle(settled, rows.get(staging_id), action, fault, posting_uid)
    return false
  })
}

function settle(
  settled: Settled,
  row: Row | undefined,
  action: WriteAction,
  fault: WinnowError | null,
  uid: string | null = null,
): void {
  if (!row) return
  settled.set(row.line, { line: row.line, action, key: row.prepared.staged.external_id, posting_uid: uid, fault })
}
