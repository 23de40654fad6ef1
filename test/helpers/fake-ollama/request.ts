import { runnerOptions } from './rules.ts'

/** What a client asked for, as a test's functions see it. */
export type FakeRequest = {
  endpoint: 'chat' | 'generate' | 'embed'
  model: string
  messages: { role: string; content: string }[]
  prompt: string
  /** The texts to embed. */
  input: string[]
  format: unknown
  options: Record<string, unknown>
  keep_alive: unknown
  stream: boolean
  truncate: boolean
  shift: boolean
  num_ctx: number
  /** Every text of the request, one after another. */
  text: string
}

/** Tokens that the fake counts: 4 characters each, and a template's marks around every message. */
export const CHARACTERS_A_TOKEN = 4
const TOKENS_AROUND_A_MESSAGE = 4

/** Reads a body as Ollama does: streaming, truncating and shifting unless told otherwise, `latest` for a missing tag. */
export function readRequest(endpoint: FakeRequest['endpoint'], body: Record<string, unknown>): FakeRequest {
  const messages = (body.messages ?? []) as FakeRequest['messages']
  const prompt = String(body.prompt ?? '')
  const input = [body.input ?? []].flat().map(String)
  const options = (body.options ?? {}) as Record<string, unknown>
  return {
    endpoint,
    model: withTag(String(body.model ?? '')),
    messages,
    prompt,
    input,
    format: body.format,
    options,
    keep_alive: body.keep_alive,
    stream: endpoint !== 'embed' && body.stream !== false,
    truncate: body.truncate !== false,
    shift: body.shift !== false,
    num_ctx: Number(options.num_ctx ?? 4096),
    text: [...messages.map(({ content }) => content), prompt, ...input].filter(Boolean).join('\n'),
  }
}

export function promptTokens({ messages, prompt, input }: FakeRequest): number {
  const texts = [...messages.map(({ content }) => content), prompt, ...input].filter(Boolean)
  return texts.reduce((sum, text) => sum + Math.ceil(text.length / CHARACTERS_A_TOKEN) + TOKENS_AROUND_A_MESSAGE, 0)
}

export function runnerOf({ endpoint, options, shift }: FakeRequest): string {
  return runnerOptions(options, endpoint === 'embed' ? false : shift)
}

export function withTag(model: string): string {
  return model.includes(':') ? model : `${model}:latest`
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** `"30m"`, `"1h30m"`, a number of seconds, negative for ever; null when the request says nothing. Milliseconds. */
export function keepAliveMs(value: unknown): number | null {
  if (value === undefined || value === null) return null
  const milliseconds =
    typeof value === 'number'
      ? value * 1_000
      : [...String(value).matchAll(/(-?\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
          (sum, [, amount, unit]) => sum + Number(amount) * (UNITS[String(unit)] ?? 0),
          0,
        )
  return milliseconds < 0 ? Number.POSITIVE_INFINITY : milliseconds
}
