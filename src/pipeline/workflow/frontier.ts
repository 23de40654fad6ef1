import { successors } from './check-definition.ts'
import type { Workflow } from './graph.ts'

/** A completed step of a run: what it decided, and the ids of the interactions that led to it. */
export type KeptStep = {
  interaction_id: number
  conversation_id: number
  iteration: number
  token: string
  parent_ids: readonly number[]
}

/** A step that follows from what is kept and is not there yet. */
export type NextStep = { conversation_id: number; iteration: number; parent_ids: number[] }

/** The conversations that can run after `start`, itself among them only when the graph comes back to it. */
export function downstream(workflow: Workflow, start: number): Set<number> {
  const next = successors(workflow)
  const reached = new Set<number>()
  const waiting = [...(next.get(start) ?? [])]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...(next.get(id) ?? []))
  }
  return reached
}

/**
 * Where a run goes on when only the steps in `kept` are done: each step that their decisions lead to and that is not among them. The
 * entry when nothing is kept; nothing when the run had ended. Pure.
 */
export function frontier(workflow: Workflow, kept: readonly KeptStep[]): NextStep[] {
  if (kept.length === 0) return [{ conversation_id: workflow.entry, iteration: 1, parent_ids: [] }]
  const last = new Map<number, KeptStep>()
  for (const step of kept) {
    const known = last.get(step.conversation_id)
    if (!known || known.iteration < step.iteration) last.set(step.conversation_id, step)
  }
  const heads = new Map<number, NextStep>()
  // An earlier iteration has been followed already: the later one came from it.
  for (const step of last.values()) {
    for (const { target, parents } of waysFrom(workflow, step, last)) {
      // A step that the graph comes back to is a child only of the steps that it names as its parents.
      const again = downstream(workflow, target).has(target)
      const there = kept.some(
        (child) => child.conversation_id === target && (!again || child.parent_ids.includes(step.interaction_id)),
      )
      if (there) continue
      heads.set(target, {
        conversation_id: target,
        iteration: (last.get(target)?.iteration ?? 0) + 1,
        parent_ids: parents.map(({ interaction_id }) => interaction_id),
      })
    }
  }
  return [...heads.values()]
}

type Way = { target: number; parents: KeptStep[] }

function waysFrom(workflow: Workflow, step: KeptStep, last: ReadonlyMap<number, KeptStep>): Way[] {
  const join = workflow.joins.find(({ members }) => members.includes(step.conversation_id))
  if (join) {
    const members = join.members.flatMap((member) => last.get(member) ?? [])
    if (members.length < join.members.length) return []
    const passed = members.every(({ token }) => token === join.passes)
    return [{ target: passed ? join.whenAll : join.otherwise, parents: members }]
  }
  const route = workflow.routes.get(step.conversation_id)?.get(step.token)
  if (route?.kind !== 'to') return []
  const [first] = route.steps
  const turn = first === undefined ? undefined : last.get(first)
  // The turn that this very step led to was not yet taken when it decided.
  const taken = turn ? turn.iteration - Number(turn.parent_ids.includes(step.interaction_id)) : 0
  const spent = route.atMost !== undefined && taken >= route.atMost
  const targets = spent && route.beyond !== undefined ? [route.beyond] : route.steps
  return targets.map((target) => ({ target, parents: [step] }))
}
