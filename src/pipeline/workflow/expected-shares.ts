import type { Query } from '../../db/engine.ts'
import { readJoinCounts, readTokenCounts } from '../../db/step-statistics.ts'
import { ENOUGH_CALLS } from './expected-times.ts'
import { type Shares, usualToken } from './expected-visits.ts'
import type { Join, Workflow } from './graph.ts'
import { SHIPPED_IMPROVE_RATE, SHIPPED_TOKEN_SHARES } from './shipped-times.ts'

/**
 * Shares of the ways out of a workflow's steps: recorded from twenty outcomes of the model in force on, else shipped. Only what a
 * model decides about quality is measured (joins, and bounded loops); every other step is taken to go its usual way.
 */
export async function expectedShares(
  db: Query,
  workflow: Workflow,
  modelOf: (step: number) => string | null,
): Promise<Shares> {
  const passing = new Map<Join, number>()
  for (const join of workflow.joins) passing.set(join, (await recordedJoin(join)) ?? 1 - SHIPPED_IMPROVE_RATE)
  const tokens = new Map<number, Readonly<Record<string, number>>>()
  for (const [step, ways] of workflow.routes) {
    const loops = [...ways.values()].some((route) => route.kind === 'to' && route.atMost !== undefined)
    const recorded = loops ? await recordedTokens(step) : undefined
    const usual = usualToken(workflow, step)
    tokens.set(step, recorded ?? SHIPPED_TOKEN_SHARES[step] ?? (usual === undefined ? {} : { [usual]: 1 }))
  }

  async function recordedJoin({ members, passes }: Join): Promise<number | undefined> {
    const model = members[0] === undefined ? null : modelOf(members[0])
    if (model === null) return undefined
    const { n, passed } = await readJoinCounts(db, { members, passes, model })
    return n >= ENOUGH_CALLS ? passed / n : undefined
  }

  async function recordedTokens(step: number): Promise<Record<string, number> | undefined> {
    const model = modelOf(step)
    if (model === null) return undefined
    const counts = await readTokenCounts(db, { conversation_id: step, model })
    const n = counts.reduce((sum, each) => sum + each.n, 0)
    return n >= ENOUGH_CALLS ? Object.fromEntries(counts.map((each) => [each.token, each.n / n])) : undefined
  }

  return {
    token: (step, token) => tokens.get(step)?.[token] ?? 0,
    join: (join) => passing.get(join) ?? 1 - SHIPPED_IMPROVE_RATE,
  }
}
