import Type, { type Static } from 'typebox'
import type { ConversationRecord } from '../../db/read-conversations.ts'
import { component, nullable } from '../schemas.ts'

/** The database has the same limits. */
export const Edited = {
  model_used: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[^\\0]*$',
    description: 'A model of the server, or builtin',
  }),
  temperature: Type.Number({ minimum: 0, maximum: 2 }),
  num_ctx: Type.Integer({ minimum: 512, maximum: 1_048_576, description: 'Tokens of the context' }),
  max_tokens: Type.Integer({ minimum: 16, maximum: 65_536, description: 'Most tokens of an answer' }),
  timeout_seconds: Type.Integer({ minimum: 1, maximum: 900, description: 'The watchdog ends a call after this' }),
  enabled: Type.Boolean(),
  requires_trial: Type.Boolean({ description: 'Model and prompt change only after a trial' }),
}
export const Template = Type.String({
  maxLength: 100_000,
  pattern: '^[^\\0]*$',
  description: 'Every slot stands as {{name}}',
})

export const Conversation = component(
  'Conversation',
  Type.Object(
    {
      id: Type.Integer(),
      conversation_name: Type.String(),
      ...Edited,
      prompt_template: nullable(Template),
      prompt_version: Type.Integer({ description: 'Grows with every edit of the prompt' }),
      execution_order: nullable(Type.Integer()),
      on_happy_path: nullable(Type.Boolean()),
    },
    { description: 'One step of the workflow, with what operators may edit' },
  ),
)

export const ConversationParams = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Number of the conversation' }),
})

export function toConversation({ conversation_id, ...row }: ConversationRecord): Static<typeof Conversation> {
  return { id: conversation_id, ...row }
}
