import type { TSchema } from 'typebox'

/** What an Ollama server must have loaded for a call: the unit of scheduling. One context size a model. */
export type Family = { model: string; num_ctx: number; options: Readonly<Record<string, number | string | boolean>> }

/** Name of a family: equal for equal families, whatever the order of their options. */
export function familyKey({ model, num_ctx, options }: Family): string {
  const more = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))
  return [model, num_ctx, ...more.map(([name, value]) => `${name}=${value}`)].join('|')
}

export type { LlmHost } from '../../llm-hosts.ts'

export type Message = { role: 'user' | 'assistant'; content: string }

export type LlmRequest = {
  family: Family
  /** Instructions and schema first; the posting last, inside a boundary that nobody outside this call knows. */
  messages: readonly Message[]
  format: TSchema
  temperature: number
  /** The same seed and question give the same answer; a repeated attempt takes another. */
  seed: number
  max_tokens: number
}

export type LlmAnswer = {
  text: string
  prompt_tokens: number
  output_tokens: number
  /** Milliseconds that the server spent loading the model for this call; small when it was loaded. */
  load_ms: number
  total_ms: number
}

/**
 * A server that runs models. Every call ends when `signal` aborts. Failures are WinnowErrors whose owner is read from the code
 * (llm/fault.ts): the server's or the network's (tried again without end), or the content's (tried again within its bound). An
 * answer that was cut off, or whose prompt was, is a failure and never an answer.
 */
export type LlmPort = {
  host: string
  generate(request: LlmRequest, signal: AbortSignal): Promise<LlmAnswer>
  embed(family: Family, texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
  /** Models that can be asked for at once, by their full names (`name:tag`). */
  models(signal: AbortSignal): Promise<string[]>
  /** Models in memory now. */
  resident(signal: AbortSignal): Promise<{ model: string; size_bytes: number; num_ctx: number | null }[]>
  version(signal: AbortSignal): Promise<string>
}
