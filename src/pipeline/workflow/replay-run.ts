import { appendAudit } from '../../db/audit.ts'
import type { Database, Tx } from '../../db/engine.ts'
import { announceWork } from '../../db/interactions.ts'
import { copyInteractions, lockReplayedRun, markOutdated, type ReplayedRun, startReplay } from '../../db/replay-runs.ts'
import { insertHeads, type LedgerStep, readLedgerSteps } from '../../db/retry-runs.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { errors } from '../../errors.ts'
import type { Step } from './definition.ts'
import { downstream, frontier, type KeptStep } from './frontier.ts'
import type { Workflow } from './graph.ts'
import { keptSteps } from './retry-failed.ts'
import { priorityOf } from './scheduler/priority.ts'

/** The result that each check step would find current, and skip. */
const CHECKED: Record<number, string> = { 9184: 'extracted_summary', 9185: 'skill_keywords' }

/**
 * Runs a posting's workflow again from a conversation on (its id or its name). A new run outside any batch takes over what the earlier
 * one has completed, but for that conversation and all that follows from it, and performs only the rest. Resolves to the new run's number.
 * Throws RUN_NOT_FOUND, CONVERSATION_NOT_FOUND, CONVERSATION_NOT_REACHED with those that were, or CONFLICT while a run of the posting is
 * active and when what would be taken over no longer fits it.
 */
export function createReplayRun({ database, workflow }: { database: Database; workflow: Workflow }) {
  async function replay(tx: Tx, runId: number, step: Step, by: string): Promise<number> {
    const run = await lockReplayedRun(tx, runId)
    if (!run) throw errors.runNotFound(runId)
    refuse(run, workflow)
    const steps = await readLedgerSteps(tx, [runId])
    const kept = keptBefore(workflow, steps, step.id)
    const heads = frontier(workflow, kept)
    if (!heads.some(({ conversation_id }) => conversation_id === step.id))
      throw errors.conversationNotReached(runId, step.name, reached(workflow, steps))
    const trigger = `replay of run ${runId} from ${step.name} by ${by}`
    const id = await startReplay(tx, runId, trigger, kept.length === 0 ? 'pending' : 'running')
    const copies = await copyInteractions(tx, id, kept)
    await insertHeads(
      tx,
      heads.map(({ parent_ids, ...head }) => ({
        ...head,
        workflow_run_id: id,
        priority: priorityOf({ ...head, workflow_run_id: id, batch_id: null }),
        parent_ids: parent_ids.flatMap((parent) => copies.get(parent) ?? []),
      })),
    )
    const again = Object.keys(CHECKED)
      .map(Number)
      .filter((check) => !kept.some((one) => one.conversation_id === check))
    await markOutdated(
      tx,
      run.posting_id,
      again.flatMap((check) => CHECKED[check] ?? []),
    )
    const detail = { from: step.id, new_run: id, taken_over: kept.length }
    await appendAudit(tx, { actor: by, action: 'run.replay', subject: String(runId), detail })
    await announceWork(tx)
    return id
  }

  return async (runId: number, from: string | number, by: string): Promise<number> => {
    const step = [...workflow.steps.values()].find(({ id, name }) => String(id) === String(from) || name === from)
    if (!step) throw errors.conversationNotFound(from)
    return retryTransaction(database, (tx) => replay(tx, runId, step, by))
  }
}

function refuse(run: ReplayedRun, workflow: Workflow): void {
  const active = ['pending', 'running'].includes(run.status) ? run.workflow_run_id : run.active_run
  if (active !== null)
    throw errors.conflict(`Run ${active} of this posting has not ended.`, 'Wait for that run, or cancel its batch.')
  const startNew = 'Start a new run of the posting: "winnow run --posting-id ID".'
  if (run.text_changed)
    throw errors.conflict(`The posting's text has changed since run ${run.workflow_run_id}.`, startNew)
  if (run.definition_version !== workflow.version)
    throw errors.conflict(`The workflow has changed since run ${run.workflow_run_id}.`, startNew)
  if (run.rolled_back)
    throw errors.conflict(`Run ${run.workflow_run_id} was rolled back.`, `Undo the rollback first. ${startNew}`)
  if (run.newer_run !== null)
    throw errors.conflict(
      `Run ${run.newer_run} has left newer results on the posting.`,
      `Replay run ${run.newer_run} instead.`,
    )
}

/** What stays of a run when it goes on from the first execution of `from`: everything but that and what can follow from it. */
export function keptBefore(workflow: Workflow, steps: readonly LedgerStep[], from: number): KeptStep[] {
  const completed = keptSteps(steps)
  const first = steps.find(({ conversation_id }) => conversation_id === from)
  const before = ancestors(steps, first?.parent_ids ?? [])
  const after = downstream(workflow, from)
  return completed.filter(
    ({ interaction_id, conversation_id }) =>
      before.has(interaction_id) || (conversation_id !== from && !after.has(conversation_id)),
  )
}

function ancestors(steps: readonly LedgerStep[], parents: readonly number[]): Set<number> {
  const byId = new Map(steps.map((step) => [step.interaction_id, step]))
  const found = new Set<number>()
  const waiting = [...parents]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    waiting.push(...(byId.get(id)?.parent_ids ?? []))
  }
  return found
}

/** Names of the conversations that a run performed or tried, in their order: those that it can be replayed from. */
function reached(workflow: Workflow, steps: readonly LedgerStep[]): string[] {
  const tried = new Set(
    steps.flatMap(({ status, conversation_id }) => (['completed', 'failed'].includes(status) ? [conversation_id] : [])),
  )
  return workflow.order.flatMap((id) => (tried.has(id) ? (workflow.steps.get(id)?.name ?? []) : []))
}
