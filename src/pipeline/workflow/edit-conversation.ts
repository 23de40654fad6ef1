import {
  type ConversationChanges,
  type ConversationRow,
  readConversations,
  readPromptSlots,
  updateConversation,
} from '../../db/conversations.ts'
import type { Database, Query } from '../../db/engine.ts'
import { readTrial, type StoredTrial } from '../../db/trials.ts'
import { errors } from '../../errors.ts'
import { checkTemplate } from '../llm/template.ts'
import type { TrialReport } from './trial/trial-report.ts'

/**
 * Applies an operator's edit of a conversation; undefined when there is none of this id. Throws PROMPT_SLOT_UNKNOWN or
 * PROMPT_SLOT_MISSING for a prompt that would reach a model with a hole in it (the database refuses the same in edits by SQL), and
 * TRIAL_REQUIRED when the conversation asks for a trial and `trial` does not name a fitting one.
 */
export async function editConversation(
  database: Database,
  id: number,
  changes: ConversationChanges,
  by: string,
  trial?: string,
): Promise<ConversationRow | undefined> {
  if (typeof changes.prompt_template === 'string') {
    const slots = await readPromptSlots(database.db, id)
    if (slots) checkTemplate(changes.prompt_template, slots)
  }
  await checkTrial(database.db, id, changes, trial)
  return updateConversation(database, id, changes, by)
}

async function checkTrial(db: Query, id: number, changes: ConversationChanges, trial: string | undefined) {
  const row = (await readConversations(db)).find(({ conversation_id }) => conversation_id === id)
  if (!row?.requires_trial || !switches(row, changes)) return
  if (trial === undefined) throw errors.trialRequired('none was named')
  const found = await readTrial(db, trial)
  if (!found) throw errors.operationNotFound(trial)
  const why = misfit(found, { ...row, ...changes })
  if (why) throw errors.trialRequired(why)
}

/** Whether other answers are to be expected. The way back to code is always open: no trial can be of builtin. */
function switches(row: ConversationRow, { model_used, prompt_template }: ConversationChanges): boolean {
  const model = model_used !== undefined && model_used !== row.model_used && model_used !== 'builtin'
  return model || (prompt_template !== undefined && prompt_template !== row.prompt_template)
}

/** Why a trial does not speak for the row that is to be; null when it does. */
function misfit({ state, input, result }: StoredTrial, row: Omit<ConversationRow, 'prompt_version'>): string | null {
  if (state !== 'succeeded') return `the one named is ${state}`
  if (input.conversation_id !== row.conversation_id) return 'the one named was of another conversation'
  if (!(result as TrialReport).sample) return 'the one named compared nothing'
  if (input.model !== row.model_used) return 'the one named tried another model'
  if (input.prompt_template !== row.prompt_template) return 'the one named tried another prompt'
  return input.temperature === row.temperature ? null : 'the one named tried another temperature'
}
