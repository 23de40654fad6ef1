import type { Message } from './port.ts'

/** A chat template wraps every message in role marks: at most about this many tokens. */
const TOKENS_AROUND_A_MESSAGE = 16

/**
 * Tokens that a text may have at most, without the model's own tokenizer: a prompt judged to fit must fit. Counted in thirds of a token,
 * because vocabularies of the Llama, Gemma and Qwen kind need about 4 characters of English a token (so 3 is safe), split numbers into
 * digits, need about 2 characters of accented Latin, Greek or Cyrillic, one of Chinese or Korean, and two tokens for an emoji.
 */
export function estimateTokens(text: string): number {
  let thirds = 0
  for (const character of text) thirds += thirdsOf(character.codePointAt(0) ?? 0)
  return Math.ceil(thirds / 3)
}

/** The same for a whole prompt, with what the chat template adds. */
export function estimatePromptTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content) + TOKENS_AROUND_A_MESSAGE, 0)
}

function thirdsOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return 3
  if (code < 0x80) return 1
  if (code < 0x0900) return 1.5
  return code < 0x10000 ? 3 : 6
}
