import { sql } from 'kysely'
import type { Query } from './engine.ts'

export type ScheduledSource = {
  source_name: string
  /** Cron, or times of day. */
  schedule: string
  /** ISO instants. */
  last_success_at: string | null
  created_at: string
}

/** Active sources that have a schedule. */
export async function scheduledSources(db: Query): Promise<ScheduledSource[]> {
  const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const { rows } = await sql<ScheduledSource>`
    select source_name, schedule, ${iso('last_success_at')} as last_success_at, ${iso('created_at')} as created_at
    from sources where schedule is not null and status = 'active' order by source_name`.execute(db)
  return rows
}
