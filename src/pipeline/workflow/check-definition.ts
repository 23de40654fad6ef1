import { errors } from '../../errors.ts'
import type { Workflow } from './graph.ts'

/** Throws WORKFLOW_INVALID with every fault of a workflow's wiring, so that a hollow prompt or a lost result cannot be declared. */
export function checkDefinition(workflow: Workflow): void {
  const faults = [...slotFaults(workflow), ...outputFaults(workflow), ...routeFaults(workflow), ...endFaults(workflow)]
  if (faults.length > 0) throw errors.workflowInvalid(workflow.id, faults)
}

/** The steps that can run directly after each step. */
export function successors({ steps, routes, joins }: Workflow): Map<number, Set<number>> {
  const next = new Map([...steps.keys()].map((id) => [id, new Set<number>()]))
  for (const [id, ways] of routes) {
    for (const route of ways.values()) {
      if (route.kind !== 'to') continue
      for (const target of route.steps) next.get(id)?.add(target)
      if (route.beyond !== undefined) next.get(id)?.add(route.beyond)
    }
  }
  for (const { members, whenAll, otherwise } of joins) {
    for (const member of members) next.get(member)?.add(whenAll).add(otherwise)
  }
  return next
}

function upstream(workflow: Workflow): Map<number, Set<number>> {
  const next = successors(workflow)
  const before = new Map([...workflow.steps.keys()].map((id) => [id, new Set<number>()]))
  for (const start of workflow.steps.keys()) {
    const reached = new Set<number>()
    const waiting = [...(next.get(start) ?? [])]
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (reached.has(id)) continue
      reached.add(id)
      before.get(id)?.add(start)
      waiting.push(...(next.get(id) ?? []))
    }
  }
  return before
}

function slotFaults(workflow: Workflow): string[] {
  const before = upstream(workflow)
  return [...workflow.steps.values()].flatMap(({ id, name, needs }) =>
    Object.entries(needs).flatMap(([slot, { steps }]) =>
      steps
        .filter((producer) => !before.get(id)?.has(producer))
        .map((producer) => `${name}: slot "${slot}" names step ${producer}, which never runs before it`),
    ),
  )
}

function outputFaults({ steps, joins, routes }: Workflow): string[] {
  const read = new Set(
    [...steps.values()].flatMap(({ needs }) => Object.values(needs).flatMap((producer) => producer.steps)),
  )
  // A step with several tokens is read by its routes: its decision is its output.
  return [...steps.values()]
    .filter(
      ({ id, saves }) =>
        !saves &&
        !read.has(id) &&
        (routes.get(id)?.size ?? 0) < 2 &&
        !joins.some(({ members }) => members.includes(id)),
    )
    .map(({ name }) => `${name}: nothing reads or saves its output`)
}

function routeFaults({ steps, routes, joins }: Workflow): string[] {
  return [...steps.values()].flatMap(({ id, name, tokens }) => {
    const joined = joins.find(({ members }) => members.includes(id))
    if (joined)
      return tokens.includes(joined.passes)
        ? []
        : [`${name}: the join waits for "${joined.passes}", which it never decides`]
    const ways = routes.get(id)
    const lost = tokens.filter((token) => !ways?.has(token)).map((token) => `${name}: token "${token}" leads nowhere`)
    const unknown = [...(ways?.keys() ?? [])].filter((token) => !tokens.includes(token))
    return [...lost, ...unknown.map((token) => `${name}: a route waits for "${token}", which it never decides`)]
  })
}

function endFaults(workflow: Workflow): string[] {
  const next = successors(workflow)
  const ends = new Set(
    [...workflow.routes].filter(([, ways]) => [...ways.values()].some(({ kind }) => kind !== 'to')).map(([id]) => id),
  )
  let grown = true
  while (grown) {
    grown = false
    for (const [id, targets] of next) {
      if (ends.has(id) || ![...targets].some((target) => ends.has(target))) continue
      ends.add(id)
      grown = true
    }
  }
  const reachable = new Set([workflow.entry])
  for (const id of reachable) for (const target of next.get(id) ?? []) reachable.add(target)
  return [...workflow.steps.values()].flatMap(({ id, name }) => [
    ...(ends.has(id) ? [] : [`${name}: its branch never ends`]),
    ...(reachable.has(id) ? [] : [`${name}: no way leads to it`]),
  ])
}
