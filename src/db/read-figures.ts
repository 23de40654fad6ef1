import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { FigureReader, QuickFigures, SlowFigures } from '../metrics.ts'
import { REQUIRED_FIELDS } from './completeness.ts'
import type { Database, Query } from './engine.ts'
import { readQuota } from './read-quota.ts'
import { countSweeps } from './read-sweeps.ts'

/** Figures that take more than the database: the lower bound of a schedule, and the interval of a cron line. */
export type DerivedFigures = {
  llmRatios(): Promise<SlowFigures['llmRatios']>
  staleSources(): Promise<number>
}

/** The figures of /metrics that only the database knows; `folder` is where free disk space is watched. */
export function createFigureReader(database: Database, folder: string, derived: DerivedFigures): FigureReader {
  const { db } = database
  return {
    quick: () => readQuick(database, folder),
    slow: async () => ({
      ...(await readSources(db)),
      llmRatios: await derived.llmRatios(),
      staleSources: await derived.staleSources(),
      sweeps: await countSweeps(db),
      quota: await readQuota(db, new Date()),
    }),
  }
}

type Named = { figure: string; name: string | null; n: number; age: number | null }

/** One statement. Indexes: workflow_runs_one_active, operations_open, interactions_pending and _running, review_tickets_open. */
async function readQuick(database: Database, folder: string): Promise<QuickFigures> {
  const { rows } = await sql<Named>`
    select 'writes' as figure, kind as name, total as n, null::double precision as age from job_write_totals
    union all select 'postings', posting_status, sum(n)::bigint, null from posting_counts group by posting_status
    union all select 'runs', status, count(*), null from workflow_runs where status in ('pending', 'running') group by status
    union all select 'batches', state, count(*), null from operations
      where kind = 'batch' and state in ('queued', 'running', 'paused') group by state
    union all select 'queue', c.conversation_name, count(*), extract(epoch from now() - min(i.ready_at))::double precision
      from interactions i join conversations c using (conversation_id) where i.status = 'pending' group by c.conversation_name
    union all select 'stuck', null, count(*), null from interactions where status = 'running' and lease_until < now()
    union all select 'incidents', null, count(*), null from incidents where status = 'open'
    union all select 'tickets', null, count(*), null from review_tickets where status = 'open'`.execute(database.db)
  const of = (figure: string) => rows.filter((row) => row.figure === figure)
  const total = (figure: string, name: string | null = null) => of(figure).find((row) => row.name === name)?.n ?? 0
  const disk = await statfs(folder)
  return {
    writes: {
      inserted: total('writes', 'inserted'),
      updated: total('writes', 'updated'),
      skipped: total('writes', 'skipped'),
      failed: total('writes', 'failed'),
    },
    postings: of('postings').map(({ name, n }) => ({ status: String(name), n })),
    runsActive: of('runs').map(({ name, n }) => ({ status: String(name), n })),
    batchesOpen: of('batches').map(({ name, n }) => ({ state: String(name), n })),
    // A retry that is not due yet has a negative age: it does not wait.
    queue: of('queue').map((row) => ({
      conversation: String(row.name),
      depth: row.n,
      oldestAge: Math.max(0, row.age ?? 0),
    })),
    stuckInteractions: total('stuck'),
    incidentsOpen: total('incidents'),
    ticketsOpen: total('tickets'),
    connections: database.connections(),
    diskFreeBytes: disk.bavail * disk.bsize,
  }
}

/** One pass over the postings; what counts is what the completeness report counts: valid postings that have a URL. */
async function readSources(db: Query): Promise<Pick<SlowFigures, 'sources'>> {
  const complete = sql.join(
    REQUIRED_FIELDS.map((field) => sql`${sql.ref(field)} is not null`),
    sql` and `,
  )
  const { rows } = await sql<SlowFigures['sources'][number]>`
    select coalesce(source, 'unknown') as source, count(*) filter (where external_url is not null) as total,
      count(*) filter (where ${complete}) as complete, extract(epoch from max(created_at))::double precision as newest
    from postings where deleted_at is null and not invalidated and posting_status not in ('invalid', 'removed')
    group by 1 order by count(*) desc`.execute(db)
  return { sources: rows }
}
