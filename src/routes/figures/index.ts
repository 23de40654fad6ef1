import type { Folder } from '../endpoint.ts'
import { getCompleteness } from './get-completeness.ts'
import { getInventory } from './get-inventory.ts'
import { getQuota } from './get-quota.ts'
import { getStatistics } from './get-statistics.ts'

/** For operators and dashboards: any key. */
export const figures: Folder = {
  prefix: '/_internal',
  tag: 'figures',
  endpoints: [getCompleteness, getInventory, getQuota, getStatistics],
}
