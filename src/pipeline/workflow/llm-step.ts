import { randomBytes } from 'node:crypto'
import type { Database } from '../../db/engine.ts'
import { type AttemptEnd, type FailedAttempt, failAttempt } from '../../db/failed-attempts.ts'
import { type ClaimedInteraction, returnClaims } from '../../db/interactions.ts'
import { recordErrors } from '../../db/results.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { type ChainRow, lockRuns, readChainRows } from '../../db/workflow-runs.ts'
import { asWinnowError, errors } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { InteractionOutcome, Metrics } from '../../metrics.ts'
import { faultOwner } from '../llm/fault.ts'
import type { LlmAnswer, LlmPort, Message } from '../llm/port.ts'
import { type Answered, chainContext, chainRequest, type Question } from './chain.ts'
import { finishedChain } from './chain-group.ts'
import type { ChainPerformer } from './chain-pool.ts'
import type { FinishedQuestion } from './chain-work.ts'
import type { ChainWriter } from './chain-writer.ts'
import { iso } from './commit-chains.ts'
import type { Reach } from './fault-points.ts'
import type { Workflow } from './graph.ts'
import { type Attempt, callModel, callOf, endOfJob, newAttempt, type StepSetting } from './llm-attempt.ts'
import type { Models } from './models.ts'
import type { JobEnd } from './scheduler/work-list.ts'

export type LlmStepOptions = {
  database: Database
  workflow: Workflow
  performer: ChainPerformer
  write: ChainWriter
  reach?: Reach
  owner: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics?: Pick<Metrics, 'interactionEnded' | 'runEnded' | 'modelCalled'>
}

/** Two workers that share a run may overtake each other: the decision is taken again, the answer is kept. */
const DECIDED_AGAIN = 10

/**
 * Performs one claimed step with a model: puts it into words, asks, repairs an unusable answer once, and commits what follows. Never
 * rejects: a fault is recorded by its owner, and an answer that comes too late is discarded and said so.
 */
