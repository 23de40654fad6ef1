import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'

export type Source = {
  source_id: number
  source_name: string
  kind: string
  org_name: string | null
  config: Record<string, unknown>
  status: 'active' | 'paused'
}

const COLUMNS = ['source_id', 'source_name', 'kind', 'org_name', 'config', 'status'] as const

export async function findSource(db: Query, name: string): Promise<Source | undefined> {
  return db.selectFrom('sources').select(COLUMNS).where('source_name', '=', name).executeTakeFirst()
}

/** All sources in the order of their names. */
export async function listSources(db: Query): Promise<Source[]> {
  return db.selectFrom('sources').select(COLUMNS).orderBy('source_name').execute()
}

export type NewSource = {
  source_name: string
  kind: string
  org_name?: string | null
  config?: Record<string, unknown>
}

/** Adds a source; undefined when there is one of that name. */
export async function addSource(tx: Tx, source: NewSource, by: string): Promise<Source | undefined> {
  const added = await tx
    .insertInto('sources')
    .values({ ...source, config: JSON.stringify(source.config ?? {}) })
    .onConflict((conflict) => conflict.column('source_name').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst()
  if (added) await audit(tx, by, 'source.added', source.source_name)
  return added
}

/** Notes that rows of the source were received in full, whatever became of them. */
export async function recordSourceSuccess(db: Query, sourceId: number): Promise<void> {
  await sql`
    update sources set last_success_at = now(), last_error = null, consecutive_failures = 0 where source_id = ${sourceId}::int`.execute(
    db,
  )
}

async function audit(tx: Tx, actor: string, action: string, subject: string): Promise<void> {
  await tx.insertInto('audit_log').values({ actor, action, subject }).execute()
}
