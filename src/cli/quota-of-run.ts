import { readQuota } from '../db/read-quota.ts'
import { listSources } from '../db/sources.ts'
import { findKind } from '../pipeline/collect/kinds.ts'
import { quotaLines } from '../pipeline/collect/quota-lines.ts'
import type { QuotaUnits } from '../pipeline/collect/source-kind.ts'
import type { Services } from '../services.ts'

/** Where the month stands after a run, for each provider and unit that it used. */
export async function quotaLinesOfRun(
  { database: { db } }: Services,
  uses: readonly { source: string; used: Readonly<QuotaUnits> }[],
): Promise<string[]> {
  if (!uses.some(({ used }) => Object.keys(used).length > 0)) return []
  const sources = await listSources(db)
  const ofProviders = uses.flatMap(({ source, used }) => {
    const rules = findKind(sources.find(({ source_name }) => source_name === source)?.kind ?? '')?.quota
    return rules ? [{ rules, used }] : []
  })
  const figures = await readQuota(db, new Date())
  return figures.flatMap((figure) => {
    const { provider, unit, limit } = figure
    const mine = ofProviders.filter(({ rules, used }) => rules.provider === provider && used[unit] !== undefined)
    const [first] = mine
    if (!first) return []
    const thisRun = mine.reduce((sum, { used }) => sum + (used[unit] ?? 0), 0)
    // The plan's name stands beside its own limit only.
    const plan = first.rules.limits[unit] === limit ? first.rules.plan : undefined
    return quotaLines(figure, { thisRun, plan })
  })
}
