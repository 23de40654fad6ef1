import { findOperation } from '../../db/batches.ts'
import { errors, type Fault } from '../../errors.ts'
import { WINDOWS, type Window } from '../../pipeline/collect/source-kind.ts'
import type { Started } from '../../pipeline/refresh/work/long-work.ts'
import { camelRow } from '../camel.ts'
import { mutation } from '../mutation.ts'
import { isUuid } from '../node-id.ts'
import type { Context } from '../resolver.ts'
import type {
  CollectSearch,
  Mutation,
  MutationBackfillUserArguments,
  MutationCancelOperationArguments,
  MutationCheckLivenessArguments,
  MutationCollectPostingsArguments,
  MutationRunDailyLoadArguments,
  MutationRunHourlyCollectionArguments,
} from '../schema.generated.ts'
import { type OperationRow, operationById, operationRow } from './operation.ts'

const NOTHING = { operation: null, started: false }
const MOST = { 'input.pages': 10_000, pages: 10_000, 'input.items': 1_000_000, 'input.limit': 100_000 }
const MOST_TITLES = 50
/** Kinds of operations whose steps the workflow's worker performs; all others are long work of collection. */
const OF_WORKFLOW = ['batch', 'trial']

export const collectPostings: Mutation['collectPostings'] = mutation(
  'trigger',
  { ...NOTHING, estimate: null },
  async ({ input }: MutationCollectPostingsArguments, { services: { collection }, caller }) => {
    const { source, window, pages, items, force, acceptRemovals, dryRun } = input
    check({ 'input.pages': pages, 'input.items': items }, window)
    if (acceptRemovals && caller.scope !== 'admin') throw errors.apiKeyLacksScope('admin')
    const request = {
      source,
      window: windowOf(window),
      search: input.search ? searchOf(input.search) : undefined,
      pages: pages ?? undefined,
      items: items ?? undefined,
      force: force ?? undefined,
      accept_removals: acceptRemovals ?? undefined,
    }
    if (!dryRun) return { ...startedRow(await collection.collect(request, caller.name)), estimate: null }
    return { ...NOTHING, estimate: camelRow(await collection.estimateCollect(request)) }
  },
)

export const backfillUser: Mutation['backfillUser'] = mutation(
  'trigger',
  { ...NOTHING, estimate: null },
  async ({ input }: MutationBackfillUserArguments, { services: { collection }, caller }) => {
    const { userId: user, window, pages, dryRun } = input
    check({ 'input.pages': pages }, window)
    const request = { user, window: windowOf(window), pages: pages ?? undefined }
    if (!dryRun) return { ...startedRow(await collection.backfill(request, caller.name)), estimate: null }
    const { sources, ...counted } = await collection.estimateBackfill(request)
    const shown = sources.map((each) => ({ ...each, combinations: each.combinations.map(camelRow) }))
    return { ...NOTHING, estimate: { ...camelRow(counted), sources: shown } }
  },
)

export const checkLiveness: Mutation['checkLiveness'] = mutation(
  'trigger',
  NOTHING,
  async ({ input: { source, limit } }: MutationCheckLivenessArguments, { services: { collection }, caller }) => {
    check({ 'input.limit': limit })
    const request = { source: source ?? undefined, limit: limit ?? undefined }
    return startedRow(await collection.liveness(request, caller.name))
  },
)

export const runHourlyCollection: Mutation['runHourlyCollection'] = mutation(
  'trigger',
  NOTHING,
  async ({ pages }: MutationRunHourlyCollectionArguments, { services: { collection }, caller }) => {
    check({ pages })
    return startedRow(await collection.hourly({ pages: pages ?? undefined }, caller.name))
  },
)

export const runDailyLoad: Mutation['runDailyLoad'] = mutation(
  'trigger',
  NOTHING,
  async ({ pages }: MutationRunDailyLoadArguments, { services: { collection }, caller }) => {
    check({ pages })
    return startedRow(await collection.daily({ pages: pages ?? undefined }, caller.name))
  },
)

export const cancelOperation: Mutation['cancelOperation'] = mutation(
  'trigger',
  { operation: null },
  async ({ id }: MutationCancelOperationArguments, context: Context) => {
    const { database, batches, collection } = context.services
    const found = isUuid(id) ? await findOperation(database.db, id) : undefined
    if (!found) throw errors.operationNotFound(id)
    await (OF_WORKFLOW.includes(found.kind) ? batches : collection).cancel(id, context.caller.name)
    return { operation: await operationById(context, id) }
  },
)

function startedRow({ operation, started }: Started): { operation: OperationRow; started: boolean } {
  return { operation: operationRow(operation), started }
}

/** Throws VALIDATION for numbers outside their bounds and for an unknown window. */
function check(numbers: { [Name in keyof typeof MOST]?: number | null | undefined }, window?: string | null): void {
  const faults: Fault[] = []
  for (const [pointer, most] of Object.entries(MOST)) {
    const value = numbers[pointer as keyof typeof MOST]
    if (typeof value === 'number' && (value < 1 || value > most))
      faults.push({ pointer, message: `must be 1 to ${most}` })
  }
  if (typeof window === 'string' && !WINDOWS.includes(window as Window))
    faults.push({ pointer: 'input.window', message: `must be one of ${WINDOWS.join(', ')}` })
  if (faults.length > 0) throw errors.validation(faults)
}

function windowOf(window: string | null | undefined): Window | undefined {
  return WINDOWS.find((each) => each === window)
}

function searchOf({ titles, location, country, ...words }: CollectSearch) {
  if (titles && titles.length > MOST_TITLES)
    throw errors.validation([{ pointer: 'input.search.titles', message: `must hold at most ${MOST_TITLES}` }])
  if (typeof country === 'string' && !/^[A-Z]{2}$/.test(country))
    throw errors.validation([{ pointer: 'input.search.country', message: 'must be a code such as DE' }])
  return {
    titles: titles ?? undefined,
    location: location ?? undefined,
    country: country ?? undefined,
    arrangements: words.arrangements ?? undefined,
    employment_types: words.employmentTypes ?? undefined,
    experience_levels: words.experienceLevels ?? undefined,
  }
}
