import type { LlmHost } from '../llm/port.ts'
import { ENOUGH_CALLS, type ExpectedTimes } from './expected-times.ts'
import type { ExpectedVisit } from './expected-visits.ts'
import { longestChain, modelPlan, type Phase, phaseLoads } from './model-plan.ts'
import { lowerBoundSeconds } from './scheduler/lower-bound.ts'

export type ModelEstimate = {
  model: string
  calls: number
  tokens: number
  /** Of all its calls one after another, without loading. */
  seconds: number
  loads: number
  /** Of one load. */
  load_seconds: number
}

/** What a conversation adds for one posting: the plan by which progress is measured. */
export type ConversationEstimate = {
  conversation_id: number
  model: string
  /** Calls of it that a posting is expected to need. */
  visits: number
  /** Of one call, without loading. */
  seconds: number
}

export type EstimatedCalls = {
  calls: number
  tokens: number
  /** Wall clock. */
  seconds: number
  by_model: ModelEstimate[]
  /** Loads of models on all hosts. */
  switches: number
  /** Of all calls one after another, without loading. */
  work_seconds: number
  lower_bound_seconds: number
  hosts: number
  /** Calls that all hosts together answer at once. */
  slots: number
  /** Models that each host keeps in memory. */
  loaded: number
  /** Models whose times are those of another model: neither shipped nor recorded often enough. */
  unknown_models: string[]
  by_conversation: ConversationEstimate[]
}

export type CallsInput = {
  visits: ReadonlyMap<string, ExpectedVisit>
  times: ExpectedTimes
  modelOf: (step: number) => string | null
  postings: number
  hosts: readonly LlmHost[]
}

/**
 * The calls of a batch on hosts that keep a model as long as it has work: per stretch of one model its load and its work on all slots,
 * but never less than its longest chain. Several hosts are taken to go through the stretches side by side, which counts every load.
 */
export function estimateCalls(input: CallsInput): EstimatedCalls & { basis: 'recorded' | 'shipped' | 'blended' } {
  const { times, modelOf, postings, hosts } = input
  const steps = byConversation(input)
  const secondsOf = (step: number) => steps.find(({ conversation_id }) => conversation_id === step)?.seconds ?? 0
  const slots = hosts.reduce((sum, host) => sum + host.slots, 0)
  const loaded = Math.min(...hosts.map((host) => host.loaded))
  // A visit that is not expected once in the whole batch costs no load of its own.
  const likely = new Map([...input.visits].filter(([, { visits }]) => visits * postings >= 0.5))
  const phases = postings === 0 ? [] : modelPlan(likely, modelOf)
  const cold = phaseLoads(phases, loaded)
  const used = Math.min(hosts.length, postings)
  const loadsOf = (model: string) => used * phases.filter((phase, index) => cold[index] && phase.model === model).length
  const models = [...new Set(steps.map(({ model }) => model))].map((model): ModelEstimate => {
    const own = steps.filter((step) => step.model === model)
    const sum = (of: (step: Step) => number) =>
      own.reduce((total, step) => total + step.visits * of(step), 0) * postings
    return {
      model,
      calls: Math.round(sum(() => 1)),
      tokens: Math.round(sum((step) => step.tokens)),
      seconds: round(sum((step) => step.seconds)),
      loads: loadsOf(model),
      load_seconds: round(times.load(model)),
    }
  })
  const chain = postings === 0 ? { seconds: 0, first: null } : longestChain(likely, secondsOf, modelOf)
  const workOf = (visits: Iterable<ExpectedVisit>) =>
    [...visits].reduce((sum, { step, visits: share }) => sum + share * secondsOf(step), 0) * postings
  const unlikely = [...input.visits].flatMap(([key, visit]) => (likely.has(key) ? [] : [visit]))
  const wall = phases.map((phase, index) => {
    const busy = Math.max(workOf(phase.visits) / slots, chainOf(phase, secondsOf, modelOf))
    return (cold[index] ? times.load(phase.model) : 0) + busy
  })
  const total = (of: (model: ModelEstimate) => number) => models.reduce((sum, model) => sum + of(model), 0)
  const recorded = steps.map(({ n }) => n)
  return {
    calls: total(({ calls }) => calls),
    tokens: total(({ tokens }) => tokens),
    seconds: round(wall.reduce((sum, seconds) => sum + seconds, workOf(unlikely) / slots)),
    by_model: models,
    switches: total(({ loads }) => loads),
    work_seconds: round(total(({ seconds }) => seconds)),
    lower_bound_seconds: round(
      lowerBoundSeconds({
        families:
          postings === 0 ? [] : models.map(({ seconds, load_seconds }) => ({ work_seconds: seconds, load_seconds })),
        slots: slots / hosts.length,
        hosts: hosts.length,
        longest_chain_seconds: chain.seconds,
        first_load_seconds: chain.first === null ? 0 : times.load(chain.first),
      }),
    ),
    hosts: hosts.length,
    slots,
    loaded,
    unknown_models: [...new Set(steps.filter(({ known, n }) => !known && n < ENOUGH_CALLS).map(({ model }) => model))],
    by_conversation: steps.map(({ conversation_id, model, visits, seconds }) => ({
      conversation_id,
      model,
      visits: round(visits),
      seconds: round(seconds),
    })),
    basis: recorded.every((n) => n >= ENOUGH_CALLS)
      ? 'recorded'
      : recorded.every((n) => n === 0)
        ? 'shipped'
        : 'blended',
  }
}

type Step = ConversationEstimate & { tokens: number; n: number; known: boolean }

/** The conversations that a model performs, in the order in which a run comes to them. */
function byConversation({ visits, times, modelOf }: CallsInput): Step[] {
  const sums = new Map<number, number>()
  for (const { step, visits: share } of visits.values()) sums.set(step, (sums.get(step) ?? 0) + share)
  return [...sums].flatMap(([conversation_id, visits]) => {
    const model = modelOf(conversation_id)
    if (model === null) return []
    const { seconds, prompt_tokens, output_tokens, n, known_model } = times.call(conversation_id, model)
    return [{ conversation_id, model, visits, seconds, tokens: prompt_tokens + output_tokens, n, known: known_model }]
  })
}

function chainOf(phase: Phase, secondsOf: (step: number) => number, modelOf: (step: number) => string | null): number {
  const within = new Map(phase.visits.map((visit) => [`${visit.step}/${visit.nth}`, visit]))
  return longestChain(within, secondsOf, modelOf).seconds
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
