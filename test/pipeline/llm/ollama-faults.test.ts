import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import Type from 'typebox'
import { WinnowError } from '../../../src/errors.ts'
import { faultOwner } from '../../../src/pipeline/llm/fault.ts'
import { createOllama } from '../../../src/pipeline/llm/ollama.ts'
import type { LlmRequest } from '../../../src/pipeline/llm/port.ts'
import type { Fault } from '../../helpers/fake-ollama/faults.ts'
import { startFakeOllama } from '../../helpers/fake-ollama/server.ts'

const SECRET = 'Confidential: the branch in Mannheim closes in May. '
const request = (more: Partial<LlmRequest> = {}): LlmRequest => ({
  family: { model: 'qwen2.5:7b', num_ctx: 4_096, options: {} },
  messages: [{ role: 'user', content: SECRET.repeat(50) }],
  format: Type.Object({ verdict: Type.String() }),
  temperature: 0,
  max_tokens: 400,
  seed: 7,
  ...more,
})
const wide = { family: { model: 'qwen2.5:7b', num_ctx: 8_192, options: {} } }
const never = () => new AbortController().signal
const failure = async (running: Promise<unknown>): Promise<WinnowError> => {
  const error = await running.then(
    () => new Error('it answered'),
    (error) => error,
  )
  if (!(error instanceof WinnowError)) throw error
  return error
}
/** Everything that an error says to anybody, its cause for the log included. */
const said = (error: WinnowError) => `${error.message} ${error.fix} ${JSON.stringify(error.pointers)} ${error.cause}`

const ENDS: Record<string, [fault: Fault, code: string, owner: string]> = {
  'a full queue': ['busy', 'LLM_BUSY', 'upstream'],
  'out of memory': ['out_of_memory', 'LLM_FAILED', 'upstream'],
  'a proxy that says 502 in HTML': ['proxy', 'LLM_FAILED', 'upstream'],
  'a reset connection': ['down', 'LLM_UNREACHABLE', 'upstream'],
  'a prompt beyond the context': ['over_context', 'LLM_PROMPT_TOO_LONG', 'content'],
  'an answer at its limit': ['truncated', 'LLM_ANSWER_CUT', 'content'],
  'a prompt cut to the context': ['prompt_cut', 'LLM_PROMPT_CUT', 'content'],
  'a prompt of which little was read': ['prompt_lost', 'LLM_PROMPT_CUT', 'content'],
  'an empty answer': ['empty', 'LLM_ANSWER_INVALID', 'content'],
  'a sentence without end': ['endless', 'LLM_ANSWER_INVALID', 'content'],
  'a stream that breaks off': ['broken_stream', 'LLM_UNREACHABLE', 'upstream'],
  'a stream that is never done': ['undone_stream', 'LLM_FAILED', 'upstream'],
  'a line that is not JSON': ['bad_line', 'LLM_FAILED', 'upstream'],
  'an error inside the stream': ['error_in_stream', 'LLM_FAILED', 'upstream'],
}

for (const [name, [fault, code, owner]] of Object.entries(ENDS)) {
  t.test(`${name} is ${code}, never an answer, and repeats nothing of the prompt`, async (t) => {
    const fake = await startFakeOllama(t, { seconds: () => 10 })
    fake.setFault(fault)
    const ollama = createOllama({ url: fake.url })
    const error = await failure(ollama.generate(request({ max_tokens: 3_000, ...wide }), never()))
    t.equal(error.code, code, error.message)
    t.equal(faultOwner(error), owner)
    t.notMatch(said(error), /Confidential|Mannheim|branch in/)
    fake.setFault(null)
    t.ok(await ollama.generate(request(), never()), 'the server is free for the next call')
  })
}
t.test('what the answer says is not judged here: invalid JSON and another form come through as text', async (t) => {
  const fake = await startFakeOllama(t)
  for (const fault of ['invalid_json', 'wrong_schema', 'injection_echo'] as const) {
    fake.setFault(fault)
    t.ok((await createOllama({ url: fake.url }).generate(request(), never())).text, fault)
  }
})

t.test('a prompt that does not fit beside its answer is refused without a call', async (t) => {
  const fake = await startFakeOllama(t)
  const ollama = createOllama({ url: fake.url })
  const long = request({ messages: [{ role: 'user', content: SECRET.repeat(300) }] })
  const error = await failure(ollama.generate(long, never()))
  t.equal(error.code, 'LLM_PROMPT_TOO_LONG')
  t.match(error.message, /about \d+ tokens; 3696 fit/)
  t.equal(fake.calls.length, 0)
})

t.test('a missing model names the command that brings it', async (t) => {
  const fake = await startFakeOllama(t)
  const ollama = createOllama({ url: fake.url })
  const family = { model: 'mistral-nemo', num_ctx: 4_096, options: {} }
  const calls = [
    () => ollama.generate(request({ family }), never()),
    () => ollama.embed(family, ['text'], never()),
    () => ollama.contextLength('mistral-nemo', never()),
  ]
  for (const call of calls) {
    const error = await failure(call())
    t.equal(error.code, 'LLM_MODEL_MISSING')
    t.match(error.fix, 'ollama pull mistral-nemo')
  }
})

t.test('no server, no such host and something that is no Ollama are told apart from answers', async (t) => {
  const fake = await startFakeOllama(t)
  await fake.down()
  const refused = await failure(createOllama({ url: fake.url }).version(never()))
  t.equal(refused.code, 'LLM_UNREACHABLE')
  t.match(refused.message, fake.url)
  await fake.up()
  t.ok(await createOllama({ url: fake.url }).version(never()), 'it is used again as soon as it is back')
  t.equal(
    (await failure(createOllama({ url: 'http://nowhere.invalid:11434' }).models(never()))).code,
    'LLM_UNREACHABLE',
  )

  const other = createServer((_, res) => res.end('<html>hello</html>'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  t.teardown(() => other.close())
  const stranger = createOllama({ url: `http://127.0.0.1:${(other.address() as AddressInfo).port}` })
  t.equal((await failure(stranger.models(never()))).code, 'LLM_FAILED')
  t.equal((await failure(stranger.resident(never()))).code, 'LLM_FAILED')
  t.equal((await failure(stranger.generate(request(), never()))).code, 'LLM_FAILED')
})

t.test('a call given up here ends on the server too: an endless answer does not keep its slot', async (t) => {
  const fake = await startFakeOllama(t, { timeScale: 100, seconds: () => 1 })
  // Nothing but the client's leaving ends this call: the fake never says that it is done.
  fake.setFault(['unending', null])
  const ollama = createOllama({ url: fake.url })
  const error = await failure(ollama.generate(request(), never()))
  t.equal(error.code, 'LLM_ANSWER_INVALID')
  t.ok(await ollama.generate(request(), never()), 'the next call gets the only slot')
  t.equal(fake.calls[0]?.outcome, 'aborted')
})

t.test('an answer longer than its tokens can be is given up', async (t) => {
  const fake = await startFakeOllama(t, { answer: () => 'never the same: '.repeat(3).concat(words(2_000)) })
  fake.setFault('unlimited')
  const error = await failure(createOllama({ url: fake.url }).generate(request({ max_tokens: 100 }), never()))
  t.equal(error.code, 'LLM_ANSWER_INVALID')
  t.match(error.message, /longer than 800 characters/)
})
const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')
