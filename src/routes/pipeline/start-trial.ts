import Type from 'typebox'
import { LARGEST_SAMPLE, USUAL_SAMPLE } from '../../pipeline/workflow/trial/start-trial.ts'
import { Edited, Template } from '../conversations/conversation.ts'
import { endpoint, ok } from '../endpoint.ts'
import { Operation, toOperation } from '../operations/operation.ts'
import { envelope, ref, text } from '../schemas.ts'

/**
 * Asks a candidate model or prompt what past interactions of a conversation were asked, without touching any posting: 202 with the
 * operation to follow, whose result sets both sides side by side.
 */
export const startTrial = endpoint({
  operation: 'pipeline.trials',
  method: 'POST',
  path: '/trials',
  scope: 'trigger',
  summary: 'Try a model or a prompt on past interactions',
  body: Type.Object({
    conversation: text(200, 'Number or name of the conversation'),
    model: Type.Optional(Edited.model_used),
    prompt_template: Type.Optional(Template),
    temperature: Type.Optional(Edited.temperature),
    sample: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: LARGEST_SAMPLE,
        description: `So many past interactions, one a posting; ${USUAL_SAMPLE} without it`,
      }),
    ),
  }),
  response: envelope(Type.Object({ operation: ref(Operation) })),
  status: 202,
  errors: [
    'CONVERSATION_NOT_FOUND',
    'PROMPT_SLOT_UNKNOWN',
    'PROMPT_SLOT_MISSING',
    'CONFLICT',
    'LLM_NOT_CONFIGURED',
    'DATABASE_BUSY',
  ],
  async handle({ body: { prompt_template, ...body }, caller }, { batches }) {
    const started = await batches().startTrial({ ...body, promptTemplate: prompt_template, by: caller ?? 'unknown' })
    const headers = { location: `/_internal/operations/${started.operation_id}` }
    return { ...ok({ operation: toOperation(started) }), headers }
  },
})
