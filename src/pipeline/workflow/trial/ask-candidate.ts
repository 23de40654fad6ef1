import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationRow } from '../../../db/conversations.ts'
import type { AnswerCost, TriedInteraction } from '../../../db/tried-interactions.ts'
import { readChainRows } from '../../../db/workflow-runs.ts'
import { asWinnowError, errors } from '../../../errors.ts'
import { faultOwner } from '../../llm/fault.ts'
import type { Family, LlmAnswer, LlmRequest } from '../../llm/port.ts'
import type { AskOutput } from '../asks/create-asks.ts'
import { chainContext, chainRequest, type Question } from '../chain.ts'
import { endOfJob } from '../llm-attempt.ts'
import type { Models } from '../models.ts'
import type { TrialOptions } from './run-trial.ts'

/** Rows and models as they would be after a switch to the candidate. */
export type Switched = {
  conversation: ConversationRow
  conversations: readonly ConversationRow[]
  models: Models
  family: Family
}

/** `cost` sums the calls that brought an answer; null when none did. */
export type CandidateAnswer = { output: AskOutput | { fault: string }; repaired: boolean; cost: AnswerCost | null }

/** Nothing is fetched in a trial. */
const NOT_FETCHED = { outcome: 'RATE_LIMITED', reason: 'a trial' } as const
/** Pauses before a call that failed by the server or the network is made again. */
const PAUSES_MS = [1_000, 5_000, 20_000]

/**
 * Asks the candidate what an interaction was asked; undefined when the posting's text has changed since. Rejects with what is neither
 * the candidate's doing nor passing: a missing model, a server that stays away, an abort.
 */
export async function askCandidate(
  options: TrialOptions,
  switched: Switched,
  tried: TriedInteraction,
  signal: AbortSignal,
): Promise<CandidateAnswer | undefined> {
  const { database, performer } = options
  const [row] = await readChainRows(database.db, [tried.workflow_run_id], [tried.interaction_id])
  if (!row || !sameText(tried, row.content_hash)) return undefined
  const { conversation, conversations, models, family } = switched
  // What came after the interaction was not there to be read when it ran.
  const before = { ...row, done: (row.done ?? []).filter((step) => step.interaction_id < tried.interaction_id) }
  const context = chainContext(options.workflow, conversations, models)
  const question: Question = {
    chain: chainRequest(before, [{ ...tried, batch_id: null }], context, NOT_FETCHED),
    conversation_id: tried.conversation_id,
    iteration: tried.iteration,
    template: conversation.prompt_template ?? '',
    prompt_version: conversation.prompt_version,
    boundary: randomBytes(12).toString('hex'),
    num_ctx: family.num_ctx,
    max_tokens: conversation.max_tokens,
  }
  const answers: LlmAnswer[] = []
  const answered = (output: CandidateAnswer['output']) => ({
    output,
    repaired: answers.length > 1,
    cost: costOf(answers),
  })
  try {
    const prepared = await performer.prepare(question)
    if (prepared.kind === 'fault') return answered({ fault: prepared.message })
    const { temperature, max_tokens } = conversation
    const read = async (messages: LlmRequest['messages']) => {
      const request = { family, messages, format: prepared.format, temperature, seed: 1, max_tokens }
      const answer = await callSteadily(options, switched, request, signal)
      answers.push(answer)
      const times = { started: 0, completed: 0, repaired: answers.length > 1 }
      return (await performer.finish({ question, answered: { text: answer.text, input: prepared.input, ...times } }))
        .read
    }
    let outcome = await read(prepared.messages)
    if (outcome.kind === 'invalid') outcome = await read(outcome.repair)
    return answered(outcome.kind === 'invalid' ? { fault: outcome.message } : outcome.output)
  } catch (error) {
    const { code, message } = asWinnowError(error)
    if (signal.aborted || (faultOwner(error) !== 'content' && code !== 'LLM_TIMEOUT')) throw error
    return answered({ fault: message })
  }
}

const PASSING = new Set(['LLM_BUSY', 'LLM_UNREACHABLE', 'LLM_FAILED'])

async function callSteadily(
  options: TrialOptions,
  switched: Switched,
  request: LlmRequest,
  signal: AbortSignal,
): Promise<LlmAnswer> {
  for (const pause of options.pausesMs ?? PAUSES_MS) {
    try {
      return await callOnce(options, switched, request, signal)
    } catch (error) {
      if (signal.aborted || !PASSING.has(asWinnowError(error).code)) throw error
      await sleep(pause, undefined, { signal })
    }
  }
  return callOnce(options, switched, request, signal)
}

async function callOnce(
  { calls, times, metrics }: TrialOptions,
  { conversation: { conversation_id, timeout_seconds }, family }: Switched,
  request: LlmRequest,
  signal: AbortSignal,
): Promise<LlmAnswer> {
  const answer = await calls.ask({
    family,
    expected_seconds: times.expectedSeconds(conversation_id, family.model),
    signal,
    endOf: (error) => endOfJob(asWinnowError(error)),
    call: async (llm, stopped) => {
      // Its time begins here: what it waited for its turn is not the model's.
      const overdue = AbortSignal.timeout(timeout_seconds * 1000)
      try {
        return await llm.generate(request, AbortSignal.any([stopped, overdue]))
      } catch (error) {
        throw overdue.aborted && !stopped.aborted ? errors.llmTimeout(family.model, timeout_seconds) : error
      }
    },
  })
  metrics?.modelCalled(family.model, answer)
  return answer
}

/** Slots that the posting fills carry its content hash; what other steps fill never changes. */
function sameText({ input }: TriedInteraction, contentHash: string | null): boolean {
  const fromPosting = Object.values(input.slots ?? {}).filter(({ producer }) => producer.startsWith('posting.'))
  return fromPosting.every(({ hash }) => hash === (contentHash ?? ''))
}

function costOf(answers: readonly LlmAnswer[]): AnswerCost | null {
  if (answers.length === 0) return null
  const sum = (value: (answer: LlmAnswer) => number) => answers.reduce((total, answer) => total + value(answer), 0)
  return {
    seconds: sum(({ total_ms, load_ms }) => total_ms - load_ms) / 1000,
    prompt_tokens: sum(({ prompt_tokens }) => prompt_tokens),
    output_tokens: sum(({ output_tokens }) => output_tokens),
  }
}
