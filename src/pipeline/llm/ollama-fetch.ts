import { Agent, fetch as undiciFetch } from 'undici'
import { guardLines } from './guard-lines.ts'
import { OllamaRefusal } from './ollama-errors.ts'

export type Fetch = typeof fetch

/**
 * No limit on waiting for headers or for the next piece: Ollama sends its headers only when the model is in and the prompt is read, which
 * may take longer than the 300 s that fetch waits by itself. The caller's signal is the only clock.
 */
export const CONNECTION = { headersTimeout: 0, bodyTimeout: 0, connectTimeout: 10_000 } as const

/** A fetch with connections of its own, for one server. */
export function createFetch(): Fetch {
  const dispatcher = new Agent(CONNECTION)
  const fetchThere = (input: unknown, init: object = {}) => undiciFetch(input as string, { ...init, dispatcher })
  return fetchThere as unknown as Fetch
}

/** Error texts of a proxy can be whole pages. */
const LONGEST_ERROR = 10_000

/**
 * The fetch for one call: it ends with `signal`, and it turns what Ollama refuses into an error by itself, because the client library
 * prints what it cannot read to the terminal.
 */
export function fetchFor(base: Fetch, signal: AbortSignal): Fetch {
  return async (input, init = {}) => {
    const signals = init.signal ? [signal, init.signal] : [signal]
    const response = await base(input, { ...init, signal: AbortSignal.any(signals) })
    if (!response.ok) throw new OllamaRefusal(response.status, await errorText(response))
    const isStream = String(input).endsWith('/api/chat') && response.body
    return isStream ? new Response(guardLines(response.body)) : response
  }
}

async function errorText(response: Response): Promise<string> {
  const text = (await response.text()).slice(0, LONGEST_ERROR)
  try {
    return String(JSON.parse(text).error ?? text)
  } catch {
    return text
  }
}
