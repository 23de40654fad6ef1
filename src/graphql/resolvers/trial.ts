import { errors } from '../../errors.ts'
import { mutation } from '../mutation.ts'
import { numberOf } from '../node-id.ts'
import type { Mutation, MutationTrialConversationArguments } from '../schema.generated.ts'
import { faultsOf } from './conversation.ts'
import { operationById } from './operation.ts'

export const trialConversation: Mutation['trialConversation'] = mutation(
  'trigger',
  { operation: null },
  async ({ input }: MutationTrialConversationArguments, context) => {
    const { conversation, model, promptTemplate, temperature, sample } = input
    const faults = faultsOf({ temperature, sample }, model, promptTemplate)
    if (faults.length > 0) throw errors.validation(faults)
    const { operation_id } = await context.services.conversations.trial({
      conversation: String(numberOf('Conversation', conversation) ?? conversation),
      model: model ?? undefined,
      promptTemplate: promptTemplate ?? undefined,
      temperature: temperature ?? undefined,
      sample: sample ?? undefined,
      by: context.caller.name,
    })
    return { operation: await operationById(context, operation_id) }
  },
)