export function createLlmStep(options: LlmStepOptions) {
  const { database, workflow, performer, write, owner, log, metrics } = options
  const { db } = database
  const now = () => performance.timeOrigin + performance.now()

  /** Steps in hand: when each was begun, and how to stop it. */
  const inHand = new Map<number, { begun: number; stop: AbortController }>()

  async function perform(
    claim: ClaimedInteraction,
    setting: StepSetting,
    llm: LlmPort,
    stopped: AbortSignal,
  ): Promise<JobEnd> {
    const attempt = newAttempt(claim, setting, llm.host, now())
    const stop = new AbortController()
    inHand.set(claim.interaction_id, { begun: Date.now(), stop })
    const signal = AbortSignal.any([stopped, stop.signal])
    try {
      await ask(attempt, setting, llm, signal)
      return 'done'
    } catch (error) {
      return signal.aborted ? giveBack(attempt, stop.signal.aborted) : settle(error, attempt)
    } finally {
      inHand.delete(claim.interaction_id)
    }
  }

  async function ask(attempt: Attempt, setting: StepSetting, llm: LlmPort, signal: AbortSignal): Promise<void> {
    const { claim, started } = attempt
    options.reach?.('step claimed')
    const row = await readRow(claim)
    if (!row) return discard(attempt, 'its run is gone')
    const question = questionOf(row, claim, setting)
    const prepared = await performer.prepare(question)
    attempt.input = prepared.input
    options.reach?.('step put into words')
    if (prepared.kind === 'fault') return void (await fail(attempt, prepared.fault, prepared.code, prepared.message))
    attempt.request_hash = prepared.request_hash
    const answer = async (messages: Message[]): Promise<Answered> => {
      const { text } = await calling(llm, attempt, { messages, format: prepared.format }, signal)
      options.reach?.('step answered')
      return { text, input: prepared.input, started, completed: now(), repaired: attempt.calls.length > 1 }
    }
    let answered = await answer(prepared.messages)
    let finished = await performer.finish({ question, answered })
    if (finished.read.kind === 'invalid') {
      answered = await answer(finished.read.repair)
      finished = await performer.finish({ question, answered })
    }
    const { read } = finished
    options.reach?.('step read')
    if (read.kind === 'invalid' && !finished.advance) await fail(attempt, 'content', read.code, read.message)
    else await commit(row, question, answered, finished, attempt, setting.models)
  }

  async function calling(...given: Parameters<typeof callModel> extends [...infer Most, unknown] ? Most : never) {
    const [, attempt] = given
    const answer: LlmAnswer = await callModel(...given, now)
    metrics?.modelCalled(attempt.family.model, answer)
    return answer
  }

  async function readRow({ workflow_run_id, interaction_id }: ClaimedInteraction): Promise<ChainRow | undefined> {
    const [row] = await readChainRows(db, [workflow_run_id], [interaction_id])
    return row
  }

  function questionOf(row: ChainRow, claim: ClaimedInteraction, { conversation, ...setting }: StepSetting): Question {
    const context = chainContext(workflow, setting.conversations, setting.models)
    const family = setting.models.get(claim.conversation_id)
    return {
      chain: chainRequest(row, [claim], context, { outcome: 'RATE_LIMITED', reason: 'not asked again within a run' }),
      conversation_id: claim.conversation_id,
      iteration: claim.iteration,
      template: conversation.prompt_template ?? '',
      prompt_version: conversation.prompt_version,
      boundary: randomBytes(12).toString('hex'),
      num_ctx: family?.num_ctx ?? conversation.num_ctx,
      max_tokens: conversation.max_tokens,
    }
  }

  async function commit(
    row: ChainRow,
    question: Question,
    answered: Answered,
    finished: FinishedQuestion,
    attempt: Attempt,
    models: Models,
  ): Promise<void> {
    const { claim } = attempt
    const key = `${claim.conversation_id}:${claim.iteration}`
    let [current, asked, outcome] = [row, question, finished]
    for (let round = 0; round < DECIDED_AGAIN; round++) {
      if (!outcome.advance) throw errors.internal(new Error('an answer without an outcome'))
      const chain = finishedChain(current, asked.chain, [claim], outcome.advance, new Map([[key, callOf(attempt)]]))
      const { committed, stale } = await write([chain], models)
      options.reach?.('step committed')
      if (committed.length > 0) return count(attempt, 'completed', outcome.advance)
      if (stale.length === 0) return discard(attempt, 'its lease was lost or its run has ended')
      const fresh = await readRow(claim)
      if (!fresh) return discard(attempt, 'its run is gone')
      if (fresh.content_hash !== row.content_hash) {
        // The answer is about a text that the posting no longer has.
        await returnClaims(db, owner, [claim.interaction_id])
        return count(attempt, 'discarded')
      }
      current = fresh
      asked = { ...question, chain: { ...questionFrom(question, fresh, claim) } }
      outcome = await performer.finish({ question: asked, answered })
    }
    log.warn({ interaction_id: claim.interaction_id }, 'a step was overtaken too often; it waits again')
    await returnClaims(db, owner, [claim.interaction_id])
  }

  function questionFrom({ chain }: Question, fresh: ChainRow, claim: ClaimedInteraction) {
    const context = { models: chain.models, versions: chain.posting.versions, prompt_versions: chain.prompt_versions }
    return chainRequest(fresh, [claim], context, chain.posting.refreshed)
  }

  /** A stopped step is nobody's fault: it waits again, unless it was taken away. */
  async function giveBack(attempt: Attempt, lost: boolean): Promise<JobEnd> {
    if (lost) await discard(attempt, 'it was cancelled or taken away')
    else
      await returnClaims(db, owner, [attempt.claim.interaction_id]).catch((cause) =>
        log.warn({ err: cause }, 'a stopped step could not be given back; its lease runs out'),
      )
    return 'done'
  }

  async function settle(error: unknown, attempt: Attempt): Promise<JobEnd> {
    const { interaction_id } = attempt.claim
    const known = asWinnowError(error)
    const overdue = known.code === 'LLM_TIMEOUT'
    const message = overdue ? `watchdog: ran longer than ${attempt.conversation.timeout_seconds} s` : known.message
    const fault = overdue ? 'watchdog' : faultOwner(error)
    if (fault === 'internal') log.error({ err: error, interaction_id }, 'a step for a model broke')
    await fail(attempt, fault, known.code, message).catch((cause) =>
      log.error({ err: cause, interaction_id }, 'a failure could not be recorded; the lease runs out'),
    )
    return endOfJob(known)
  }

  async function fail(
    attempt: Attempt,
    fault: FailedAttempt['fault'],
    error_code: string,
    error: string,
  ): Promise<AttemptEnd> {
    const { claim, input } = attempt
    const completed = now()
    const row = {
      ...callOf(attempt),
      interaction_id: claim.interaction_id,
      attempt: claim.attempt,
      owner,
      actor_id: 0,
      input,
      output: null,
      started_at: iso(attempt.started),
      completed_at: iso(completed),
      fault,
      error_code,
      error,
    }
    const end = await retryTransaction(database, async (tx) => {
      await lockRuns(tx, [claim.workflow_run_id])
      return failAttempt(tx, row)
    })
    options.reach?.('attempt failed')
    if (end === 'late') await discard(attempt, 'its lease was lost or its run has ended')
    else count(attempt, fault)
    if (end === 'needs_review' || end === 'failed') metrics?.runEnded(end, null)
    const { interaction_id, workflow_run_id } = claim
    log.warn(
      { interaction_id, workflow_run_id, conversation: attempt.claim.conversation_id, fault, code: error_code, end },
      error,
    )
    return end
  }

  /** A late answer changes nothing, and is told: what a model did in vain is a figure. */
  async function discard(attempt: Attempt, why: string): Promise<void> {
    const { interaction_id, workflow_run_id, posting_id, conversation_id } = attempt.claim
    log.info({ interaction_id, workflow_run_id }, `late answer discarded: ${why}`)
    count(attempt, 'discarded')
    const row = { workflow_run_id, posting_id, conversation_id, interaction_id, message: why }
    await database.transaction((tx) => recordErrors(tx, [{ ...row, error_code: 'ANSWER_DISCARDED' }]))
  }

  function count(attempt: Attempt, outcome: InteractionOutcome, advance?: FinishedQuestion['advance']): void {
    const seconds = (now() - attempt.started) / 1000
    metrics?.interactionEnded(nameOf(attempt.claim.conversation_id), attempt.family.model, outcome, seconds)
    for (const { conversation_id, started, completed } of advance?.performed.slice(1) ?? [])
      metrics?.interactionEnded(nameOf(conversation_id), 'builtin', 'completed', (completed - started) / 1000)
    const end = advance?.end
    if (end) metrics?.runEnded(end.status, end.status === 'completed' ? end.outcome : null)
  }

  function nameOf(conversation: number): string {
    return workflow.steps.get(conversation)?.name ?? 'unknown'
  }

  /**
   * Stops the steps that were begun before `since` and are not among `held` any more: cancelled, failed by hand or by the watchdog.
   * Their slots are free at once.
   */
  function keepOnly(held: ReadonlySet<number>, since: number): void {
    for (const [id, { begun, stop }] of inHand) if (begun < since && !held.has(id)) stop.abort()
  }

  return { perform, keepOnly }
}
