import { type ChainLink, type HostCalls, readChainLinks, readHostCalls } from '../../db/batch-calls.ts'
import type { Query } from '../../db/engine.ts'
import { lowerBoundSeconds } from '../workflow/scheduler/lower-bound.ts'

/** Calls of models against the schedule's lower bound (workflow-3001, scheduling); all zero when no model ran. Seconds. */
export type LlmFigures = {
  /** Attempts that reached a model. */
  calls: number
  /** Models that hosts had to change to; a host's first one counts. */
  loads: number
  /** Fewest loads known to do: one of each model. */
  best_loads: number
  /** Of the time of the calls themselves, without loading, from what is recorded. */
  lower_bound_seconds: number
  /** From the first call's start to the last one's end. */
  makespan_seconds: number
  /** Makespan to lower bound: 1 is a schedule that nothing can beat. */
  ratio: number
  work_seconds: number
  prompt_tokens: number
  output_tokens: number
  hosts: number
  /** Calls that all hosts together answer at once. */
  slots: number
  by_model: {
    model: string
    calls: number
    work_seconds: number
    load_seconds: number
    prompt_tokens: number
    output_tokens: number
  }[]
  /** `utilisation`, 0 to 1: time of calls to the time that all slots had. */
  by_host: { host: string; calls: number; loads: number; busy_seconds: number; utilisation: number }[]
}

export const NO_CALLS: Readonly<LlmFigures> = {
  calls: 0,
  loads: 0,
  best_loads: 0,
  lower_bound_seconds: 0,
  makespan_seconds: 0,
  ratio: 0,
  work_seconds: 0,
  prompt_tokens: 0,
  output_tokens: 0,
  hosts: 0,
  slots: 0,
  by_model: [],
  by_host: [],
}

/** Figures of each named batch that called models; at most two statements, whatever the number of batches. */
export async function llmFigures(db: Query, batchIds: readonly string[]): Promise<Map<string, LlmFigures>> {
  const batches = Map.groupBy(await readHostCalls(db, batchIds), ({ batch_id }) => batch_id)
  // A chain can decide the bound only in a run that has more work than the bound of all work: such runs are as few as the slots.
  const undecided = [...batches].flatMap(([batch_id, rows]) => {
    const above = boundOf(rows, { seconds: 0, model: null }) - largestLoad(rows)
    return largest(rows, 'largest_run_seconds') > above ? [{ batch_id, above }] : []
  })
  const links = Map.groupBy(await readChainLinks(db, undecided), ({ batch_id }) => batch_id)
  return new Map([...batches].map(([id, rows]) => [id, figuresOf(rows, links.get(id) ?? [])]))
}

function figuresOf(rows: HostCalls[], links: readonly ChainLink[]): LlmFigures {
  const { hosts, slots } = serversOf(rows)
  const bound = longestChains(links).reduce(
    (most, chain) => Math.max(most, boundOf(rows, chain)),
    boundOf(rows, { seconds: 0, model: null }),
  )
  const makespan = largest(rows, 'last_end') - Math.min(...rows.map(({ first_start }) => first_start))
  const models = [...Map.groupBy(rows, ({ model }) => model)]
  return {
    calls: total(rows, 'calls'),
    loads: loadsOf(rows),
    best_loads: models.length,
    lower_bound_seconds: round(bound),
    makespan_seconds: round(makespan),
    ratio: bound === 0 ? 0 : round(makespan / bound),
    work_seconds: round(total(rows, 'work_seconds')),
    prompt_tokens: total(rows, 'prompt_tokens'),
    output_tokens: total(rows, 'output_tokens'),
    hosts,
    slots,
    by_model: models.map(([model, own]) => ({
      model,
      calls: total(own, 'calls'),
      work_seconds: round(total(own, 'work_seconds')),
      load_seconds: round(loadSeconds(own)),
      prompt_tokens: total(own, 'prompt_tokens'),
      output_tokens: total(own, 'output_tokens'),
    })),
    by_host: [...Map.groupBy(rows, ({ host }) => host)].map(([host, own]) => ({
      host,
      calls: total(own, 'calls'),
      loads: loadsOf(own),
      busy_seconds: round(total(own, 'busy_seconds')),
      utilisation: makespan === 0 ? 0 : round(total(own, 'busy_seconds') / (makespan * (slots / hosts))),
    })),
  }
}

