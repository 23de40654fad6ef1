import type { ChatResponse } from 'ollama'
import { errors } from '../../errors.ts'
import type { LlmAnswer, LlmRequest } from './port.ts'
import { createRepetitionGuard } from './repetition.ts'

/** No vocabulary holds more than about this many characters a token over a whole answer: beyond it something runs away. */
const CHARACTERS_A_TOKEN = 8

export type Collected = { text: string; last: ChatResponse }

/** Puts a streamed answer together. Throws LLM_ANSWER_INVALID as soon as it is too long or repeats itself: the caller ends the call. */
export async function collectAnswer(parts: AsyncIterable<ChatResponse>, max_tokens: number): Promise<Collected> {
  const limit = max_tokens * CHARACTERS_A_TOKEN
  const guard = createRepetitionGuard()
  let text = ''
  let thought = 0
  for await (const part of parts) {
    const piece = part.message?.content ?? ''
    text += piece
    thought += part.message?.thinking?.length ?? 0
    if (text.length + thought > limit) throw errors.llmAnswerInvalid(`it is longer than ${limit} characters`)
    if (guard.push(piece)) throw errors.llmAnswerInvalid('it repeats itself without end')
    if (part.done) return { text, last: part }
  }
  throw errors.llmAnswerInvalid('it has no end')
}

/** A prompt that fills the context to the last few tokens was cut to it: one that fits leaves room for the answer. */
const ROOM = 8
/** Texts of every language have fewer characters a token; below that, the server read only part of the prompt. */
const MOST_CHARACTERS_A_TOKEN = 16
/** Short prompts are left out: the chat template's own tokens weigh too much. */
const LONG_PROMPT = 2_000

const NANOSECONDS_A_MILLISECOND = 1e6

/** The answer, if the server read the whole prompt and ended by itself. Throws LLM_PROMPT_CUT, LLM_ANSWER_CUT or LLM_ANSWER_INVALID. */
export function checkAnswer({ text, last }: Collected, request: LlmRequest, estimate: number): LlmAnswer {
  const { prompt_eval_count, eval_count = 0, done_reason, load_duration = 0, total_duration = 0 } = last
  const characters = request.messages.reduce((sum, { content }) => sum + content.length, 0)
  // Servers before 0.3 leave the count out when the prompt was in their cache: then nothing can be said.
  if (prompt_eval_count !== undefined) {
    const isFull = prompt_eval_count >= request.family.num_ctx - ROOM
    const isSmall = characters > LONG_PROMPT && prompt_eval_count < characters / MOST_CHARACTERS_A_TOKEN
    if (isFull || isSmall) throw errors.llmPromptCut(prompt_eval_count)
  }
  if (done_reason === 'length') throw errors.llmAnswerCut(eval_count)
  if (text.trim() === '') throw errors.llmAnswerInvalid('it is empty')
  return {
    text,
    prompt_tokens: prompt_eval_count ?? estimate,
    output_tokens: eval_count,
    load_ms: load_duration / NANOSECONDS_A_MILLISECOND,
    total_ms: total_duration / NANOSECONDS_A_MILLISECOND,
  }
}
