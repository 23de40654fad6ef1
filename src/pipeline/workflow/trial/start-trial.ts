import { findOperation, type OperationRow } from '../../../db/batches.ts'
import { readConversations, readPromptSlots } from '../../../db/conversations.ts'
import type { Database } from '../../../db/engine.ts'
import { createTrial } from '../../../db/trials.ts'
import { sampleInteractions } from '../../../db/tried-interactions.ts'
import { errors } from '../../../errors.ts'
import { checkTemplate } from '../../llm/template.ts'
import type { Workflow } from '../graph.ts'

/** Enough to decide a switch by; more costs what a batch costs. */
export const USUAL_SAMPLE = 20
export const LARGEST_SAMPLE = 500

/** What is left out is the conversation's own. */
export type TrialRequest = {
  /** Id or name. */
  conversation: string
  model?: string | undefined
  promptTemplate?: string | undefined
  temperature?: number | undefined
  sample?: number | undefined
  by: string
}

/**
 * Puts a trial on the list of whatever process drives the hosts. Throws CONVERSATION_NOT_FOUND, VALIDATION where only code can do it,
 * the faults of a template, and CONFLICT when the conversation has no past interaction to be tried on.
 */
export async function startTrial(
  database: Database,
  workflow: Workflow,
  { conversation: wanted, by, ...request }: TrialRequest,
): Promise<OperationRow> {
  const { db } = database
  const conversation = (await readConversations(db)).find(
    ({ conversation_id, conversation_name }) => String(conversation_id) === wanted || conversation_name === wanted,
  )
  if (!conversation) throw errors.conversationNotFound(wanted)
  const { conversation_id } = conversation
  if (!workflow.steps.get(conversation_id)?.asks)
    throw errors.validation([{ pointer: 'conversation', message: 'is performed by code alone' }])
  const model = request.model ?? conversation.model_used
  if (model === 'builtin')
    throw errors.validation([{ pointer: 'model', message: 'must name a model: builtin stands beside every answer' }])
  const prompt_template = request.promptTemplate ?? conversation.prompt_template ?? ''
  const slots = await readPromptSlots(db, conversation_id)
  if (slots) checkTemplate(prompt_template, slots)
  if ((await sampleInteractions(db, conversation_id, 1)).length === 0)
    throw errors.conflict(
      `${conversation.conversation_name} has no past interaction to be tried on.`,
      'Run a batch first.',
    )
  const temperature = request.temperature ?? conversation.temperature
  const input = { conversation_id, model, prompt_template, temperature, sample: request.sample ?? USUAL_SAMPLE }
  const started = await findOperation(db, await createTrial(database, input, by))
  if (!started) throw errors.internal(new Error('a trial vanished'))
  return started
}
