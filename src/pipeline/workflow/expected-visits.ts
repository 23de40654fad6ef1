import type { Join, Route, Workflow } from './graph.ts'

/** Shares of the ways out, 0 to 1: of a step's tokens, and of groups that meet in a join and pass together. */
export type Shares = { token(step: number, token: string): number; join(join: Join): number }

/** A step's nth time in one run, with how often a posting is expected to come there and what must have ended before. */
export type ExpectedVisit = { step: number; nth: number; visits: number; after: ReadonlySet<string> }

/** Ways rarer than this are not followed: a loop without a bound ends there. */
const RAREST = 1e-6

/** Walks a workflow with the shares of its ways and returns every visit by its key, `step/nth`. */
export function expectedVisits(workflow: Workflow, shares: Shares): Map<string, ExpectedVisit> {
  const found = new Map<string, ExpectedVisit & { after: Set<string> }>()

  function visit(step: number, share: number, after: readonly string[], passed: ReadonlyMap<number, number>): void {
    if (share < RAREST) return
    const nth = (passed.get(step) ?? 0) + 1
    const key = visitKey(step, nth)
    const known = found.get(key) ?? { step, nth, visits: 0, after: new Set() }
    known.visits += share
    for (const before of after) known.after.add(before)
    found.set(key, known)
    const counts = new Map(passed).set(step, nth)
    const join = workflow.joins.find(({ members }) => members.includes(step))
    // The members run side by side and go on once: the last one stands for all.
    if (join && join.members.at(-1) !== step) return
    if (join) {
      const met = join.members.map((member) => visitKey(member, nth))
      const together = shares.join(join)
      visit(join.whenAll, share * together, met, counts)
      visit(join.otherwise, share * (1 - together), met, counts)
      return
    }
    for (const [token, route] of workflow.routes.get(step) ?? []) {
      for (const target of targets(route, counts)) visit(target, share * shares.token(step, token), [key], counts)
    }
  }

  visit(workflow.entry, 1, [], new Map())
  return found
}

export const visitKey = (step: number, nth: number) => `${step}/${nth}`

function targets(route: Route, counts: ReadonlyMap<number, number>): readonly number[] {
  if (route.kind !== 'to') return []
  if (route.atMost === undefined || route.beyond === undefined) return route.steps
  const { atMost, beyond } = route
  return route.steps.map((target) => ((counts.get(target) ?? 0) < atMost ? target : beyond))
}

/** The token by which a step usually goes on: the first declared one that leads to another step, else the first. */
export function usualToken({ routes }: Workflow, step: number): string | undefined {
  const ways = [...(routes.get(step) ?? [])]
  return (ways.find(([, { kind }]) => kind === 'to') ?? ways[0])?.[0]
}
