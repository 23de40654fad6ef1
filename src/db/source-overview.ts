import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** All that people want to know of a source. Instants are ISO. */
export type SourceOverview = {
  source_id: number
  source_name: string
  kind: string
  org_name: string | null
  config: Record<string, unknown>
  status: 'active' | 'paused'
  paused_reason: string | null
  /** Until when it is left alone after failures. */
  rests_until: string | null
  schedule: string | null
  target: 'live' | 'shadow'
  interval_ms: number | null
  last_success_at: string | null
  last_complete_sweep_at: string | null
  last_error: string | null
  consecutive_failures: number
  created_at: string
}

/** All sources in the order of their names, or the one of that name. */
export async function readSourceOverviews(db: Query, name: string | null = null): Promise<SourceOverview[]> {
  const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const { rows } = await sql<SourceOverview>`
    select source_id, source_name, kind, org_name, config, status, paused_reason,
      case when paused_until > now() then ${iso('paused_until')} end as rests_until, schedule, target,
      case when jsonb_typeof(politeness -> 'interval_ms') = 'number' then (politeness -> 'interval_ms')::int end as interval_ms, ${iso('last_success_at')} as last_success_at,
      ${iso('last_complete_sweep_at')} as last_complete_sweep_at, last_error, consecutive_failures, ${iso('created_at')} as created_at
    from sources where ${name}::text is null or source_name = ${name}::text order by source_name`.execute(db)
  return rows
}
