/** The JSON that Ollama's API answers with (docs/api.md of Ollama). Durations are nanoseconds, times ISO 8601. */
import type { Answer } from './answer.ts'
import type { FakeRequest } from './request.ts'
import type { Resident } from './rules.ts'

const NANOSECONDS_A_MILLISECOND = 1e6
const nanoseconds = (milliseconds: number) => Math.round(milliseconds * NANOSECONDS_A_MILLISECOND)

export type Spent = { total: number; load: number; prompt: number; answer: number }

/** One line of a stream. */
export function piece({ endpoint, model }: FakeRequest, text: string) {
  return { model, created_at: new Date().toISOString(), ...saying(endpoint, text), done: false }
}

/** The last line of a stream, or the whole answer of a call without one. Milliseconds spent. */
export function finalAnswer({ endpoint, model }: FakeRequest, text: string, answer: Answer, spent: Spent) {
  return {
    model,
    created_at: new Date().toISOString(),
    ...saying(endpoint, text),
    done: true,
    done_reason: answer.done_reason,
    total_duration: nanoseconds(spent.total),
    load_duration: nanoseconds(spent.load),
    prompt_eval_count: answer.prompt_eval_count,
    prompt_eval_duration: nanoseconds(spent.prompt),
    eval_count: answer.eval_count,
    eval_duration: nanoseconds(spent.answer),
  }
}

function saying(endpoint: FakeRequest['endpoint'], text: string) {
  return endpoint === 'chat' ? { message: { role: 'assistant', content: text } } : { response: text }
}

export function embedAnswer({ model }: FakeRequest, embeddings: number[][], tokens: number, spent: Spent) {
  return {
    model,
    embeddings,
    total_duration: nanoseconds(spent.total),
    load_duration: nanoseconds(spent.load),
    prompt_eval_count: tokens,
  }
}

const SIZE_BYTES = 4_683_073_184
const DETAILS = {
  parent_model: '',
  format: 'gguf',
  family: 'fake',
  families: ['fake'],
  parameter_size: '7.6B',
  quantization_level: 'Q4_K_M',
}
const DIGEST = '845dbda0ea48ed749caafd9e6037047aa19acfcfd82e704d7ca97d631a0b697e'
const MODIFIED = '2026-01-01T00:00:00Z'

export function tagsAnswer(models: readonly string[]) {
  const listed = models.map((name) => ({ name, model: name, modified_at: MODIFIED, size: SIZE_BYTES, digest: DIGEST }))
  return { models: listed.map((each) => ({ ...each, details: DETAILS })) }
}

export function psAnswer(resident: readonly Resident[], millisecondsFromNow: (time: number) => number) {
  return {
    models: resident.map(({ model, runner, expiresAt }) => ({
      name: model,
      model,
      size: SIZE_BYTES,
      digest: DIGEST,
      details: DETAILS,
      expires_at: new Date(Date.now() + Math.min(millisecondsFromNow(expiresAt), 3.2e12)).toISOString(),
      size_vram: SIZE_BYTES,
      context_length: Number(/num_ctx=(\d+)/.exec(runner)?.[1]),
    })),
  }
}

export function showAnswer(contextLength: number) {
  return {
    modelfile: '',
    parameters: '',
    template: '{{ .Prompt }}',
    details: DETAILS,
    model_info: { 'general.architecture': 'fake', 'fake.context_length': contextLength },
    capabilities: ['completion'],
    modified_at: MODIFIED,
  }
}
