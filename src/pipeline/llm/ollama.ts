import { type ChatRequest, Ollama } from 'ollama'
import { errors } from '../../errors.ts'
import { checkAnswer, collectAnswer } from './collect-answer.ts'
import { embedTexts } from './embed-texts.ts'
import { KEEP_ALIVE } from './keep-alive.ts'
import { fullName } from './models.ts'
import { asLlmError, BrokenAnswer, type CallFacts } from './ollama-errors.ts'
import { createFetch, type Fetch, fetchFor } from './ollama-fetch.ts'
import { plainSchema } from './plain-schema.ts'
import type { LlmAnswer, LlmPort, LlmRequest } from './port.ts'
import { estimatePromptTokens, estimateTokens } from './tokens.ts'

export type OllamaPort = LlmPort & {
  /** The context that a model was trained for, in tokens, as /api/show tells it; null when it does not. */
  contextLength(model: string, signal: AbortSignal): Promise<number | null>
}

/** One Ollama server. `url` is an address without a slash at its end; `fetch` stands in for winnow's own. */
export function createOllama({ url, fetch = createFetch() }: { url: string; fetch?: Fetch }): OllamaPort {
  const clientFor = (signal: AbortSignal) => new Ollama({ host: url, fetch: fetchFor(fetch, signal) })

  /** Runs one call and gives every failure its code. */
  async function call<T>(facts: Omit<CallFacts, 'host'>, run: (client: Ollama) => Promise<T>): Promise<T> {
    facts.signal.throwIfAborted()
    // Ends the call on the server when its answer is given up here: the slot would compute on for nobody.
    const givenUp = new AbortController()
    try {
      return await run(clientFor(AbortSignal.any([facts.signal, givenUp.signal])))
    } catch (error) {
      givenUp.abort()
      throw asLlmError(error, { ...facts, host: url })
    }
  }

  async function generate(request: LlmRequest, signal: AbortSignal): Promise<LlmAnswer> {
    const { family, messages, max_tokens } = request
    const tokens = estimatePromptTokens(messages)
    const limit = family.num_ctx - max_tokens
    if (tokens > limit) throw errors.llmPromptTooLong(tokens, limit)
    const texts = messages.map(({ content }) => content)
    return call({ signal, model: family.model, texts, tokens }, async (client) => {
      const collected = await collectAnswer(await client.chat(chatRequest(request)), max_tokens)
      return checkAnswer(collected, request, tokens)
    })
  }

  return {
    host: url,
    generate,
    embed: (family, texts, signal) =>
      call({ signal, model: family.model, texts, tokens: Math.max(0, ...texts.map(estimateTokens)) }, (client) =>
        embedTexts(client, family, texts),
      ),
    models: (signal) =>
      call({ signal }, async (client) => listed(await client.list()).map(({ name }) => fullName(name))),
    resident: (signal) =>
      call({ signal }, async (client) =>
        listed(await client.ps()).map(({ name, size, context_length }) => ({
          model: fullName(name),
          size_bytes: size,
          num_ctx: context_length ?? null,
        })),
      ),
    version: (signal) =>
      call({ signal }, async (client) => {
        const { version } = await client.version()
        if (typeof version !== 'string') throw new BrokenAnswer('does not tell its version')
        return version
      }),
    contextLength: (model, signal) =>
      call({ signal, model }, async (client) => {
        const info = Object.entries((await client.show({ model })).model_info ?? {})
        const [, length] = info.find(([name]) => name.endsWith('.context_length')) ?? []
        return typeof length === 'number' ? length : null
      }),
  }
}

function chatRequest({ family, messages, format, temperature, max_tokens, seed }: LlmRequest) {
  const { model, num_ctx, options } = family
  const request = {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    format: plainSchema(format),
    options: { num_ctx, temperature, num_predict: max_tokens, seed, ...options },
    keep_alive: KEEP_ALIVE,
    stream: true as const,
    // A model that thinks aloud first would spend the answer's tokens on it.
    think: false,
    // Ollama would otherwise shorten a long prompt, or forget its beginning while it answers, without a word.
    truncate: false,
    shift: false,
  }
  return request satisfies ChatRequest & { truncate: boolean; shift: boolean }
}

/** The library's type lacks context_length, which /api/ps tells since 0.11. */
type Listed = { name: string; size: number; context_length?: number }

function listed(answer: { models?: unknown }): Listed[] {
  if (!Array.isArray(answer.models)) throw new BrokenAnswer('does not list its models')
  return answer.models.map((each: Listed & { model?: string }) => ({ ...each, name: each.name ?? each.model ?? '' }))
}
