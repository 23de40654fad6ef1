import type { Query } from './engine.ts'

const COLUMNS = [
  'source_id',
  'source_name',
  'kind',
  'org_name',
  'schedule',
  'status',
  'last_success_at',
  'last_complete_sweep_at',
] as const

/** Sources in the order of their names, without their configuration. */
export async function readSources(db: Query) {
  return db
    .selectFrom('sources')
    .select([...COLUMNS, 'last_error', 'consecutive_failures'])
    .orderBy('source_name')
    .execute()
}

export async function findSource(db: Query, id: number) {
  return db
    .selectFrom('sources')
    .select([...COLUMNS, 'last_error', 'consecutive_failures'])
    .where('source_id', '=', id)
    .executeTakeFirst()
}
