import { asWinnowError } from '../../errors.ts'

/** Whose fault a failed call is: the server's or the network's, the text's or the answer's, or winnow's own. */
export type FaultOwner = 'upstream' | 'content' | 'internal'

const UPSTREAM = new Set([
  'LLM_UNREACHABLE',
  'LLM_BUSY',
  'LLM_FAILED',
  'LLM_TIMEOUT',
  'LLM_MODEL_MISSING',
  'DATABASE_BUSY',
])
const CONTENT = new Set([
  'LLM_PROMPT_TOO_LONG',
  'LLM_PROMPT_CUT',
  'LLM_ANSWER_CUT',
  'LLM_ANSWER_INVALID',
  'LLM_ANSWER_UNFOUNDED',
])

/** Reads the owner of a failure from its stable code. */
export function faultOwner(error: unknown): FaultOwner {
  const { code } = asWinnowError(error)
  if (UPSTREAM.has(code)) return 'upstream'
  return CONTENT.has(code) ? 'content' : 'internal'
}
