import { type ConversationRecord, readConversationRecords } from '../../db/read-conversations.ts'
import { errors, type Fault } from '../../errors.ts'
import { LARGEST_SAMPLE } from '../../pipeline/workflow/trial/start-trial.ts'
import { camelRow } from '../camel.ts'
import { mutation } from '../mutation.ts'
import { nodeId, numberOf } from '../node-id.ts'
import type { Context } from '../resolver.ts'
import type {
  Conversation,
  Mutation,
  MutationUpdateConversationArguments,
  Query,
  UpdateConversationInput,
} from '../schema.generated.ts'
import type { ConversationEdit } from '../services.ts'

export function conversationRow(record: ConversationRecord): Conversation {
  return { ...camelRow(record), id: nodeId('Conversation', record.conversation_id), model: record.model_used }
}

export async function conversationByNumber(
  { services: { database } }: Context,
  number: number,
): Promise<Conversation | null> {
  const [found] = await readConversationRecords(database.db, [number])
  return found ? conversationRow(found) : null
}

export const conversations: Query['conversations'] = async (_, __, { services: { database } }) =>
  (await readConversationRecords(database.db)).map(conversationRow)

export const updateConversation: Mutation['updateConversation'] = mutation(
  'admin',
  { conversation: null },
  async ({ input }: MutationUpdateConversationArguments, context) => {
    const number = numberOf('Conversation', input.id)
    if (number === undefined) throw errors.conversationNotFound(input.id)
    const { conversations } = context.services
    const updated = await conversations.update(number, editOf(input), context.caller.name, input.trialId ?? undefined)
    if (!updated) throw errors.conversationNotFound(input.id)
    return { conversation: await conversationByNumber(context, number) }
  },
)

/** Least and most of each number; the database has the same limits, but for the sample of a trial. */
const LIMITS = {
  temperature: [0, 2],
  numCtx: [512, 1_048_576],
  maxTokens: [16, 65_536],
  timeoutSeconds: [1, 900],
  sample: [1, LARGEST_SAMPLE],
} as const
const LONGEST_MODEL = 200
const LONGEST_PROMPT = 100_000

type Numbers = { [Field in keyof typeof LIMITS]?: number | null | undefined }

/** What is out of its limits in an edit or a trial. */
export function faultsOf(
  numbers: Numbers,
  model: string | null | undefined,
  promptTemplate: string | null | undefined,
): Fault[] {
  const faults = Object.entries(LIMITS).flatMap(([field, [least, most]]) => {
    const value = numbers[field as keyof typeof LIMITS] ?? least
    return value >= least && value <= most
      ? []
      : [{ pointer: `input.${field}`, message: `must be ${least} to ${most}` }]
  })
  if (model === '' || (model?.length ?? 0) > LONGEST_MODEL)
    faults.push({ pointer: 'input.model', message: 'must be the name of a model, or builtin' })
  if ((promptTemplate?.length ?? 0) > LONGEST_PROMPT)
    faults.push({ pointer: 'input.promptTemplate', message: `must have at most ${LONGEST_PROMPT} characters` })
  return faults
}

function editOf({
  model,
  temperature,
  numCtx,
  maxTokens,
  timeoutSeconds,
  promptTemplate,
  enabled,
  requiresTrial,
}: UpdateConversationInput): ConversationEdit {
  const faults = faultsOf({ temperature, numCtx, maxTokens, timeoutSeconds }, model, promptTemplate)
  const edit: ConversationEdit = {
    ...(typeof model === 'string' ? { model_used: model } : {}),
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(typeof numCtx === 'number' ? { num_ctx: numCtx } : {}),
    ...(typeof maxTokens === 'number' ? { max_tokens: maxTokens } : {}),
    ...(typeof timeoutSeconds === 'number' ? { timeout_seconds: timeoutSeconds } : {}),
    ...(typeof enabled === 'boolean' ? { enabled } : {}),
    ...(typeof requiresTrial === 'boolean' ? { requires_trial: requiresTrial } : {}),
    ...(promptTemplate === undefined ? {} : { prompt_template: promptTemplate }),
  }
  if (faults.length === 0 && Object.keys(edit).length === 0)
    faults.push({ pointer: 'input', message: 'names nothing to change' })
  if (faults.length > 0) throw errors.validation(faults)
  return edit
}
