/** Runs and their interactions as a reader wants them. Numbers of runs and interactions are public, those of postings are not. */
import { type RawBuilder, sql } from 'kysely'
import type { Place } from './cursor.ts'
import type { Query } from './engine.ts'
import { COUNT_CAP } from './posting-filter.ts'

export type WorkflowRunRecord = {
  workflow_run_id: number
  workflow_id: number
  posting_id: number
  batch_id: string | null
  status: 'pending' | 'running' | 'completed' | 'failed' | 'needs_review' | 'cancelled'
  outcome: 'processed' | 'invalid' | 'removed' | null
  outcome_reason: string | null
  trigger: string
  /** The run whose completed steps it took over. */
  replay_of: number | null
  /** What it wrote was taken back then. */
  rolled_back_at: string | null
  definition_version: string
  created_at: string
  started_at: string | null
  completed_at: string | null
  seconds: number | null
}

export type WorkflowRunFilter = {
  status?: readonly string[] | undefined
  outcome?: string | undefined
  batch_id?: string | undefined
  /** Public id. */
  posting_uid?: string | undefined
}

const RUN = sql`r.workflow_run_id, r.workflow_id, r.posting_id, r.batch_id, r.status, r.outcome, r.outcome_reason, r.trigger,
  r.replay_of, r.rolled_back_at, r.definition_version, r.created_at, r.started_at, r.completed_at,
  extract(epoch from r.completed_at - r.started_at)::double precision as seconds`

/** At most `limit` runs after `after`, the newest first. Index: primary key; workflow_runs_batch or workflow_runs_posting where filtered. */
export async function listWorkflowRuns(
  db: Query,
  filter: WorkflowRunFilter,
  { limit, after }: { limit: number; after: Place | null },
): Promise<{ row: WorkflowRunRecord; place: Place }[]> {
  const beyond = after ? sql`and r.workflow_run_id < ${after.id}::bigint` : sql``
  const { rows } = await sql<WorkflowRunRecord>`
    select ${RUN} from workflow_runs r where ${matching(filter)} ${beyond} order by r.workflow_run_id desc limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => ({ row, place: { key: String(row.workflow_run_id), id: String(row.workflow_run_id) } }))
}

/** How many runs match, counted to COUNT_CAP. */
export async function countWorkflowRuns(db: Query, filter: WorkflowRunFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from workflow_runs r where ${matching(filter)} limit ${COUNT_CAP}) matching`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

export async function findWorkflowRun(db: Query, id: number): Promise<WorkflowRunRecord | undefined> {
  const { rows } = await sql<WorkflowRunRecord>`
    select ${RUN} from workflow_runs r where r.workflow_run_id = ${id}::bigint`.execute(db)
  return rows[0]
}

/** The newest `first` runs of each posting, by internal ids. Index: workflow_runs_posting. */
export async function runsOfPostings(
  db: Query,
  postingIds: readonly number[],
  first: number,
): Promise<WorkflowRunRecord[]> {
  const { rows } = await sql<WorkflowRunRecord>`
    select picked.* from unnest(${[...postingIds]}::bigint[]) as wanted (id) cross join lateral (
      select ${RUN} from workflow_runs r where r.posting_id = wanted.id order by r.workflow_run_id desc limit ${first}) picked`.execute(
    db,
  )
  return rows
}

export type InteractionRecord = {
  interaction_id: number
  workflow_run_id: number
  conversation_id: number
  actor_id: number
  status: 'pending' | 'running' | 'completed' | 'failed' | 'skipped' | 'cancelled'
  iteration: number
  attempt: number
  model_used: string | null
  temperature: number | null
  prompt_tokens: number | null
  output_tokens: number | null
  load_ms: number | null
  /** The interaction of an earlier run whose output was taken over; nothing was performed then. */
  copied_from: number | null
  parent_ids: number[]
  created_at: string
  started_at: string | null
  completed_at: string | null
  seconds: number | null
  /** undefined unless the bodies were asked for. */
  input?: unknown
  output?: unknown
}

/** Every attempt of every step of the runs, in the order of creation; with their inputs and outputs, which are large, only if asked. */
export async function interactionsOfRuns(
  db: Query,
  runIds: readonly number[],
  { bodies }: { bodies: boolean },
): Promise<InteractionRecord[]> {
  return interactionsWhere(db, sql`i.workflow_run_id = any(${[...runIds]}::bigint[])`, bodies)
}

export async function findInteraction(db: Query, id: number): Promise<InteractionRecord | undefined> {
  const [found] = await interactionsWhere(db, sql`i.interaction_id = ${id}::bigint`, true)
  return found
}

async function interactionsWhere(
  db: Query,
  condition: RawBuilder<unknown>,
  bodies: boolean,
): Promise<InteractionRecord[]> {
  const { rows } = await sql<InteractionRecord>`
    select i.interaction_id, i.workflow_run_id, i.conversation_id, i.actor_id, i.status, i.iteration, i.attempt, i.model_used, i.temperature,
      i.prompt_tokens, i.output_tokens, i.load_ms, i.copied_from, to_json(i.parent_ids) as parent_ids, i.created_at, i.started_at, i.completed_at,
      extract(epoch from i.completed_at - i.started_at)::double precision as seconds${bodies ? sql`, i.input, i.output` : sql``}
    from interactions i where ${condition} order by i.interaction_id`.execute(db)
  return rows
}

function matching({ status, outcome, batch_id, posting_uid }: WorkflowRunFilter): RawBuilder<unknown> {
  const conditions = [sql`true`]
  if (status !== undefined) conditions.push(sql`r.status = any(${[...status]})`)
  if (outcome !== undefined) conditions.push(sql`r.outcome = ${outcome}`)
  if (batch_id !== undefined) conditions.push(sql`r.batch_id = ${batch_id}::uuid`)
  if (posting_uid !== undefined) {
    conditions.push(sql`r.posting_id = (select posting_id from postings where posting_uid = ${posting_uid}::uuid)`)
  }
  return sql.join(conditions, sql` and `)
}
