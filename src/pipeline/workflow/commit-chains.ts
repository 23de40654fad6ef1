import type { Tx } from '../../db/engine.ts'
import { cancelOpenSteps } from '../../db/failed-attempts.ts'
import {
  announceWork,
  completeHeld,
  insertInteractions,
  type NewInteraction,
  reserveIds,
} from '../../db/interactions.ts'
import { openTickets, recordErrors, replaceSkills, saveResults } from '../../db/results.ts'
import { changeRuns, lockContents, lockRuns, type RunChange } from '../../db/workflow-runs.ts'
import type { Advance, Performed } from './advance.ts'
import type { WorkflowPosting } from './posting.ts'
import { resultOf, skillRows, ticketOf } from './results-of-chain.ts'
import { priorityOf } from './scheduler/priority.ts'

/** One run's chain, done in memory and ready to be written. */
export type FinishedChain = {
  workflow_run_id: number
  batch_id: string | null
  revision: number
  posting: Pick<WorkflowPosting, 'posting_id' | 'content_hash' | 'versions'>
  claimed: readonly { interaction_id: number; conversation_id: number; iteration: number; attempt: number }[]
  /** Ids of steps done earlier in the run, by key, as parents of what follows. */
  earlier: ReadonlyMap<string, EarlierStep>
  advance: Advance
  /** The claimed steps that a model performed, by key. */
  calls: ReadonlyMap<string, ModelCall>
}

export type EarlierStep = { interaction_id: number; model: string }

/** What the ledger keeps of a model's call. */
export type ModelCall = {
  model_used: string
  temperature: number
  prompt_tokens: number
  output_tokens: number
  load_ms: number
  host: string
  request_hash: string
}

export type Writer = {
  owner: string
  /** Ids of the actors by name: `builtin` and every model. */
  actors: ReadonlyMap<string, number>
  /** The model that is to perform a conversation; `builtin` where code does. */
  modelOf(conversation: number): string
}

export type Committed = { committed: number[]; stale: number[]; late: number[] }

/**
 * Writes chains in the transaction given: held interactions completed, fused ones inserted, results saved, runs moved on. A chain
 * whose run or posting changed since it was read is `stale` (decide again); one whose interaction is no longer held is `late` (discard). Neither
 * leaves a trace, and neither stops the others.
 */
export async function commitChains(tx: Tx, chains: readonly FinishedChain[], writer: Writer): Promise<Committed> {
  const runs = await lockRuns(
    tx,
    chains.map(({ workflow_run_id }) => workflow_run_id),
  )
  const contents = await lockContents(
    tx,
    chains.map(({ posting }) => posting.posting_id),
  )
  const active = (chain: FinishedChain) =>
    ['pending', 'running'].includes(runs.get(chain.workflow_run_id)?.status ?? '')
  const fresh = ({ workflow_run_id, revision, posting }: FinishedChain) =>
    runs.get(workflow_run_id)?.revision === revision &&
    (contents.get(posting.posting_id) ?? '') === posting.content_hash
  const stale = chains.filter((chain) => active(chain) && !fresh(chain))
  const current = chains.filter((chain) => active(chain) && fresh(chain))

  const held = current.flatMap((chain) => chain.claimed.flatMap((claim) => completionOf(chain, claim, writer)))
  const completed = await completeHeld(tx, held)
  const kept = current.filter(({ claimed, advance }) =>
    claimed.every((claim) => completed.has(claim.interaction_id) || isHead(advance, claim.conversation_id)),
  )
  const late = chains.filter((chain) => !stale.includes(chain) && !kept.includes(chain))

  const rows = await newInteractions(tx, kept, writer)
  await insertInteractions(
    tx,
    rows.flatMap(({ interactions }) => interactions),
  )
  await saveResults(
    tx,
    rows.map(({ chain, ids }) => resultOf(chain, ids)),
  )
  const withSkills = kept.filter(({ advance }) => advance.effects.skills)
  await replaceSkills(
    tx,
    withSkills.map(({ posting }) => posting.posting_id),
    withSkills.flatMap(skillRows),
  )
  await openTickets(tx, kept.flatMap(ticketOf))
  await recordErrors(
    tx,
    rows.flatMap(({ chain, ids }) => errorOf(chain, ids)),
  )
  await changeRuns(tx, kept.map(runChange))
  await cancelOpenSteps(
    tx,
    kept.flatMap(({ workflow_run_id, advance }) => (advance.end ? [workflow_run_id] : [])),
  )
  if (kept.some(({ advance }) => advance.heads.length > 0)) await announceWork(tx)
  const ids = (list: readonly FinishedChain[]) => list.map(({ workflow_run_id }) => workflow_run_id)
  return { committed: ids(kept), stale: ids(stale), late: ids(late) }
}

function isHead(advance: Advance, conversation: number): boolean {
  return advance.heads.some(({ conversation_id }) => conversation_id === conversation)
}

