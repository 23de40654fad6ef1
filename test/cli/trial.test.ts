import t from 'tap'
import { USUAL_MODELS } from '../helpers/fake-ollama/server.ts'
import { answeringOllama } from '../helpers/models.ts'
import { postingRows, winnowIn } from './winnow.ts'

t.setTimeout(0)

t.test('a model is tried on the past from the command line', async (t) => {
  const ollama = await answeringOllama(t, { slots: 2, models: [...USUAL_MODELS, 'llama3:8b'] })
  const { run, json, write } = winnowIn(t, { OLLAMA_HOST: ollama.url, OLLAMA_NUM_PARALLEL: '2' }, { migrated: true })
  await json('import', write('postings.jsonl', postingRows(3)), '--source', 'demo')
  t.match(await json('batch'), { counts: { completed: 3 } })

  const past = ollama.calls.length
  const unknown = await run('trial', 'nobody', '--model', 'llama3:8b', '--json')
  t.equal(unknown.code, 1)
  t.match(JSON.parse(unknown.stdout), { error: { code: 'CONVERSATION_NOT_FOUND' } })
  const tried = await run('trial', 'session_b_gemma2_grade', '--model', 'llama3:8b', '--sample', '2', '--json')
  t.equal(tried.code, 0, tried.stderr)
  t.match(JSON.parse(tried.stdout), {
    operation_id: /-/,
    conversation_id: 3336,
    sample: 2,
    skipped: 0,
    agreement: 1,
    sides: { recorded: { model: 'gemma2:latest', valid: 1 }, candidate: { model: 'llama3:8b', valid: 1 } },
  })
  t.same(
    ollama.calls.slice(past).map(({ model }) => model),
    ['llama3:8b', 'llama3:8b'],
  )

  const prompt = write('bad.txt', ['Read {{posting}}'])
  t.match(await run('trial', '3336', '--prompt', prompt), { code: 1, stdout: '', stderr: /\{\{answer_form\}\}/ })
  const shown = await run('trial', '3336', '--model', 'llama3:8b')
  t.equal(shown.code, 0, shown.stderr)
  t.match(
    shown.stdout,
    /over 3 past interactions[\s\S]*Agreement[^\n]*100 %[\s\S]*recorded +candidate[\s\S]*gemma2:latest +llama3:8b/,
  )

  const missing = await run('trial', '3336', '--model', 'nosuch:1b', '--json')
  t.equal(missing.code, 1)
  t.match(JSON.parse(missing.stdout), { state: 'failed', error: { code: 'LLM_MODEL_MISSING' } })
  t.match(missing.stderr, /ollama pull nosuch:1b/)
})

t.test('without an Ollama there is nothing to try', async (t) => {
  const { run } = winnowIn(t, {}, { migrated: true })
  t.match(await run('trial', '3336'), { code: 1, stdout: '', stderr: /OLLAMA_HOST/ })
})
