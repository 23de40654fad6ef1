import { Compile } from 'typebox/compile'
import type { AskInput, AskOutput } from './asks/create-asks.ts'
import type { Effects, RunContext, Step, Tools } from './definition.ts'
import type { Workflow } from './graph.ts'
import type { WorkflowPosting } from './posting.ts'
import { type Hashes, readSlots, type SlotLineage } from './slots.ts'

/** A step of a run that has completed, as the ledger holds it. */
export type DoneStep = {
  interaction_id: number
  conversation_id: number
  iteration: number
  token: string
  data: unknown
  /** What ran: the model's name or `builtin`. */
  model: string
}

/** What a chain starts from: one run, its posting, what is done, and the interactions that this worker holds. */
export type ChainJob = {
  posting: WorkflowPosting
  done: readonly DoneStep[]
  /** Conversations whose effective actor is a model: a chain stops before them. */
  models: readonly number[]
  claimed: readonly { interaction_id: number; conversation_id: number; iteration: number }[]
  /** Interactions of the run that wait or run elsewhere: the run cannot end before them. */
  elsewhere: number
  prompt_versions: Readonly<Record<number, number>>
  /** Claimed steps that a model has performed: taken as they are. */
  answered?: readonly AnsweredStep[]
}

/** A step that a model performed, as it enters the chain. Times are milliseconds since the epoch, with fractions. */
export type AnsweredStep = {
  conversation_id: number
  iteration: number
  input: AskInput
  output: AskOutput
  started: number
  completed: number
}

/** Name of an interaction inside its run: `conversation:iteration`. */
export type NodeKey = string

export type Performed = {
  key: NodeKey
  conversation_id: number
  iteration: number
  parents: NodeKey[]
  input: AskInput
  output: { status: string; data: unknown } | AskOutput | { error: string; data: { error: string }; fault: 'internal' }
  failed: boolean
  /** Milliseconds since the epoch, with fractions. */
  created: number
  started: number
  completed: number
}

export type Advance = {
  performed: Performed[]
  /** Steps that wait for a model. */
  heads: { key: NodeKey; conversation_id: number; iteration: number; parents: NodeKey[]; created: number }[]
  effects: Effects
  end:
    | null
    | { status: 'completed'; outcome: 'processed' | 'invalid' | 'removed'; reason: string | null }
    | { status: 'failed'; reason: string }
}

export const keyOf = (conversation: number, iteration: number): NodeKey => `${conversation}:${iteration}`

type Node = { conversation_id: number; iteration: number; parents: NodeKey[]; created: number }

/**
 * Carries a run on with builtin actors, through forks and joins, until only steps for models remain or the run ends. Pure but for the
 * clock: nothing is written here. An actor that throws ends the run as failed, loudly; what was done before it stays.
 */
