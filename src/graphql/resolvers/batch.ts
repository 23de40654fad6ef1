import { type BatchRecord, countBatches, listBatches } from '../../db/read-batches.ts'
import { errors } from '../../errors.ts'
import { camelRow } from '../camel.ts'
import { checkFirst, connectionOf } from '../connection.ts'
import { mutation } from '../mutation.ts'
import { isUuid } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type {
  Batch,
  Estimate,
  Mutation,
  MutationCancelBatchArguments,
  MutationStartBatchArguments,
  Query,
  StartBatchInput,
} from '../schema.generated.ts'
import { selectedFields } from '../selection.ts'
import type { BatchEstimate, BatchRequest, Services } from '../services.ts'
import { type OperationRow, operationById, operationRow } from './operation.ts'

export type BatchRow = Omit<Batch, 'counts' | 'llm'>

export function batchRow({ batch_id, filters, max_jobs, workers }: BatchRecord, operation: OperationRow): BatchRow {
  return {
    id: batch_id,
    operation,
    source: filters.source ?? null,
    postingIds: filters.posting_ids ?? null,
    maxJobs: max_jobs,
    workers: workers ?? 0,
  }
}

export const batches: Query['batches'] = async (_, args, { services, cursors }, info) => {
  const { db } = services.database
  const first = checkFirst(args.first)
  const state = args.state ?? undefined
  const list = { list: 'batches', state }
  const after = args.after ? cursors.decode(args.after, list) : null
  const [found, total] = await Promise.all([
    listBatches(db, { state, limit: first + 1, after }),
    selectedFields(info).has('totalCount') ? countBatches(db, { state }) : undefined,
  ])
  const placed = found.map(({ row, place }) => ({ row: batchRow(row, operationRow(row.operation)), place }))
  return connectionOf(placed, { first, after, total, cursors, list })
}

export const fields: FieldResolvers<BatchRow, Batch> = {
  counts: async ({ id }, _, { loaders }) => {
    const counts = await loaders.batchCounts(id)
    return counts ? camelRow(counts) : null
  },
  llm: async ({ id }, _, { loaders }) => camelRow(await loaders.llmFigures(id)),
}

export const startBatch: Mutation['startBatch'] = mutation(
  'trigger',
  { operation: null, estimate: null },
  async ({ input }: MutationStartBatchArguments, context) => {
    const { operation, estimate } = await context.services.batches.start({
      ...requestOf(input),
      by: context.caller.name,
    })
    return {
      operation: operation ? await operationById(context, operation.operation_id) : null,
      estimate: estimate ? estimateOf(estimate) : null,
    }
  },
)

function change(
  how: (batches: Services['batches']) => (id: string, by: string) => Promise<{ operation_id: string }>,
): Mutation['cancelBatch'] {
  return mutation('trigger', { operation: null }, async ({ id }: MutationCancelBatchArguments, context: Context) => {
    if (!isUuid(id)) throw errors.batchNotFound(id)
    const { operation_id } = await how(context.services.batches)(id, context.caller.name)
    return { operation: await operationById(context, operation_id) }
  })
}

export const cancelBatch = change((batches) => batches.cancel)
export const pauseBatch = change((batches) => batches.pause)
export const resumeBatch = change((batches) => batches.resume)

const MOST_JOBS = 1_000_000
const MOST_WORKERS = 1_000
const MOST_POSTINGS = 1_000

function requestOf({ maxJobs, workers, dryRun, source, postingIds }: StartBatchInput): Omit<BatchRequest, 'by'> {
  const faults = []
  if (typeof maxJobs === 'number' && !within(maxJobs, MOST_JOBS))
    faults.push({ pointer: 'input.maxJobs', message: `must be 1 to ${MOST_JOBS}` })
  if (typeof workers === 'number' && !within(workers, MOST_WORKERS))
    faults.push({ pointer: 'input.workers', message: `must be 1 to ${MOST_WORKERS}` })
  if (postingIds && !within(postingIds.length, MOST_POSTINGS))
    faults.push({ pointer: 'input.postingIds', message: `must name 1 to ${MOST_POSTINGS} postings` })
  if (postingIds && source) faults.push({ pointer: 'input.source', message: 'cannot be combined with postingIds' })
  if (faults.length > 0) throw errors.validation(faults)
  return {
    maxJobs: maxJobs ?? undefined,
    workers: workers ?? undefined,
    dryRun: dryRun ?? undefined,
    source: source ?? undefined,
    postingIds: postingIds ? [...postingIds] : undefined,
  }
}

function within(value: number, most: number): boolean {
  return value >= 1 && value <= most
}

function estimateOf(estimate: BatchEstimate): Estimate {
  const { by_model, tokens, work_seconds, lower_bound_seconds, finish_at, unknown_models, ...rest } = estimate
  return {
    ...rest,
    tokens: shown(tokens),
    byModel: by_model.map((model) => ({ ...model, tokens: shown(model.tokens), loads: model.loads ?? null })),
    workSeconds: work_seconds ?? null,
    lowerBoundSeconds: lower_bound_seconds ?? null,
    finishAt: finish_at ?? null,
    unknownModels: unknown_models ?? null,
  }
}

/** GraphQL's Int ends here; a field that failed instead would take the whole estimate with it. */
function shown(tokens: number): number {
  return Math.min(tokens, 2 ** 31 - 1)
}
