import { errors } from '../../errors.ts'
import { mutation } from '../mutation.ts'
import { isUuid } from '../node-id.ts'
import type {
  Mutation,
  MutationInvalidatePostingsArguments,
  MutationPromoteStagingArguments,
  MutationRestorePostingsArguments,
  PostingSelection as SelectionInput,
} from '../schema.generated.ts'
import type { PostingSelection } from '../services.ts'

const MOST_IDS = 1_000
const MOST_ROWS = 10_000
const USUAL_ROWS = 500
const LONGEST_REASON = 500

export const invalidatePostings: Mutation['invalidatePostings'] = mutation(
  'trigger',
  { changed: 0 },
  async ({ input }: MutationInvalidatePostingsArguments, { services, caller }) => {
    const reason = input.reason.trim()
    if (reason === '' || reason.length > LONGEST_REASON) {
      throw errors.validation([{ pointer: 'input.reason', message: `must have 1 to ${LONGEST_REASON} characters` }])
    }
    return { changed: await services.store.invalidate(selectionOf(input.select), reason, caller.name) }
  },
)

export const restorePostings: Mutation['restorePostings'] = mutation(
  'trigger',
  { changed: 0 },
  async ({ input }: MutationRestorePostingsArguments, { services, caller }) => ({
    changed: await services.store.restore(selectionOf(input.select), caller.name),
  }),
)

export const promoteStaging: Mutation['promoteStaging'] = mutation(
  'trigger',
  { counts: null },
  async ({ input: { source, limit } }: MutationPromoteStagingArguments, { services, caller }) => {
    const most = limit ?? USUAL_ROWS
    if (most < 1 || most > MOST_ROWS)
      throw errors.validation([{ pointer: 'input.limit', message: `must be 1 to ${MOST_ROWS}` }])
    return { counts: await services.store.promote({ source: source ?? undefined, limit: most }, caller.name) }
  },
)

/** An empty selection would mean every posting: that is never what somebody meant. */
function selectionOf({ ids, source, batchId, createdSince, createdBefore }: SelectionInput): PostingSelection {
  const faults = []
  if (ids && (ids.length === 0 || ids.length > MOST_IDS))
    faults.push({ pointer: 'input.select.ids', message: `must name 1 to ${MOST_IDS} postings` })
  if (ids?.some((id) => !isUuid(id))) faults.push({ pointer: 'input.select.ids', message: 'must be UUIDs' })
  if (batchId && !isUuid(batchId)) faults.push({ pointer: 'input.select.batchId', message: 'must be a UUID' })
  if (![ids, source, batchId, createdSince, createdBefore].some(Boolean))
    faults.push({ pointer: 'input.select', message: 'must name a condition' })
  if (faults.length > 0) throw errors.validation(faults)
  return {
    ids: ids ?? undefined,
    source: source ?? undefined,
    batchId: batchId ?? undefined,
    createdSince: createdSince ?? undefined,
    createdBefore: createdBefore ?? undefined,
  }
}