const keyOf = ({ conversation_id, iteration }: { conversation_id: number; iteration: number }) =>
  `${conversation_id}:${iteration}`

function completionOf(chain: FinishedChain, claim: FinishedChain['claimed'][number], writer: Writer) {
  const performed = chain.advance.performed.find(({ key }) => key === keyOf(claim))
  if (!performed) return []
  const { input, output, failed, started, completed } = performed
  const call = chain.calls.get(performed.key)
  return [
    {
      interaction_id: claim.interaction_id,
      attempt: claim.attempt,
      owner: writer.owner,
      actor_id: actorId(writer, call?.model_used ?? 'builtin'),
      model_used: 'builtin',
      temperature: null,
      ...call,
      input,
      output,
      failed,
      started_at: iso(started),
      completed_at: iso(completed),
    },
  ]
}

function actorId({ actors }: Writer, name: string): number {
  const id = actors.get(name)
  if (id === undefined) throw new RangeError(`there is no actor "${name}"`)
  return id
}

type WithIds = { chain: FinishedChain; ids: Map<string, number>; interactions: NewInteraction[] }

async function newInteractions(tx: Tx, chains: readonly FinishedChain[], writer: Writer): Promise<WithIds[]> {
  const isClaimed = (chain: FinishedChain, key: string) => chain.claimed.some((claim) => keyOf(claim) === key)
  const fresh = chains.map((chain) => ({
    chain,
    performed: chain.advance.performed.filter(({ key }) => !isClaimed(chain, key)),
    heads: chain.advance.heads.filter(({ key }) => !isClaimed(chain, key)),
  }))
  const reserved = await reserveIds(
    tx,
    fresh.reduce((sum, { performed, heads }) => sum + performed.length + heads.length, 0),
  )
  let next = 0
  return fresh.map(({ chain, performed, heads }) => {
    const ids = new Map([...chain.earlier].map(([key, { interaction_id }]) => [key, interaction_id]))
    for (const claim of chain.claimed) ids.set(keyOf(claim), claim.interaction_id)
    for (const { key } of [...performed, ...heads]) ids.set(key, reserved[next++] as number)
    const base = (node: {
      key: string
      conversation_id: number
      iteration: number
      parents: string[]
      created: number
    }) => ({
      interaction_id: ids.get(node.key) as number,
      workflow_run_id: chain.workflow_run_id,
      posting_id: chain.posting.posting_id,
      conversation_id: node.conversation_id,
      iteration: node.iteration,
      priority: priorityOf({ ...chain, conversation_id: node.conversation_id }),
      parent_ids: node.parents.flatMap((parent) => ids.get(parent) ?? []),
      created_at: iso(node.created),
    })
    const interactions: NewInteraction[] = [
      ...performed.map((node: Performed) => ({
        ...base(node),
        actor_id: actorId(writer, 'builtin'),
        model_used: 'builtin',
        status: node.failed ? ('failed' as const) : ('completed' as const),
        input: node.input,
        output: node.output,
        started_at: iso(node.started),
        completed_at: iso(node.completed),
      })),
      ...heads.map((node) => ({
        ...base(node),
        actor_id: actorId(writer, writer.modelOf(node.conversation_id)),
        status: 'pending' as const,
      })),
    ]
    return { chain, ids, interactions }
  })
}

function errorOf({ posting, workflow_run_id, advance }: FinishedChain, ids: Map<string, number>) {
  const failed = advance.performed.find((node) => node.failed)
  if (!failed && advance.end?.status !== 'failed') return []
  const last = failed ?? advance.performed.at(-1)
  return [
    {
      workflow_run_id,
      posting_id: posting.posting_id,
      conversation_id: last?.conversation_id ?? 0,
      interaction_id: (last && ids.get(last.key)) ?? 0,
      error_code: failed ? 'ACTOR_FAILED' : 'RUN_INCOMPLETE',
      message: advance.end?.status === 'failed' ? advance.end.reason : 'failed',
    },
  ]
}

function runChange({ workflow_run_id, posting, advance }: FinishedChain): RunChange {
  const { end, performed, heads } = advance
  const first = performed[0] ?? heads[0]
  const last = performed.reduce((latest, { completed }) => Math.max(latest, completed), first?.created ?? 0)
  return {
    workflow_run_id,
    input_hash: posting.content_hash,
    status: end?.status ?? 'running',
    outcome: end?.status === 'completed' ? end.outcome : null,
    outcome_reason: end?.reason ?? null,
    started_at: iso(performed[0]?.started ?? first?.created ?? last),
    completed_at: end ? iso(last) : null,
  }
}

/** Milliseconds since the epoch with fractions as a PostgreSQL timestamp with microseconds. */
export function iso(milliseconds: number): string {
  const whole = Math.floor(milliseconds)
  const micros = Math.floor((milliseconds - whole) * 1000)
  return new Date(whole).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`)
}
