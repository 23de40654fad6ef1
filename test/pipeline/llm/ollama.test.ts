import t from 'tap'
import Type from 'typebox'
import { createOllama } from '../../../src/pipeline/llm/ollama.ts'
import { CONNECTION } from '../../../src/pipeline/llm/ollama-fetch.ts'
import type { Family, LlmRequest } from '../../../src/pipeline/llm/port.ts'
import { startFakeOllama } from '../../helpers/fake-ollama/server.ts'

const qwen: Family = { model: 'qwen2.5:7b', num_ctx: 8_192, options: {} }
const format = Type.Object({ skills: Type.Array(Type.String({ pattern: 'a' })), level: Type.Integer({ minimum: 1 }) })
const request = (more: Partial<LlmRequest> = {}): LlmRequest => ({
  family: qwen,
  messages: [{ role: 'user', content: 'Which skills does this posting name? It asks for PostgreSQL.' }],
  format,
  temperature: 0.2,
  max_tokens: 500,
  seed: 11,
  ...more,
})
const never = () => new AbortController().signal
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}

t.test('an answer comes whole, with its tokens and its times in milliseconds', async (t) => {
  const text = JSON.stringify({ skills: ['PostgreSQL', 'Größe ✓', 'x'.repeat(300)], level: 2 })
  const fake = await startFakeOllama(t, { answer: () => text, timeScale: 20, seconds: () => 2, loadSeconds: () => 5 })
  const ollama = createOllama({ url: fake.url })
  t.equal(ollama.host, fake.url)
  const first = await ollama.generate(request(), never())
  t.equal(first.text, text)
  t.ok(first.prompt_tokens > 10 && first.output_tokens > 50)
  t.ok(first.load_ms >= 5_000, `the load of 5 s is told: ${first.load_ms}`)
  t.ok(first.total_ms >= first.load_ms + 2_000)
  const second = await ollama.generate(request(), never())
  t.ok(second.load_ms < 1_000, `nothing was loaded: ${second.load_ms}`)
  t.equal(fake.loads.length, 1)
})

t.test('every call asks for a streamed, whole, reproducible answer of the given form', async (t) => {
  const fake = await startFakeOllama(t)
  const family = { ...qwen, options: { num_gpu: 20, top_k: 5 } }
  await createOllama({ url: fake.url }).generate(request({ family }), never())
  const [call] = fake.calls
  t.match(call?.request, {
    endpoint: 'chat',
    model: 'qwen2.5:7b',
    stream: true,
    truncate: false,
    shift: false,
    keep_alive: '30m',
    options: { num_ctx: 8_192, temperature: 0.2, num_predict: 500, seed: 11, num_gpu: 20, top_k: 5 },
  })
  t.same(call?.request.format, {
    type: 'object',
    required: ['skills', 'level'],
    properties: { skills: { type: 'array', items: { type: 'string' } }, level: { type: 'integer', minimum: 1 } },
  })
})

t.test('calls one after another share connections', async (t) => {
  const fake = await startFakeOllama(t, { timeScale: 10_000 })
  const ollama = createOllama({ url: fake.url })
  for (let count = 0; count < 8; count++) await ollama.generate(request(), never())
  // The end of a stream may be read a moment after its last line; then one more call opens a second one.
  t.ok(fake.connections() <= 2, `${fake.connections()}`)
})

t.test('an aborted call throws the reason of its signal and frees the slot', async (t) => {
  const fake = await startFakeOllama(t, { slots: 1 })
  const ollama = createOllama({ url: fake.url })
  fake.setFault(['hang', null])
  const abort = new AbortController()
  const hanging = ollama.generate(request(), abort.signal)
  await until(() => fake.calls[0]?.outcome === 'computing')
  const waiting = ollama.generate(request(), never())
  const reason = new Error('watchdog')
  abort.abort(reason)
  t.equal(await hanging.catch((error) => error), reason)
  t.ok((await waiting).text, 'the call behind it gets the slot')
  t.equal(fake.calls[0]?.outcome, 'aborted')
  const before = fake.calls.length
  t.equal(await ollama.generate(request(), AbortSignal.abort(reason)).catch((error) => error), reason)
  t.equal(fake.calls.length, before, 'a call whose signal is already aborted is not made')
})

t.test('every kind of call ends with its signal', async (t) => {
  const silent: typeof fetch = (_, init) =>
    new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
  const ollama = createOllama({ url: 'http://127.0.0.1:1', fetch: silent })
  const calls: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
    generate: (signal) => ollama.generate(request(), signal),
    embed: (signal) => ollama.embed(qwen, ['text'], signal),
    models: (signal) => ollama.models(signal),
    resident: (signal) => ollama.resident(signal),
    version: (signal) => ollama.version(signal),
    contextLength: (signal) => ollama.contextLength('qwen2.5:7b', signal),
  }
  for (const [name, call] of Object.entries(calls)) {
    const abort = new AbortController()
    const running = call(abort.signal)
    const reason = new Error(name)
    setImmediate(() => abort.abort(reason))
    t.equal(await running.catch((error) => error), reason, name)
  }
})

t.test('a model may load longer than fetch waits by itself: only the signal ends a call', async (t) => {
  t.equal(CONNECTION.headersTimeout, 0)
  t.equal(CONNECTION.bodyTimeout, 0)
  t.ok(CONNECTION.connectTimeout > 0, 'a host that is not there is noticed all the same')
})

t.test('models, models in memory, version and context come by their full names and in their units', async (t) => {
  const fake = await startFakeOllama(t, { models: ['gemma2', 'qwen2.5:7b'], contextLength: 4_096 })
  const ollama = createOllama({ url: fake.url })
  t.same(await ollama.models(never()), ['gemma2:latest', 'qwen2.5:7b'])
  t.same(await ollama.resident(never()), [])
  await ollama.generate(request(), never())
  t.match(await ollama.resident(never()), [{ model: 'qwen2.5:7b', num_ctx: 8_192, size_bytes: Number }])
  t.match(await ollama.version(never()), /^\d+\.\d+/)
  t.equal(await ollama.contextLength('gemma2', never()), 4_096)
})

t.test('texts become vectors of one length, in order, in calls of at most 32', async (t) => {
  const fake = await startFakeOllama(t, { dimensions: 48 })
  const ollama = createOllama({ url: fake.url })
  const family: Family = { model: 'nomic-embed-text', num_ctx: 2_048, options: {} }
  const texts = Array.from({ length: 70 }, (_, index) => `nurse in ward ${index}`)
  const vectors = await ollama.embed(family, texts, never())
  t.equal(vectors.length, 70)
  t.ok(vectors.every((vector) => vector instanceof Float32Array && vector.length === 48))
  t.same(
    fake.calls.map(({ request }) => request.input.length),
    [32, 32, 6],
  )
  t.match(fake.calls[0]?.request, { keep_alive: '30m', truncate: false, options: { num_ctx: 2_048 } })
  const [alone] = await ollama.embed(family, [String(texts[40])], never())
  t.same(vectors[40], alone, 'the order is kept over the calls')
  t.same(await ollama.embed(family, [], never()), [])
  await t.rejects(ollama.embed(family, ['short', 'x'.repeat(9_000)], never()), { code: 'LLM_PROMPT_TOO_LONG' })
  fake.setFault('uneven_vectors')
  await t.rejects(ollama.embed(family, ['one', 'two'], never()), { code: 'LLM_ANSWER_INVALID' })
})
