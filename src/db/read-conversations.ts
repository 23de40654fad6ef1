import { sql } from 'kysely'
import type { Query } from './engine.ts'

export type ConversationRecord = {
  conversation_id: number
  conversation_name: string
  model_used: string
  temperature: number
  num_ctx: number
  max_tokens: number
  timeout_seconds: number
  prompt_template: string | null
  prompt_version: number
  enabled: boolean
  requires_trial: boolean
  execution_order: number | null
  on_happy_path: boolean | null
}

/** Conversations in the order of Workflow 3001; all of them, or those with the given numbers. */
export async function readConversationRecords(db: Query, ids?: readonly number[]): Promise<ConversationRecord[]> {
  const only = ids === undefined ? sql`true` : sql`c.conversation_id = any(${[...ids]}::int[])`
  const { rows } = await sql<ConversationRecord>`
    select c.conversation_id, c.conversation_name, c.model_used, c.temperature, c.num_ctx, c.max_tokens, c.timeout_seconds,
      c.prompt_template, c.prompt_version, c.enabled, c.requires_trial, w.execution_order, w.on_happy_path
    from conversations c left join workflow_conversations w on w.conversation_id = c.conversation_id and w.workflow_id = 3001
    where ${only} order by w.execution_order, c.conversation_id`.execute(db)
  return rows
}

export type ActorRecord = { actor_id: number; actor_name: string; kind: string }

export async function readActorRecords(db: Query, ids: readonly number[]): Promise<ActorRecord[]> {
  return db
    .selectFrom('actors')
    .select(['actor_id', 'actor_name', 'kind'])
    .where('actor_id', 'in', [...ids])
    .execute()
}
