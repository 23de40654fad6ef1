import type { TSchema } from 'typebox'

/** What an Ollama server must have loaded for a call: the unit of scheduling. One context size a model. */
export type Family = { model: string; num_ctx: number; options: Readonly<Record<string, number | string | boolean>> }

export type LlmRequest = {
  family: Family
  /** Instructions and schema first; the posting last, inside a boundary that nobody outside this call knows. */
  prompt: string
  format: TSchema
  temperature: number
  max_tokens: number
}

export type LlmAnswer = {
  text: string
  /** `length` means cut off: a fault, never a result. */
  done_reason: 'stop' | 'length'
  prompt_tokens: number
  output_tokens: number
  load_ms: number
  total_ms: number
}

/**
 * A server that runs models. Every call ends when `signal` aborts. Failures are WinnowErrors whose owner the engine reads from the
 * code: the server's or the network's (tried again without end), or the content's (tried again within its bound).
 */
export type LlmPort = {
  host: string
  generate(request: LlmRequest, signal: AbortSignal): Promise<LlmAnswer>
  embed(family: Family, texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
  /** Models that can be asked for at once, by their full names. */
  models(signal: AbortSignal): Promise<string[]>
}
