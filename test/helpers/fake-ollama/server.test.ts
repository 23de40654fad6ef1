import t from 'tap'
import { embedWords } from './embeddings.ts'
import { startFakeOllama } from './server.ts'

const send = async (url: string, path: string, body?: unknown) => {
  const response = await fetch(url + path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}
const lines = (text: string) => text.trimEnd().split('\n').map((line) => JSON.parse(line)) // biome-ignore format: one thought
const chat = (more: object = {}) => ({ model: 'qwen2.5:7b', messages: [{ role: 'user', content: 'Hi' }], ...more })

// The field lists of Ollama's docs/api.md and api/types.go.
const FIGURES = {
  total_duration: Number,
  load_duration: Number,
  prompt_eval_count: Number,
  prompt_eval_duration: Number,
  eval_count: Number,
  eval_duration: Number,
}
const DETAILS = {
  parent_model: String,
  format: String,
  family: String,
  families: Array,
  parameter_size: String,
  quantization_level: String,
}
const keys = (value: object) => Object.keys(value).sort()

t.test('a chat streams lines, the last one with the figures in nanoseconds', async (t) => {
  const fake = await startFakeOllama(t, { seconds: () => 3, loadSeconds: () => 5, answer: () => 'a'.repeat(100) })
  const { status, type, text } = await send(fake.url, '/api/chat', chat())
  t.equal(status, 200)
  t.match(type, 'application/x-ndjson')
  const all = lines(text)
  const last = all.at(-1)
  for (const line of all.slice(0, -1)) {
    t.same(keys(line), ['created_at', 'done', 'message', 'model'])
    t.match(line, { model: 'qwen2.5:7b', message: { role: 'assistant', content: String }, done: false })
  }
  t.equal(all.map(({ message }) => message.content).join(''), 'a'.repeat(100))
  t.same(keys(last), [...keys(FIGURES), 'created_at', 'done', 'done_reason', 'message', 'model'].sort())
  t.match(last, { ...FIGURES, done: true, done_reason: 'stop', message: { role: 'assistant', content: '' } })
  t.ok(last.load_duration >= 5e9 && last.total_duration >= last.load_duration + 3e9, 'nanoseconds')
  t.ok(last.eval_count === 25)
})

t.test('without a stream the same comes as one object; generate says response instead of message', async (t) => {
  const fake = await startFakeOllama(t)
  const whole = await send(fake.url, '/api/chat', chat({ stream: false }))
  t.match(whole.type, 'application/json')
  t.match(JSON.parse(whole.text), { ...FIGURES, message: { content: 'text' }, done: true, done_reason: 'stop' })
  const generated = await send(fake.url, '/api/generate', { model: 'gemma2', prompt: 'Hi', stream: false })
  t.match(JSON.parse(generated.text), { ...FIGURES, model: 'gemma2:latest', response: 'text', done: true })
  const streamed = lines((await send(fake.url, '/api/generate', { model: 'gemma2', prompt: 'Hi' })).text)
  t.same(keys(streamed[0]), ['created_at', 'done', 'model', 'response'])
})

t.test('the lists have the fields of the API', async (t) => {
  const fake = await startFakeOllama(t, { contextLength: 8_192 })
  await send(fake.url, '/api/chat', chat({ options: { num_ctx: 2_048 }, keep_alive: '30m' }))
  const [tag] = JSON.parse((await send(fake.url, '/api/tags')).text).models
  t.same(keys(tag), ['details', 'digest', 'model', 'modified_at', 'name', 'size'])
  t.match(tag, { name: 'gemma3:1b', model: 'gemma3:1b', size: Number, digest: /^[0-9a-f]{64}$/, details: DETAILS })
  const [loaded] = JSON.parse((await send(fake.url, '/api/ps')).text).models
  t.same(keys(loaded), ['context_length', 'details', 'digest', 'expires_at', 'model', 'name', 'size', 'size_vram'])
  t.match(loaded, { name: 'qwen2.5:7b', context_length: 2_048, size_vram: Number, details: DETAILS })
  t.ok(Date.parse(loaded.expires_at) > Date.now())
  t.match(JSON.parse((await send(fake.url, '/api/version')).text), { version: /^\d+\.\d+\.\d+$/ })
  const shown = JSON.parse((await send(fake.url, '/api/show', { model: 'qwen2.5:7b' })).text)
  t.match(shown, { details: DETAILS, model_info: { 'fake.context_length': 8_192 }, capabilities: ['completion'] })
})

t.test('what is unknown is 404 with a reason; what does not fit and is not to be truncated is 400', async (t) => {
  const fake = await startFakeOllama(t)
  const missing = await send(fake.url, '/api/chat', chat({ model: 'nobody' }))
  t.equal(missing.status, 404)
  t.same(JSON.parse(missing.text), { error: "model 'nobody' not found" })
  t.equal((await send(fake.url, '/api/show', { model: 'nobody' })).status, 404)
  t.equal((await send(fake.url, '/api/nothing')).status, 404)
  const long = { messages: [{ role: 'user', content: 'x'.repeat(9_000) }], options: { num_ctx: 1_024 }, stream: false }
  const refused = await send(fake.url, '/api/chat', chat({ ...long, truncate: false }))
  t.equal(refused.status, 400)
  t.match(JSON.parse(refused.text).error, /context length/)
  const cut = JSON.parse((await send(fake.url, '/api/chat', chat(long))).text)
  t.equal(cut.prompt_eval_count, 1_024, 'told to truncate, it reads what fits and says so in the count alone')
})

t.test('an answer stops at num_predict and says so', async (t) => {
  const fake = await startFakeOllama(t, { answer: () => 'a'.repeat(1_000) })
  const { text } = await send(fake.url, '/api/chat', chat({ stream: false, options: { num_predict: 10 } }))
  t.match(JSON.parse(text), { done_reason: 'length', eval_count: 10, message: { content: 'a'.repeat(40) } })
})

t.test('embeddings are the same for the same text and near for texts that share words', async (t) => {
  const fake = await startFakeOllama(t, { dimensions: 32 })
  const body = { model: 'nomic-embed-text', input: ['nurse in Berlin', 'nurse in Berlin', 'welder'] }
  const { text } = await send(fake.url, '/api/embed', body)
  const answer = JSON.parse(text)
  t.same(keys(answer), ['embeddings', 'load_duration', 'model', 'prompt_eval_count', 'total_duration'])
  t.same(answer.embeddings[0], answer.embeddings[1])
  t.equal(answer.embeddings[2].length, 32)
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
  const near = dot(embedWords('senior nurse in Berlin', 64), embedWords('nurse in Hamburg', 64))
  const far = dot(embedWords('senior nurse in Berlin', 64), embedWords('welder for ships', 64))
  t.ok(near > 0.4 && near > far + 0.3, `${near} against ${far}`)
})

t.test('the log tells slot, load, text and times of every call; a client that goes frees its slot', async (t) => {
  const fake = await startFakeOllama(t, { slots: 2 })
  fake.setFault(({ text }) => (text === 'Hang' ? 'hang' : null))
  const abort = new AbortController()
  const body = JSON.stringify(chat({ messages: [{ role: 'user', content: 'Hang' }] }))
  const hanging = fetch(`${fake.url}/api/chat`, { method: 'POST', body, signal: abort.signal }).catch(() => 'gone')
  while (fake.calls[0]?.outcome !== 'computing') await new Promise((resolve) => setTimeout(resolve, 2))
  await send(fake.url, '/api/chat', chat())
  t.equal(fake.resident()[0]?.busy, 1)
  abort.abort()
  t.equal(await hanging, 'gone')
  while (fake.calls[0]?.outcome === 'computing') await new Promise((resolve) => setTimeout(resolve, 2))
  t.equal(fake.resident()[0]?.busy, 0)
  t.match(fake.calls, [
    { model: 'qwen2.5:7b', num_ctx: 4_096, text: 'Hang', loaded: true, slot: 0, outcome: 'aborted' },
    { text: 'Hi', loaded: false, slot: 1, outcome: 'done', startedAt: Number, endedAt: Number },
  ])
  t.match(fake.loads, [{ model: 'qwen2.5:7b', state: 'loaded' }])
})
