import type { EmbedRequest, Ollama } from 'ollama'
import { errors } from '../../errors.ts'
import { KEEP_ALIVE } from './keep-alive.ts'
import type { Family } from './port.ts'
import { estimateTokens } from './tokens.ts'

/** Texts a call: enough to keep the server busy, few enough that an abort loses little. */
const TEXTS_A_CALL = 32

/** One vector a text, in order, all of one length. Throws LLM_PROMPT_TOO_LONG before any call when a text does not fit. */
export async function embedTexts(client: Ollama, family: Family, texts: readonly string[]): Promise<Float32Array[]> {
  const { model, num_ctx, options } = family
  for (const text of texts) {
    const tokens = estimateTokens(text)
    if (tokens > num_ctx) throw errors.llmPromptTooLong(tokens, num_ctx)
  }
  const vectors: Float32Array[] = []
  for (let start = 0; start < texts.length; start += TEXTS_A_CALL) {
    const input = texts.slice(start, start + TEXTS_A_CALL)
    const request = { model, input, truncate: false, keep_alive: KEEP_ALIVE, options: { num_ctx, ...options } }
    const { embeddings } = await client.embed(request as EmbedRequest)
    if (!Array.isArray(embeddings) || embeddings.length !== input.length)
      throw errors.llmAnswerInvalid(`${embeddings?.length ?? 0} vectors came for ${input.length} texts`)
    for (const embedding of embeddings) vectors.push(Float32Array.from(embedding))
  }
  const lengths = new Set(vectors.map(({ length }) => length))
  if (lengths.size > 1 || lengths.has(0)) throw errors.llmAnswerInvalid('its vectors are empty or differ in length')
  return vectors
}
