import { sql } from 'kysely'
import type { Query } from '../../db/engine.ts'
import type { Workflow } from './graph.ts'

/** What a batch will take before anything is spent. Seconds are wall clock; with builtin actors alone there are no calls and no tokens. */
export type Estimate = {
  postings: number
  calls: number
  tokens: number
  seconds: number
  by_model: { model: string; calls: number; tokens: number; seconds: number }[]
  switches: number
  /** `recorded` from runs of this database, `shipped` from bench/builtin on two cores until there are twenty. */
  basis: 'recorded' | 'shipped'
}

const ENOUGH_RUNS = 20
/** Seconds a posting takes end to end with builtin actors on the embedded database; measured by bench/builtin. */
const SHIPPED_SECONDS = 1 / 64

export async function estimateBatch(db: Query, workflow: Workflow, postings: number): Promise<Estimate> {
  const { rows } = await sql<{ runs: number; seconds: number | null }>`
    select count(*) as runs, sum(seconds)::double precision as seconds from (
      select count(r.workflow_run_id) as n, extract(epoch from max(r.completed_at) - min(r.started_at)) / nullif(count(r.workflow_run_id), 0) as seconds
      from workflow_runs r join operations o on o.operation_id = r.batch_id
      where r.workflow_id = ${workflow.id}::int and r.status = 'completed' and o.state = 'succeeded'
      group by r.batch_id having count(*) >= ${ENOUGH_RUNS}
      order by max(r.completed_at) desc limit 1) last_batch`.execute(db)
  const recorded = rows[0]?.runs ? rows[0].seconds : null
  const seconds = Math.round(postings * (recorded ?? SHIPPED_SECONDS) * 1000) / 1000
  return {
    postings,
    calls: 0,
    tokens: 0,
    seconds,
    by_model: [],
    switches: 0,
    basis: recorded === null ? 'shipped' : 'recorded',
  }
}
