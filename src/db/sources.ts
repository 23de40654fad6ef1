import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

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

export async function findSourceById(db: Query, id: number): Promise<Source | undefined> {
  return db.selectFrom('sources').select(COLUMNS).where('source_id', '=', id).executeTakeFirst()
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
  /** Cron, or times of day; null: nobody collects it by itself. */
  schedule?: string | null
  target?: 'live' | 'shadow'
  politeness?: Record<string, unknown>
}

/** Adds a source; undefined when there is one of that name. */
export async function addSource(tx: Tx, source: NewSource, by: string): Promise<Source | undefined> {
  const added = await tx
    .insertInto('sources')
    .values({
      ...source,
      config: JSON.stringify(source.config ?? {}),
      politeness: JSON.stringify(source.politeness ?? {}),
    })
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

/** Sets one key of a source's settings, null removes it; undefined when there is no such source. */
export async function configureSource(
  tx: Tx,
  name: string,
  key: string,
  value: unknown,
  by: string,
): Promise<Source | undefined> {
  const changed = await tx
    .updateTable('sources')
    .set({
      config:
        value === null
          ? sql`config - ${key}::text`
          : sql`config || jsonb_build_object(${key}::text, ${toJsonbText(value)}::jsonb)`,
    })
    .where('source_name', '=', name)
    .returning(COLUMNS)
    .executeTakeFirst()
  if (changed) await audit(tx, by, 'source.configured', name)
  return changed
}

async function audit(tx: Tx, actor: string, action: string, subject: string): Promise<void> {
  await tx.insertInto('audit_log').values({ actor, action, subject }).execute()
}
