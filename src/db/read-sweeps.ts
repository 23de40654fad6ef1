import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import type { SweepState } from './sweeps.ts'
import type { WriteCounts } from './write-totals.ts'

export type SweepRecord = {
  sweep_id: number
  source_id: number
  state: SweepState
  /** Code of why it is not complete. */
  reason: string | null
  /** How far back was asked; null: everything that is open. */
  window: string | null
  /** Something was looked for, not everything. */
  searched: boolean
  pages: number
  items: number
  listed_total: number | null
  counts: Partial<WriteCounts>
  faults: Record<string, number>
  requested_by: string | null
  started_at: string
  finished_at: string | null
}

const COLUMNS = sql`
  sweep_id, source_id, state, reason, request ->> 'window' as window, coalesce(jsonb_typeof(request -> 'search') = 'object', false) as searched,
  pages, items, listed_total, counts, faults, requested_by, started_at, finished_at`

/** The newest sweeps of each of these sources, at most `most` a source, the newest first. Index: sweeps_source. */
export async function readSweeps(db: Query, sourceIds: readonly number[], most: number): Promise<SweepRecord[]> {
  const { rows } = await sql<SweepRecord>`
    select w.* from unnest(${[...sourceIds]}::int[]) as wanted (id)
    cross join lateral (select ${COLUMNS} from sweeps where source_id = wanted.id
      order by started_at desc, sweep_id desc limit ${most}::int) w
    order by w.started_at desc, w.sweep_id desc`.execute(db)
  return rows
}

/** The newest complete sweep that asked the same question, wherever; undefined when there was none. Index: sweeps_source. */
export async function lastCompleteSweep(
  db: Query,
  sourceId: number,
  request: Record<string, unknown>,
): Promise<SweepRecord | undefined> {
  const { rows } = await sql<SweepRecord>`
    select ${COLUMNS} from sweeps
    where source_id = ${sourceId}::int and state = 'complete' and request - 'base_url' = ${toJsonbText(request)}::jsonb - 'base_url'
    order by started_at desc, sweep_id desc limit 1`.execute(db)
  return rows[0]
}

export type SweepTotal = { kind: string; state: string; n: number }

/** Ended sweeps by the kind of their source and how they ended. */
export async function countSweeps(db: Query): Promise<SweepTotal[]> {
  const { rows } = await sql<SweepTotal>`
    select s.kind, w.state, count(*)::int as n from sweeps w join sources s using (source_id)
    where w.state <> 'running' group by 1, 2 order by 1, 2`.execute(db)
  return rows
}
