import type { ConversationRow } from '../../db/conversations.ts'
import type { Family } from '../llm/port.ts'
import type { Workflow } from './graph.ts'

/** The conversations that models perform now, each with its family; the others are performed by builtin actors. */
export type Models = ReadonlyMap<number, Family>

export const NO_MODELS: Models = new Map()

/**
 * Reads from the conversations' rows what models perform. A step without an ask is always builtin, whatever its row says. One context
 * size a model: conversations of one model share the largest of theirs, because Ollama reloads a model for another size.
 */
export function modelsInForce(workflow: Workflow, conversations: readonly ConversationRow[]): Models {
  const asked = conversations.filter(
    ({ conversation_id, model_used }) => workflow.steps.get(conversation_id)?.asks && model_used !== 'builtin',
  )
  const contextOf = (model: string) =>
    Math.max(...asked.filter(({ model_used }) => model_used === model).map(({ num_ctx }) => num_ctx))
  return new Map(
    asked.map(({ conversation_id, model_used }) => [
      conversation_id,
      { model: model_used, num_ctx: contextOf(model_used), options: {} },
    ]),
  )
}
