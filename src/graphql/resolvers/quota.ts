import { readQuota, requestersOf } from '../../db/read-quota.ts'
import { camelRow } from '../camel.ts'
import type { Query } from '../schema.generated.ts'
import { selectedFields } from '../selection.ts'

export const quota: Query['quota'] = async (_, __, { services: { database } }, info) => {
  const figures = await readQuota(database.db, new Date())
  const requesters = selectedFields(info).has('byRequester') ? await requestersOf(database.db, figures) : []
  return { figures: figures.map(camelRow), byRequester: requesters.map(camelRow) }
}
