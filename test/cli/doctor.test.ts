import t from 'tap'
import type { Finding } from '../../src/cli/finding.ts'
import { findingsOfHost, neededModels } from '../../src/cli/llm-findings.ts'
import type { ConversationRow } from '../../src/db/conversations.ts'
import { startFakeOllama } from '../helpers/fake-ollama/server.ts'
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
