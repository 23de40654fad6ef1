import { errors } from '../../errors.ts'
import { mutation } from '../mutation.ts'
import type { Mutation, MutationStartRunArguments } from '../schema.generated.ts'
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
