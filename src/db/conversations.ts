import { sql } from 'kysely'
import type { Database, Query } from './engine.ts'

/** A conversation as operators may have edited it: read when an interaction starts, so that an edit acts at once. */
export type ConversationRow = {
  conversation_id: number
  conversation_name: string
  actor_id: number
  model_used: string
  temperature: number
  num_ctx: number
  max_tokens: number
  timeout_seconds: number
  prompt_template: string | null
  prompt_version: number
  enabled: boolean
  /** Model and prompt change only after a trial. */
  requires_trial: boolean
}

export async function readConversations(db: Query): Promise<ConversationRow[]> {
  return db
    .selectFrom('conversations')
    .select([
      'conversation_id',
      'conversation_name',
      'actor_id',
      'model_used',
      'temperature',
      'num_ctx',
      'max_tokens',
      'timeout_seconds',
    ])
    .select(['prompt_template', 'prompt_version', 'enabled', 'requires_trial'])
    .orderBy('conversation_id')
    .execute()
}

/** Ids of the actors by name. */
export async function readActors(db: Query): Promise<Map<string, number>> {
  const rows = await db.selectFrom('actors').select(['actor_id', 'actor_name']).execute()
  return new Map(rows.map(({ actor_id, actor_name }) => [actor_name, actor_id]))
}

/** Makes sure that there is an actor of each name: operators may set any model by hand. Returns all ids by name. */
export async function ensureActors(db: Query, names: readonly string[]): Promise<Map<string, number>> {
  await sql`
    insert into actors (actor_name, kind) select name, case name when 'builtin' then 'builtin' else 'llm' end
    from unnest(${[...names]}::text[]) as names (name) on conflict (actor_name) do nothing`.execute(db)
  return readActors(db)
}

export type InstalledWorkflow = {
  workflow_id: number
  workflow_name: string
  definition_version: string
  conversations: {
    conversation_id: number
    conversation_name: string
    model: string
    happy: boolean
    /** Shipped prompt and the slots that any edit of it must show; null or left out where no model can perform the step. */
    prompt?: { template: string; slots: readonly string[]; max_tokens: number } | null
  }[]
}

/** Inserts the rows of a workflow that are missing; what an operator edited is never overwritten. Safe in several processes at once. */
export async function installWorkflow(database: Database, workflow: InstalledWorkflow): Promise<void> {
  const models = [...new Set(workflow.conversations.map(({ model }) => model))]
  await database.transaction(async (tx) => {
    await sql`
      insert into actors (actor_name, kind) select name, case name when 'builtin' then 'builtin' else 'llm' end
      from unnest(${['builtin', ...models.filter((model) => model !== 'builtin')]}::text[]) as names (name)
      on conflict (actor_name) do nothing`.execute(tx)
    await sql`
      insert into workflows (workflow_id, workflow_name, definition_version)
      values (${workflow.workflow_id}, ${workflow.workflow_name}, ${workflow.definition_version})
      on conflict (workflow_id) do update set definition_version = excluded.definition_version
        where workflows.definition_version is distinct from excluded.definition_version`.execute(tx)
    const rows = JSON.stringify(
      workflow.conversations.map((conversation, index) => ({ ...conversation, place: index + 1 })),
    )
    await sql`select set_config('winnow.actor', 'winnow', true)`.execute(tx)
    await sql`
      insert into conversations (conversation_id, conversation_name, actor_id, model_used)
      select c.conversation_id, c.conversation_name, a.actor_id, c.model
      from jsonb_to_recordset(${rows}::jsonb) as c (conversation_id int, conversation_name text, model text)
      join actors a on a.actor_name = c.model
      on conflict (conversation_id) do nothing`.execute(tx)
    await installPrompts(tx, workflow)
    await sql`
      insert into workflow_conversations (workflow_id, conversation_id, execution_order, on_happy_path)
      select ${workflow.workflow_id}::int, c.conversation_id, c.place, c.happy
      from jsonb_to_recordset(${rows}::jsonb) as c (conversation_id int, place int, happy boolean)
      on conflict (workflow_id, conversation_id) do nothing`.execute(tx)
  })
}

/**
 * Fills the prompts that are missing and refreshes the slots that edits must show. A template of an operator that does not fit new slots
 * keeps its old ones: the service starts, and a run says which slot is wrong.
 */
async function installPrompts(tx: Query, { conversations }: InstalledWorkflow): Promise<void> {
  const shipped = JSON.stringify(
    conversations.flatMap(({ conversation_id, prompt }) => (prompt ? [{ conversation_id, ...prompt }] : [])),
  )
  const prompts = sql`(
    select conversation_id, template, max_tokens, array(select jsonb_array_elements_text(slots) order by 1) as slots
    from jsonb_to_recordset(${shipped}::jsonb) as p (conversation_id int, template text, max_tokens int, slots jsonb)
  ) as p`
  // A row without any version is new: its prompt is the first version, not an edit.
  await sql`
    update conversations c set prompt_version = 0 from ${prompts}
    where c.conversation_id = p.conversation_id and c.prompt_template is null and c.prompt_version = 1
      and not exists (select from prompt_versions v where v.conversation_id = c.conversation_id)
      and not exists (select from interactions i where i.conversation_id = c.conversation_id)`.execute(tx)
  await sql`
    update conversations c set prompt_template = p.template, prompt_slots = p.slots,
      max_tokens = greatest(c.max_tokens, p.max_tokens) from ${prompts}
    where c.conversation_id = p.conversation_id and c.prompt_template is null`.execute(tx)
  await sql`
    update conversations c set prompt_slots = p.slots from ${prompts}
    where c.conversation_id = p.conversation_id and c.prompt_slots is distinct from p.slots
      and p.slots = array(select distinct found[1] from
        regexp_matches(c.prompt_template, '[{][{]([^{}]*)[}][}]', 'g') as found order by 1)`.execute(tx)
}

/** The slots that a conversation's prompt must show; null where no model can perform it or there is no such conversation. */
export async function readPromptSlots(db: Query, id: number): Promise<string[] | null> {
  const { rows } = await sql<{ prompt_slots: string[] | null }>`
    select prompt_slots from conversations where conversation_id = ${id}`.execute(db)
  return rows[0]?.prompt_slots ?? null
}

export type ConversationChanges = Partial<
  Pick<
    ConversationRow,
    'model_used' | 'temperature' | 'num_ctx' | 'max_tokens' | 'timeout_seconds' | 'enabled' | 'requires_trial'
  > & {
    prompt_template: string | null
  }
>

/** Applies an operator's edit, with an audit line, and returns the row as it is then; undefined when there is no such conversation. */
export async function updateConversation(
  database: Database,
  id: number,
  changes: ConversationChanges,
  by: string,
): Promise<ConversationRow | undefined> {
  return database.transaction(async (tx) => {
    await sql`select set_config('winnow.actor', ${by}, true)`.execute(tx)
    const row = await tx
      .updateTable('conversations')
      .set(changes)
      .where('conversation_id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (row) {
      await tx
        .insertInto('audit_log')
        .values({
          actor: by,
          action: 'conversation.update',
          subject: String(id),
          detail: JSON.stringify(Object.keys(changes)),
        })
        .execute()
    }
    return row
  })
}
