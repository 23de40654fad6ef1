import type { Fault } from './faults.ts'
import { instanceOf } from './instance.ts'
import { CHARACTERS_A_TOKEN, type FakeRequest, promptTokens } from './request.ts'

/** What the model says to a request, and the counts that come with it. */
export type Answer = { text: string; done_reason: 'stop' | 'length'; prompt_eval_count: number; eval_count: number }

const SENTENCE = 'The candidate will work in a team and will work in a team. '

/** The default answer: the smallest value of the asked form. */
export function shortestAnswer({ format }: FakeRequest): string {
  return typeof format === 'object' ? JSON.stringify(instanceOf(format)) : 'text'
}

/** The answer of a call with a slot: the test's text, or the fault's, within num_predict and the context. */
export function answerOf(request: FakeRequest, wanted: string, fault: Fault | null): Answer {
  const { options, num_ctx } = request
  const read = countedTokens(request, fault)
  const room = Math.max(0, num_ctx - Math.min(read, num_ctx))
  const most = Math.min(Number(options.num_predict ?? 1_000_000), fault === 'prompt_cut' ? num_ctx : room)
  const whole = faulty(request, wanted, fault, most * CHARACTERS_A_TOKEN)
  const text = fault === 'unlimited' ? whole : whole.slice(0, most * CHARACTERS_A_TOKEN)
  const isCut = fault === 'truncated' || text.length < whole.length || fault === 'endless'
  return {
    text: fault === 'truncated' ? text.slice(0, Math.ceil(text.length / 2)) : text,
    done_reason: isCut ? 'length' : 'stop',
    prompt_eval_count: read,
    eval_count: Math.ceil(text.length / CHARACTERS_A_TOKEN),
  }
}

function countedTokens(request: FakeRequest, fault: Fault | null): number {
  if (fault === 'prompt_cut') return request.num_ctx
  const tokens = promptTokens(request)
  return fault === 'prompt_lost' ? Math.ceil(tokens / 20) : Math.min(tokens, request.num_ctx)
}

function faulty(request: FakeRequest, wanted: string, fault: Fault | null, most: number): string {
  switch (fault) {
    case 'invalid_json':
      return `${wanted.slice(0, -1)},`
    case 'wrong_schema':
      return '{"unexpected":true}'
    case 'empty':
      return ''
    case 'endless':
    case 'unending':
      return SENTENCE.repeat(Math.ceil(most / SENTENCE.length) + 1)
    case 'injection_echo':
      return JSON.stringify(instanceOf(request.format, request.text.slice(-200)))
    default:
      return wanted
  }
}
