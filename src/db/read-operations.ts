/** Operations of every kind and their events, as a reader wants them. */
import { sql } from 'kysely'
import type { OperationRow, OperationState } from './batches.ts'
import type { Place } from './cursor.ts'
import type { Query } from './engine.ts'

export type OperationFilter = { kind?: string | undefined; state?: OperationState | undefined }

/** At most `limit` operations after `after`, the newest first. */
export async function listOperations(
  db: Query,
  { kind, state }: OperationFilter,
  { limit, after }: { limit: number; after: Place | null },
): Promise<{ row: OperationRow; place: Place }[]> {
  const beyond = after
    ? sql`and (o.created_at, o.operation_id) < (${after.key}::timestamptz, ${after.id}::uuid)`
    : sql``
  const { rows } = await sql<OperationRow>`
    select o.operation_id, o.kind, o.state, o.progress, o.counts, o.estimate, o.eta, o.result, o.error, o.requested_by, o.created_at,
      o.started_at, o.finished_at
    from operations o where (${kind ?? null}::text is null or o.kind = ${kind ?? null})
      and (${state ?? null}::text is null or o.state = ${state ?? null}) ${beyond}
    order by o.created_at desc, o.operation_id desc limit ${limit}`.execute(db)
  return rows.map((row) => ({ row, place: { key: row.created_at, id: row.operation_id } }))
}

export type OperationEvent = { seq: number; kind: string; data: unknown; created_at: string }

/** At most `limit` events of an operation after the number `after`, the oldest first. Index: primary key. */
export async function readOperationEvents(
  db: Query,
  id: string,
  { after, limit }: { after: number; limit: number },
): Promise<OperationEvent[]> {
  const { rows } = await sql<OperationEvent>`
    select seq, kind, data, created_at from operation_events where operation_id = ${id}::uuid and seq > ${after}::int
    order by seq limit ${limit}`.execute(db)
  return rows
}
