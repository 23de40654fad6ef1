import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** What an answer took. Seconds without loading. */
export type AnswerCost = { seconds: number; prompt_tokens: number; output_tokens: number }

/** A completed interaction whose question can be put again. */
export type TriedInteraction = {
  interaction_id: number
  workflow_run_id: number
  posting_id: number
  posting_uid: string
  conversation_id: number
  iteration: number
  attempt: number
  model_used: string
  input: { slots?: Record<string, { producer: string; hash: string }> }
  output: { status: string; data: unknown; check?: { agreement: number }; dropped?: { reason: string }[] }
  cost: AnswerCost
  /** Earlier attempts at the same question whose answer could not be used. */
  faults: AnswerCost[]
}

/** Chosen among this many of the newest: prompts and models of long ago say little about those of today. */
const NEWEST = 2_000

/** The newest interaction of a posting, of `sample` postings, scattered by a hash so that neighbours do not stand for all. */
export async function sampleInteractions(db: Query, conversation: number, sample: number): Promise<TriedInteraction[]> {
  const cost = (table: string) => sql`jsonb_build_object(
    'seconds', greatest(0, extract(epoch from ${sql.ref(`${table}.completed_at`)} - ${sql.ref(`${table}.started_at`)})
      - coalesce(${sql.ref(`${table}.load_ms`)}, 0) / 1000)::double precision,
    'prompt_tokens', coalesce(${sql.ref(`${table}.prompt_tokens`)}, 0),
    'output_tokens', coalesce(${sql.ref(`${table}.output_tokens`)}, 0))`
  const { rows } = await sql<TriedInteraction>`
    with newest as (
      select i.*, row_number() over (partition by i.posting_id order by i.interaction_id desc) as place from (
        select * from interactions where conversation_id = ${conversation}::int and status = 'completed' and output ? 'data'
        order by interaction_id desc limit ${sql.lit(NEWEST)}) i
    )
    select n.interaction_id, n.workflow_run_id, n.posting_id, p.posting_uid, n.conversation_id, n.iteration, n.attempt,
      coalesce(n.model_used, 'builtin') as model_used, n.input, n.output, ${cost('n')} as cost,
      coalesce((select jsonb_agg(${cost('f')}) from interactions f
        where f.workflow_run_id = n.workflow_run_id and f.conversation_id = n.conversation_id and f.iteration = n.iteration
          and f.status = 'failed' and f.output ->> 'fault' = 'content'), '[]') as faults
    from newest n join postings p using (posting_id) where n.place = 1 order by md5(n.interaction_id::text) limit ${sample}`.execute(
    db,
  )
  return rows
}
