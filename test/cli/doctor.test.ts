import t from 'tap'
import type { Finding } from '../../src/cli/finding.ts'
import { findingsOfHost, neededModels } from '../../src/cli/llm-findings.ts'
import type { ConversationRow } from '../../src/db/conversations.ts'
import { answerLike } from '../helpers/fake-answers.ts'
import { type FakeOllamaOptions, startFakeOllama } from '../helpers/fake-ollama/server.ts'
import { winnowIn } from './winnow.ts'

const ollamaIn = (findings: Finding[]) => findings.filter(({ check }) => check.startsWith('ollama'))
const said = (findings: Finding[]) => findings.map(({ state, message }) => `${state}: ${message}`).join('\n')

t.test(
  'doctor says what an Ollama server lacks, with the command that helps, before there is a database',
  async (t) => {
    const fake = await startFakeOllama(t, { models: ['gemma3:1b', 'qwen2.5:7b', 'nomic-embed-text'], dimensions: 64 })
    const winnow = winnowIn(t, { OLLAMA_HOSTS: `${fake.url};slots=2`, EMBEDDING_MODEL: 'nomic-embed-text' })
    const findings = ollamaIn(await winnow.json<Finding[]>('doctor'))
    t.match(said(findings), /ok: http:\S+ answers, version \d/)
    t.match(said(findings), /fault: has no model gemma2:latest: run "ollama pull gemma2:latest" there/)
    t.match(said(findings), /2 calls a model, 1 models in memory; Ollama does not tell/)
    t.match(said(findings), /ok: \S+ keeps to a schema/)
    t.match(said(findings), /ok: nomic-embed-text:latest embeds into 64 dimensions/)
    t.equal((await winnow.run('doctor')).code, 1)
  },
)

t.test('the context sizes of the conversations are compared with each other and with the model', async (t) => {
  const fake = await startFakeOllama(t, { contextLength: 4_096 })
  const host = { url: fake.url, slots: 1, loaded: 1 }
  const row = { model_used: 'qwen2.5:7b', num_ctx: 2_048, enabled: true } as ConversationRow
  const rows = [row, { ...row, num_ctx: 16_384 }, { ...row, model_used: 'absent', enabled: false }]
  const findings = said(await findingsOfHost(host, await neededModels(rows), undefined))
  t.match(findings, /fault: qwen2.5:7b reads at most 4096 tokens; a conversation has num_ctx 16384/)
  t.match(findings, /note: qwen2.5:7b is asked for with num_ctx 2048 and 16384/)
  t.notMatch(findings, /absent/, 'a conversation that is switched off needs no model')
})

t.test('an Ollama that does not answer is a fault that names the setting; without one nothing is said', async (t) => {
  const fake = await startFakeOllama(t)
  await fake.down()
  const silent = await winnowIn(t, { OLLAMA_HOST: fake.url }).json<Finding[]>('doctor')
  t.match(said(ollamaIn(silent)), /^fault: No Ollama answers at .*OLLAMA_HOST/)
  t.same(ollamaIn(await winnowIn(t).json<Finding[]>('doctor')), [])
})

/** What doctor asks of every server first; the rest is the workflow's. */
const WET = 'Answer with JSON: is water wet?'
const good: FakeOllamaOptions['answer'] = ({ text, format }) =>
  text.startsWith(WET) ? '{"wet":true}' : answerLike({ prompt: text, format })

t.test('one posting is timed through every conversation on each host, without a database', async (t) => {
  const hosts = await Promise.all([1, 2].map(() => startFakeOllama(t, { answer: good })))
  const winnow = winnowIn(t, { OLLAMA_HOSTS: hosts.map(({ url }) => url).join(',') })
  const { code, stdout, stderr } = await winnow.run('doctor', '--posting')
  t.equal(code, 0, stdout + stderr)
  t.match(stdout, /posting \S+ +ok +[\d.]+ s and [\d.]+ s of loading; 10 of 10 answers can be used/)
  const timed = stdout.match(/^.{20,32} \S+:\S+ +[\d.]+ +[\d.]+ +\d+ +\d+ +\d+ % +valid$/gm)
  t.equal(timed?.length, 2 * 10, stdout)
  t.match(stdout, /^Format Standardization +builtin .* code$/m, 'no model is asked what code does')
  for (const { loads } of hosts)
    t.ok(loads.length <= 4, 'each model is loaded once, and the one of the schema check before')
})

t.test('an answer that cannot be used is named with its conversation, and doctor fails', async (t) => {
  const chatty = (text: string) => (text.startsWith(WET) ? '{"wet":true}' : 'Sure, here is the JSON you asked for.')
  const ollama = await startFakeOllama(t, { answer: ({ text }) => chatty(text) })
  const findings = await winnowIn(t, { OLLAMA_HOST: ollama.url }).json<Finding[]>('doctor', '--posting')
  const timed = findings.at(-1)
  t.match(timed, { check: /^posting/, state: 'fault', message: /; 0 of 10 answers can be used/ })
  t.match(timed?.conversations?.[0], {
    conversation_id: 3335,
    repaired: true,
    fault: /cannot be used/,
    agreement: null,
  })
})

t.test('a posting is not timed where something is at fault already, nor without an Ollama', async (t) => {
  const fake = await startFakeOllama(t, { models: ['gemma3:1b'] })
  const calls = async (environment: Record<string, string>) =>
    (await winnowIn(t, environment).json<Finding[]>('doctor', '--posting')).at(-1)
  t.match(await calls({ OLLAMA_HOST: fake.url }), { state: 'note', message: /mend the faults above/ })
  t.equal(fake.calls.filter(({ endpoint }) => endpoint === 'chat').length, 1, 'the schema check alone')
  t.match(await calls({}), { state: 'fault', message: /OLLAMA_HOST/ })
})
