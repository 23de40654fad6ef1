import type { ConversationRow } from '../../db/conversations.ts'
import type { Database } from '../../db/engine.ts'
import { type ClaimedInteraction, returnClaims } from '../../db/interactions.ts'
import { type ChainRow, readChainRows } from '../../db/workflow-runs.ts'
import { asWinnowError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { Advance } from './advance.ts'
import { type ChainRequest, chainContext, chainRequest } from './chain.ts'
import type { ChainPerformer } from './chain-pool.ts'
import type { ChainWriter } from './chain-writer.ts'
import type { FinishedChain } from './commit-chains.ts'
import type { Reach } from './fault-points.ts'
import type { Workflow } from './graph.ts'
import type { Models } from './models.ts'
import type { Refreshed } from './posting.ts'

/** Asks the sources of postings what became of them, before their chains start and outside any transaction; it ends early at the signal. */
export type Refresh = (postingIds: readonly number[], signal: AbortSignal) => Promise<ReadonlyMap<number, Refreshed>>

export type ChainGroupOptions = {
  database: Database
  workflow: Workflow
  performer: ChainPerformer
  refresh: Refresh
  write: ChainWriter
  reach?: Reach
  owner: string
  /** Fires when the process is stopping. */
  signal: AbortSignal
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics?: Pick<Metrics, 'interactionEnded' | 'runEnded'>
}

/** A chain that starts after the entry has its refresh behind it. */
const NOT_ASKED: Refreshed = { outcome: 'RATE_LIMITED', reason: 'not asked again within a run' }

/** Carries claimed interactions on: reads their runs, performs their chains, commits them together, or singly when that fails. */
export function createChainGroup(options: ChainGroupOptions) {
  const { database, workflow, performer, refresh, write, owner, signal, log, metrics } = options
  const { db } = database

  async function carryOn(
    held: readonly ClaimedInteraction[],
    conversations: readonly ConversationRow[],
    models: Models,
  ): Promise<void> {
    options.reach?.('chains claimed')
    const context = chainContext(workflow, conversations, models)
    const starting = held.filter(({ conversation_id }) => conversation_id === workflow.entry)
    // Before the postings are read: the run must see what a refresh stored.
    const refreshed =
      starting.length === 0
        ? new Map<number, Refreshed>()
        : await refresh(
            starting.map(({ posting_id }) => posting_id),
            signal,
          )
    const runs = [...new Set(held.map(({ workflow_run_id }) => workflow_run_id))]
    const rows = await readChainRows(
      db,
      runs,
      held.map(({ interaction_id }) => interaction_id),
    )
    const claimsOf = ({ workflow_run_id }: ChainRow) =>
      held.filter((claim) => claim.workflow_run_id === workflow_run_id)
    const requests = rows.map((row) => {
      return chainRequest(row, claimsOf(row), context, refreshed.get(row.posting_id) ?? NOT_ASKED)
    })
    const advances = await performAll(requests)
    options.reach?.('chains performed')
    const chains = rows.flatMap((row, index): FinishedChain[] => {
      const [request, advance] = [requests[index], advances[index]]
      return request && advance ? [finishedChain(row, request, claimsOf(row), advance)] : []
    })
    await commit(chains, held, models)
  }

  /** One text that breaks its thread costs its own run, not its neighbours'. */
  async function performAll(requests: ChainRequest[]): Promise<Advance[]> {
    try {
      return await performer.perform(requests)
    } catch (error) {
      const [only, ...others] = requests
      if (others.length === 0 && only) return [brokenChain(only, error)]
      log.warn({ err: error, chains: requests.length }, 'a group of chains broke; each is performed by itself')
      const singly: Advance[] = []
      for (const request of requests) singly.push(...(await performAll([request])))
      return singly
    }
  }

  async function commit(
    chains: readonly FinishedChain[],
    held: readonly ClaimedInteraction[],
    models: Models,
  ): Promise<void> {
    try {
      const { committed, stale, late } = await write(chains, models)
      options.reach?.('chains committed')
      for (const chain of chains) if (committed.includes(chain.workflow_run_id)) count(chain.advance)
      if (late.length > 0) log.info({ runs: late }, 'late answers discarded')
      const again = held.filter(({ workflow_run_id }) => stale.includes(workflow_run_id))
      await returnClaims(
        db,
        owner,
        again.map(({ interaction_id }) => interaction_id),
      )
    } catch (error) {
      // A lost database is nobody's fault here: the leases run out and the work is done again.
      if (asWinnowError(error).code === 'DATABASE_BUSY') throw error
      const [only, ...others] = chains
      if (only && others.length === 0) return failAlone(only, error, models)
      log.warn({ err: error, chains: chains.length }, 'a shared commit failed; its chains are committed singly')
      for (const chain of chains) await commit([chain], held, models)
    }
  }

  function count({ performed, end }: Advance): void {
    for (const { conversation_id, failed, started, completed } of performed) {
      const name = workflow.steps.get(conversation_id)?.name ?? 'unknown'
      metrics?.interactionEnded(name, 'builtin', failed ? 'internal' : 'completed', (completed - started) / 1000)
    }
    if (end) metrics?.runEnded(end.status, end.status === 'completed' ? end.outcome : null)
  }

  async function failAlone(chain: FinishedChain, cause: unknown, models: Models): Promise<void> {
    log.error({ err: cause, workflow_run_id: chain.workflow_run_id }, 'a chain could not be committed')
    const reason = 'its results could not be stored'
    const [first] = chain.advance.performed
    const performed = first
      ? [{ ...first, failed: true, output: { error: reason, data: { error: reason }, fault: 'internal' as const } }]
      : []
    const failed: FinishedChain = {
      ...chain,
      advance: { performed, heads: [], effects: {}, end: { status: 'failed', reason } },
    }
    await write([failed], models).catch((error) =>
      log.error({ err: error }, 'the failure could not be recorded; the lease will run out'),
    )
  }

  return { carryOn }
}

/** A chain's outcome with what its commit needs to know of the run. */
export function finishedChain(
  row: ChainRow,
  request: ChainRequest,
  claimed: readonly ClaimedInteraction[],
  advance: Advance,
  calls: FinishedChain['calls'] = new Map(),
): FinishedChain {
  const earlier = new Map(
    request.done.map(({ conversation_id, iteration, interaction_id, model }) => [
      `${conversation_id}:${iteration}`,
      { interaction_id, model },
    ]),
  )
  const { workflow_run_id, revision } = row
  const batch_id = claimed[0]?.batch_id ?? null
  return { workflow_run_id, batch_id, revision, posting: request.posting, claimed, earlier, advance, calls }
}

/** What stands for a chain that could not be performed at all: its first step failed. */
function brokenChain({ claimed }: ChainRequest, cause: unknown): Advance {
  const error = cause instanceof Error ? cause.message : String(cause)
  const now = performance.timeOrigin + performance.now()
  const performed = claimed.slice(0, 1).map(({ conversation_id, iteration }) => ({
    key: `${conversation_id}:${iteration}`,
    conversation_id,
    iteration,
    parents: [],
    input: { slots: {}, prompt_version: 1 },
    output: { error, data: { error }, fault: 'internal' as const },
    failed: true,
    created: now,
    started: now,
    completed: now,
  }))
  return { performed, heads: [], effects: {}, end: { status: 'failed', reason: error } }
}
