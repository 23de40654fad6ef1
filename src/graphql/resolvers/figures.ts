import { completeness as readCompleteness } from '../../db/completeness.ts'
import { inventory } from '../../db/inventory.ts'
import {
  type InteractionScope,
  errorSummary as readErrors,
  interactionPerformance as readPerformance,
} from '../../db/read-performance.ts'
import { readStatistics } from '../../db/read-statistics.ts'
import { errors } from '../../errors.ts'
import { camelRow } from '../camel.ts'
import { isUuid } from '../node-id.ts'
import type { Query, QueryErrorSummaryArguments } from '../schema.generated.ts'

export const stagingInventory: Query['stagingInventory'] = async (_, { source }, { services: { database } }) =>
  (await inventory(database.db, { source: source ?? undefined })).map(camelRow)

export const completeness: Query['completeness'] = async (_, { source }, { services: { database } }) => {
  const { by_field, ...figures } = await readCompleteness(database.db, { source: source ?? undefined })
  return {
    ...camelRow(figures),
    byField: Object.entries(by_field).map(([field, presence]) => ({ field, ...presence })),
  }
}

export const statistics: Query['statistics'] = async (_, __, { services: { database } }) =>
  camelRow(await readStatistics(database.db))

export const errorSummary: Query['errorSummary'] = async (_, args, { services: { database } }) =>
  (await readErrors(database.db, scopeOf(args))).map(camelRow)

export const interactionPerformance: Query['interactionPerformance'] = async (_, args, { services: { database } }) =>
  (await readPerformance(database.db, scopeOf(args))).map(camelRow)

const DAY_MS = 86_400_000

/** A batch has all its interactions; otherwise those of the last day, unless another time is named. */
function scopeOf({ since, batchId }: QueryErrorSummaryArguments): InteractionScope {
  if (batchId && !isUuid(batchId)) throw errors.validation([{ pointer: 'batchId', message: 'must be a UUID' }])
  const lastDay = batchId ? undefined : new Date(Date.now() - DAY_MS).toISOString()
  return { since: since ?? lastDay, batchId: batchId ?? undefined }
}