export function createAdvance(workflow: Workflow, tools: Tools, now: () => number): (job: ChainJob) => Advance {
  const validators = new Map([...workflow.steps.values()].map((step) => [step.id, Compile(step.yields)]))

  function perform(step: Step, node: Node, context: RunContext, prompt_version: number, hashes: Hashes): Performed {
    const started = now()
    const base = { ...node, key: keyOf(node.conversation_id, node.iteration), started }
    const slots: SlotLineage = {}
    try {
      const values = readSlots(step, context, slots, hashes)
      const data = step.builtin(values, tools)
      const validator = validators.get(step.id)
      if (!validator?.Check(data))
        throw new TypeError(`output does not fit its schema: ${faultsOf(validator?.Errors(data))}`)
      const token = step.decides(data)
      if (!step.tokens.includes(token)) throw new TypeError(`decided "${token}", which leads nowhere`)
      const output = { status: token, data }
      return { ...base, input: { slots, prompt_version }, output, failed: false, completed: now() }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const output = { error: message, data: { error: message }, fault: 'internal' as const }
      return { ...base, input: { slots, prompt_version }, output, failed: true, completed: now() }
    }
  }

  return (job) => {
    const outputs = new Map<number, unknown>()
    const tokens = new Map<number, string>()
    const iterations = new Map<number, number>()
    for (const step of job.done) {
      outputs.set(step.conversation_id, step.data)
      tokens.set(step.conversation_id, step.token)
      iterations.set(step.conversation_id, Math.max(step.iteration, iterations.get(step.conversation_id) ?? 0))
    }
    const context: RunContext = { posting: job.posting, outputs }
    const hashes: Hashes = new Map()
    const advance: Advance = { performed: [], heads: [], effects: {}, end: null }
    const { injections } = job.posting.text
    if (injections.length > 0) advance.effects.injections = injections
    const queue: Node[] = job.claimed.map(({ conversation_id, iteration }) => ({
      conversation_id,
      iteration,
      parents: [],
      created: now(),
    }))
    for (const node of queue)
      iterations.set(node.conversation_id, Math.max(node.iteration, iterations.get(node.conversation_id) ?? 0))

    const enqueue = (conversation_id: number, parents: NodeKey[], created: number) => {
      const iteration = (iterations.get(conversation_id) ?? 0) + 1
      iterations.set(conversation_id, iteration)
      queue.push({ conversation_id, iteration, parents, created })
    }

    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      const step = workflow.steps.get(node.conversation_id)
      if (!step) throw new RangeError(`workflow ${workflow.id} has no step ${node.conversation_id}`)
      const answered = job.answered?.find(
        ({ conversation_id, iteration }) => conversation_id === step.id && iteration === node.iteration,
      )
      if (!answered && job.models.includes(step.id)) {
        advance.heads.push({ ...node, key: keyOf(node.conversation_id, node.iteration) })
        continue
      }
      const performed = answered
        ? taken(answered, node)
        : perform(step, node, context, job.prompt_versions[step.id] ?? 1, hashes)
      advance.performed.push(performed)
      if ('error' in performed.output) {
        advance.end = { status: 'failed', reason: `${step.name}: ${performed.output.error}` }
        return advance
      }
      const { status: token, data } = performed.output
      outputs.set(step.id, data)
      tokens.set(step.id, token)
      Object.assign(advance.effects, step.saves?.(data, context))
      const way = follow(workflow, step, token, tokens, iterations)
      if (way.kind === 'complete') {
        advance.end = { status: 'completed', outcome: way.outcome, reason: advance.effects.invalid_reason ?? null }
        return advance
      }
      for (const target of way.steps)
        enqueue(
          target,
          way.parents.map((id) => keyOf(id, iterations.get(id) ?? 1)),
          performed.completed,
        )
    }
    if (advance.heads.length === 0 && job.elsewhere === 0) advance.end = endOf(job, advance.effects)
    return advance
  }
}

function taken({ input, output, started, completed }: AnsweredStep, node: Node): Performed {
  const key = keyOf(node.conversation_id, node.iteration)
  return { ...node, key, input, output, started, completed, failed: false }
}

type Way =
  | { kind: 'go'; steps: readonly number[]; parents: number[] }
  | { kind: 'complete'; outcome: 'invalid' | 'removed' }

function follow(
  workflow: Workflow,
  step: Step,
  token: string,
  tokens: Map<number, string>,
  iterations: Map<number, number>,
): Way {
  const join = workflow.joins.find(({ members }) => members.includes(step.id))
  if (join) {
    if (!join.members.every((member) => tokens.has(member))) return { kind: 'go', steps: [], parents: [] }
    const passed = join.members.every((member) => tokens.get(member) === join.passes)
    return { kind: 'go', steps: [passed ? join.whenAll : join.otherwise], parents: [...join.members] }
  }
  const route = workflow.routes.get(step.id)?.get(token)
  if (!route) throw new RangeError(`${step.name} decided "${token}", which leads nowhere`)
  if (route.kind === 'complete') return route
  if (route.kind === 'done') return { kind: 'go', steps: [], parents: [] }
  const [first] = route.steps
  const spent = route.atMost !== undefined && first !== undefined && (iterations.get(first) ?? 0) >= route.atMost
  return { kind: 'go', steps: spent && route.beyond !== undefined ? [route.beyond] : route.steps, parents: [step.id] }
}

/** A run is processed only when everything it declares is there: a result lost on the way is a failure, never a silence. */
function endOf({ posting, done }: ChainJob, effects: Effects): Advance['end'] {
  const has = (conversation: number) => done.some(({ conversation_id }) => conversation_id === conversation)
  const missing = [
    effects.extracted_summary || has(9168) || posting.summary_lineage ? [] : ['summary'],
    effects.skills || has(3350) || posting.skills_lineage ? [] : ['skills'],
    effects.likelihood || has(9163) ? [] : ['IHL score'],
  ].flat()
  if (missing.length > 0) return { status: 'failed', reason: `ended without ${missing.join(', ')}` }
  return { status: 'completed', outcome: 'processed', reason: null }
}

function faultsOf(errors: Iterable<{ instancePath: string; message: string }> | undefined): string {
  return [...(errors ?? [])]
    .slice(0, 3)
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
    .join('; ')
}
