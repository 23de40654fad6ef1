import { createHash } from 'node:crypto'
import { checkDefinition } from './check-definition.ts'
import type { Step } from './definition.ts'
import type { Part, Workflow } from './graph.ts'

/**
 * Puts a workflow together from its parts and checks it. Throws WORKFLOW_INVALID naming every fault: a slot without a producer
 * upstream, an output that nothing reads or saves, a token that leads nowhere, a branch that never ends.
 */
export function workflow(id: number, name: string, parts: Part[]): Workflow {
  const steps = new Map<number, Step>()
  for (const part of parts) for (const step of part.steps) if (!steps.has(step.id)) steps.set(step.id, step)
  const routes = new Map(parts.flatMap(({ step, routes }) => (step ? [[step.id, new Map(routes)] as const] : [])))
  const joins = parts.flatMap(({ join }) => (join ? [join] : []))
  const order = [...steps.keys()]
  const entry = order[0]
  if (entry === undefined) throw new TypeError('a workflow needs a step')
  const declared: Workflow = { id, name, version: versionOf(steps, routes, joins), entry, steps, order, routes, joins }
  checkDefinition(declared)
  return declared
}

function versionOf(steps: ReadonlyMap<number, Step>, routes: Workflow['routes'], joins: Workflow['joins']): string {
  const shape = {
    steps: [...steps.values()].map(({ id, needs, yields, tokens }) => [
      id,
      Object.entries(needs).map(([slot, { name }]) => [slot, name]),
      yields,
      tokens,
    ]),
    routes: [...routes].map(([id, ways]) => [id, [...ways]]),
    joins,
  }
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 12)
}
