import { errors, WinnowError } from '../../errors.ts'

/** Ollama answered with an error: a status, or an error object inside a stream that had begun. */
export class OllamaRefusal extends Error {
  override readonly name = 'OllamaRefusal'
  readonly status: number

  constructor(status: number, text: string) {
    super(text)
    this.status = status
  }
}

/** An answer that is not one of Ollama's. The message continues "Ollama at HOST ...". */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
}

/** What a call was about, for the error that it may end in. */
export type CallFacts = {
  host: string
  signal: AbortSignal
  model?: string
  /** Texts sent: none of it may come back in an error. */
  texts?: readonly string[]
  /** Estimated tokens of the prompt, or of the longest text. */
  tokens?: number
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** Ollama says it in several sentences, with the statuses 400, 413 and 500. */
const OVER_CONTEXT =
  /(exceed|longer than|too (long|large) for)[^.]{0,60}context|context (length|window|size)[^.]{0,40}exceed/i
const NO_MODEL = /model\b.*\bnot found|try pulling/i

/** A failed call as the error to throw: the signal's reason when it was aborted, else a WinnowError with one of the codes LLM_*. */
export function asLlmError(error: unknown, facts: CallFacts): unknown {
  if (facts.signal.aborted) return facts.signal.reason
  if (error instanceof WinnowError) return error
  if (error instanceof OllamaRefusal) return refusal(error, facts)
  if (error instanceof BrokenAnswer) return errors.llmBroken(facts.host, error.message)
  if (isUnreachable(error)) return errors.llmUnreachable(facts.host, error)
  return errors.llmBroken(facts.host, 'gave an answer that cannot be read')
}

function refusal({ status, message }: OllamaRefusal, { host, model, texts, tokens = 0 }: CallFacts): WinnowError {
  if (status === 503 || status === 429) return errors.llmBusy(host)
  if (model !== undefined && OVER_CONTEXT.test(message)) return errors.llmPromptRefused(model, tokens)
  if (model !== undefined && (status === 404 || NO_MODEL.test(message))) return errors.llmModelMissing(model, host)
  return errors.llmFailed(host, status, new Error(withoutTexts(message, texts ?? [])))
}

const SAID_AT_MOST = 200
const PASSAGE = 24

/** The server's sentence for the log, unless it repeats a passage of what was sent. */
function withoutTexts(message: string, texts: readonly string[]): string {
  const said = message.slice(0, SAID_AT_MOST)
  for (let start = 0; start + PASSAGE <= said.length; start++) {
    const passage = said.slice(start, start + PASSAGE)
    if (texts.some((text) => text.includes(passage))) return 'the reason repeats the prompt and is left out'
  }
  return said
}

/** The network's words stand on the error, on its cause, or on each of several addresses that were tried. */
function isUnreachable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const { code, cause, errors: several } = error as { code?: unknown; cause?: unknown; errors?: unknown }
  if (UNREACHABLE.has(String(code))) return true
  if (Array.isArray(several) && several.some((each) => isUnreachable(each, depth + 1))) return true
  return isUnreachable(cause, depth + 1)
}
