import { type ConversationRow, readActors } from '../../db/conversations.ts'
import type { Database } from '../../db/engine.ts'
import { type ClaimedInteraction, returnClaims } from '../../db/interactions.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { type ChainRow, readChainRows } from '../../db/workflow-runs.ts'
import { asWinnowError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { Advance } from './advance.ts'
import { type ChainRequest, chainRequest } from './chain.ts'
import type { ChainPerformer } from './chain-pool.ts'
import { commitChains, type FinishedChain } from './commit-chains.ts'
import type { Workflow } from './graph.ts'
import type { Refreshed, WorkflowPosting } from './posting.ts'
import { versionsInForce } from './versions.ts'

/** Asks a posting's source what became of it, before its chain starts and outside any transaction. */
export type Refresh = (posting: Pick<WorkflowPosting, 'posting_id' | 'posting_uid'>) => Promise<Refreshed>

export type ChainGroupOptions = {
  database: Database
  workflow: Workflow
  performer: ChainPerformer
  refresh: Refresh
  owner: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics?: Pick<Metrics, 'interactionEnded' | 'runEnded'>
}

/** A chain that starts after the entry has its refresh behind it. */
const NOT_ASKED: Refreshed = { outcome: 'RATE_LIMITED', reason: 'not asked again within a run' }

/** Carries claimed interactions on: reads their runs, performs their chains, commits them together, or singly when that fails. */
export function createChainGroup(options: ChainGroupOptions) {
  const { database, workflow, performer, refresh, owner, log, metrics } = options
  const { db } = database

  async function carryOn(
    held: readonly ClaimedInteraction[],
    conversations: readonly ConversationRow[],
  ): Promise<void> {
    const context = {
      models: [],
      versions: versionsInForce(workflow, conversations),
      prompt_versions: Object.fromEntries(conversations.map((row) => [row.conversation_id, row.prompt_version])),
    }
    const runs = [...new Set(held.map(({ workflow_run_id }) => workflow_run_id))]
    const rows = await readChainRows(
      db,
      runs,
      held.map(({ interaction_id }) => interaction_id),
    )
    const claimsOf = ({ workflow_run_id }: ChainRow) =>
      held.filter((claim) => claim.workflow_run_id === workflow_run_id)
    const requests = await Promise.all(
      rows.map(async (row) => {
        const claims = claimsOf(row)
        const atEntry = claims.some(({ conversation_id }) => conversation_id === workflow.entry)
        return chainRequest(row, claims, context, atEntry ? await refresh(row) : NOT_ASKED)
      }),
    )
    const advances = await performAll(requests)
    const chains = rows.flatMap((row, index): FinishedChain[] => {
      const [request, advance] = [requests[index], advances[index]]
      if (!request || !advance) return []
      const earlier = new Map(
        request.done.map((step) => [`${step.conversation_id}:${step.iteration}`, step.interaction_id]),
      )
      const { workflow_run_id, revision } = row
      return [{ workflow_run_id, revision, posting: request.posting, claimed: claimsOf(row), earlier, advance }]
    })
    await commit(chains, held)
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

  async function write(chains: readonly FinishedChain[]) {
    const actors = await readActors(db)
    const builtinActor = actors.get('builtin')
    if (builtinActor === undefined) throw new Error('the workflow is not installed')
    const writer = {
      owner,
      builtinActor,
      actorOf: () => builtinActor,
      depthOf: (conversation: number) => workflow.order.indexOf(conversation),
    }
    return retryTransaction(database, (tx) => commitChains(tx, chains, writer))
  }

  async function commit(chains: readonly FinishedChain[], held: readonly ClaimedInteraction[]): Promise<void> {
    try {
      const { committed, stale, late } = await write(chains)
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
      if (only && others.length === 0) return failAlone(only, error)
      log.warn({ err: error, chains: chains.length }, 'a shared commit failed; its chains are committed singly')
      for (const chain of chains) await commit([chain], held)
    }
  }

  function count({ performed, end }: Advance): void {
    for (const { conversation_id, failed, started, completed } of performed) {
      const name = workflow.steps.get(conversation_id)?.name ?? 'unknown'
      metrics?.interactionEnded(name, 'builtin', failed ? 'internal' : 'completed', (completed - started) / 1000)
    }
    if (end) metrics?.runEnded(end.status, end.status === 'completed' ? end.outcome : null)
  }

  async function failAlone(chain: FinishedChain, cause: unknown): Promise<void> {
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
    await write([failed]).catch((error) =>
      log.error({ err: error }, 'the failure could not be recorded; the lease will run out'),
    )
  }

  return { carryOn }
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
