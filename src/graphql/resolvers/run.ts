import { errors } from '../../errors.ts'
import { mutation } from '../mutation.ts'
import { numberOf } from '../node-id.ts'
import type { Mutation, MutationReplayRunArguments, MutationStartRunArguments } from '../schema.generated.ts'
import { runByNumber } from './workflow-run.ts'

export const startRun: Mutation['startRun'] = mutation(
  'trigger',
  { run: null },
  async ({ postingId }: MutationStartRunArguments, context) => {
    const number = await context.services.runs.start(postingId, context.caller.name)
    if (number === null)
      throw errors.conflict('The posting has a run that has not ended.', 'Wait for it, or cancel its batch.')
    return { run: await runByNumber(context, number) }
  },
)

export const replayRun: Mutation['replayRun'] = mutation(
  'trigger',
  { run: null },
  async ({ input: { runId, fromConversation } }: MutationReplayRunArguments, context) => {
    const run = numberOf('WorkflowRun', runId)
    if (run === undefined) throw errors.runNotFound(runId)
    const from = numberOf('Conversation', fromConversation) ?? fromConversation
    const number = await context.services.runs.replay(run, String(from), context.caller.name)
    return { run: await runByNumber(context, number) }
  },
)
