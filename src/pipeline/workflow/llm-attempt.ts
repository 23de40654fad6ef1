import type { TSchema } from 'typebox'
import type { ConversationRow } from '../../db/conversations.ts'
import type { ClaimedInteraction } from '../../db/interactions.ts'
import { errors, type WinnowError } from '../../errors.ts'
import type { Family, LlmAnswer, LlmPort, Message } from '../llm/port.ts'
import type { ModelCall } from './commit-chains.ts'
import type { Models } from './models.ts'
import type { JobEnd } from './scheduler/work-list.ts'

/** The rows and models that were in force when the step was claimed. */
export type StepSetting = { conversation: ConversationRow; conversations: readonly ConversationRow[]; models: Models }

/** One attempt at a step with a model, as it comes about. Times are milliseconds since the epoch. */
export type Attempt = {
  claim: ClaimedInteraction
  conversation: ConversationRow
  family: Family
  host: string
  started: number
  input: unknown
  request_hash: string
  /** The call, and its repair where there was one. */
  calls: LlmAnswer[]
}

export function newAttempt(claim: ClaimedInteraction, setting: StepSetting, host: string, started: number): Attempt {
  const family = setting.models.get(claim.conversation_id)
  if (!family) throw errors.internal(new Error(`conversation ${claim.conversation_id} has no model`))
  return { claim, conversation: setting.conversation, family, host, started, input: {}, request_hash: '', calls: [] }
}

/** Asks the model within what is left of the conversation's time. Throws LLM_TIMEOUT when that is over. */
export async function callModel(
  llm: LlmPort,
  attempt: Attempt,
  { messages, format }: { messages: readonly Message[]; format: TSchema },
  signal: AbortSignal,
  now: () => number,
): Promise<LlmAnswer> {
  const { family, claim } = attempt
  const { temperature, max_tokens, timeout_seconds } = attempt.conversation
  const left = timeout_seconds * 1000 - (now() - attempt.started)
  const overdue = AbortSignal.timeout(Math.max(1, Math.round(left)))
  try {
    // A repeated attempt asks with another seed: the same question with the same seed gives the same useless answer.
    const request = { family, messages, format, temperature, seed: claim.attempt, max_tokens }
    const began = now()
    const answer = await llm.generate(request, AbortSignal.any([signal, overdue]))
    // A server whose clock runs otherwise than ours must not report more loading than the call took.
    const wall = now() - began
    const load_ms = answer.total_ms > wall ? (answer.load_ms * wall) / answer.total_ms : answer.load_ms
    attempt.calls.push({ ...answer, load_ms })
    return answer
  } catch (error) {
    if (overdue.aborted && !signal.aborted) throw errors.llmTimeout(family.model, timeout_seconds)
    throw error
  }
}

/** What the ledger keeps of an attempt's calls. */
export function callOf({ family, conversation, host, request_hash, calls }: Attempt): ModelCall {
  const sum = (value: (answer: LlmAnswer) => number) => calls.reduce((total, answer) => total + value(answer), 0)
  return {
    model_used: family.model,
    temperature: conversation.temperature,
    host,
    request_hash,
    prompt_tokens: sum(({ prompt_tokens }) => prompt_tokens),
    output_tokens: sum(({ output_tokens }) => output_tokens),
    load_ms: sum(({ load_ms }) => load_ms),
  }
}

/** What a failure says about the host that was asked. */
export function endOfJob({ code }: WinnowError): JobEnd {
  if (code === 'LLM_MODEL_MISSING') return 'model_missing'
  return code === 'LLM_UNREACHABLE' || code === 'LLM_BUSY' || code === 'LLM_FAILED' ? 'upstream' : 'done'
}