/** What was in force when the batch began; for a batch that did not record it, or met more, what is seen in its calls. */
function serversOf(rows: readonly HostCalls[]): { hosts: number; slots: number; loaded: number } {
  const seen = new Set(rows.map(({ host }) => host)).size
  const recorded = rows[0]?.hosts ?? 0
  const hosts = Math.max(recorded, seen)
  const slots = (recorded > 0 && hosts === recorded ? rows[0]?.slots : 0) || Math.max(hosts, rows[0]?.most_at_once ?? 1)
  return { hosts, slots, loaded: rows[0]?.loaded || 1 }
}

/** A host that keeps all its models loads each once; one that keeps fewer loads at every change. */
function loadsOf(rows: readonly HostCalls[]): number {
  const { loaded } = serversOf(rows)
  const hosts = [...Map.groupBy(rows, ({ host }) => host).values()]
  return hosts.reduce((sum, own) => sum + (own.length <= loaded ? own.length : total(own, 'changes')), 0)
}

type Chain = { seconds: number; model: string | null }

function boundOf(rows: readonly HostCalls[], chain: Chain): number {
  const { hosts, slots } = serversOf(rows)
  const families = [...Map.groupBy(rows, ({ model }) => model).values()].map((own) => ({
    work_seconds: total(own, 'work_seconds'),
    load_seconds: loadSeconds(own),
  }))
  const first_load_seconds = loadSeconds(rows.filter(({ model }) => model === chain.model))
  return lowerBoundSeconds({
    families,
    slots: slots / hosts,
    hosts,
    longest_chain_seconds: chain.seconds,
    first_load_seconds,
  })
}

/** For each model that a chain begins with, the longest such chain of a run. */
function longestChains(links: readonly ChainLink[]): Chain[] {
  const chains = new Map<number, Chain>()
  const longest = new Map<string, Chain>()
  // Parents have smaller ids than their children: each is known when it is asked for.
  for (const { interaction_id, parent_ids, model, work_seconds } of links) {
    const before = parent_ids.reduce<Chain>(
      (most, parent) => {
        const chain = chains.get(parent)
        return chain && chain.seconds > most.seconds ? chain : most
      },
      { seconds: 0, model: null },
    )
    const chain = { seconds: before.seconds + work_seconds, model: before.model ?? model }
    chains.set(interaction_id, chain)
    if (chain.model !== null && chain.seconds > (longest.get(chain.model)?.seconds ?? 0))
      longest.set(chain.model, chain)
  }
  return [...longest.values()]
}

/** Mean load of one model over its hosts, 0 where it was in memory all the time. */
function loadSeconds(rows: readonly HostCalls[]): number {
  const seen = rows.flatMap(({ mean_load_seconds }) => (mean_load_seconds === null ? [] : [mean_load_seconds]))
  return seen.length === 0 ? 0 : seen.reduce((sum, seconds) => sum + seconds, 0) / seen.length
}

const largestLoad = (rows: readonly HostCalls[]) => Math.max(0, ...rows.map((row) => row.mean_load_seconds ?? 0))
const largest = (rows: readonly HostCalls[], of: 'largest_run_seconds' | 'last_end') =>
  Math.max(...rows.map((row) => row[of]))

type Summed = 'calls' | 'changes' | 'busy_seconds' | 'work_seconds' | 'prompt_tokens' | 'output_tokens'
const total = (rows: readonly HostCalls[], of: Summed) => rows.reduce((sum, row) => sum + row[of], 0)

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
