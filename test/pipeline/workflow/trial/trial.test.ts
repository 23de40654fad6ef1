import { sql } from 'kysely'
import t from 'tap'
import { claimTrial, endTrial, readTrial, touchTrial } from '../../../../src/db/trials.ts'
import { createOllama } from '../../../../src/pipeline/llm/ollama.ts'
import { modelsInForce } from '../../../../src/pipeline/workflow/models.ts'
import { createStepTimes } from '../../../../src/pipeline/workflow/step-times.ts'
import { runTrial, type TrialOptions } from '../../../../src/pipeline/workflow/trial/run-trial.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { promptTokens } from '../../../helpers/fake-ollama/request.ts'
import { inlinePerformer } from '../../../helpers/workflow.ts'
import { CANDIDATE, GRADER, until, untouchable, withPast } from './on-trial.ts'

t.setTimeout(0)

const FAIL = JSON.stringify({
  complaints: [
    { section: 'Details', rule: 'RULE', quote: 'strengthen a growing team', message: 'The summary does not say it.' },
  ],
  verdict: 'FAIL',
})

onBothEngines(t, 'a candidate is set beside the past, and nothing of the past is touched', async (t, database) => {
  // Of four postings it agrees on two, judges one otherwise, and answers one with nonsense, again after the repair.
  const { ollama, run } = await withPast(t, database, 4, {
    candidate: (text) => {
      if (text.includes('colleague number 1 ')) return FAIL.replace('RULE', /^- ([a-z_]+): /m.exec(text)?.[1] ?? 'none')
      return text.includes('colleague number 2 ') ? 'no JSON' : undefined
    },
  })
  const before = await untouchable(database)
  const past = ollama.calls.length
  const { state, report } = await run()
  t.equal(state, 'succeeded')
  const calls = ollama.calls.slice(past)
  t.equal(calls.length, 5, 'four questions and one repair')
  t.ok(calls.every(({ model }) => model === CANDIDATE))
  t.match(report, { conversation_id: GRADER, sample: 4, skipped: 0, agreement: 0.667 })
  t.match(report.sides.recorded, { model: 'gemma2:latest', answers: 4, valid: 1, repaired: null })
  t.match(report.sides.candidate, { model: CANDIDATE, answers: 4, valid: 0.75, repaired: 0.25, grounding: 1 })
  const tokens = calls.reduce((sum, { request }) => sum + promptTokens(request), 0) / 4
  t.equal(report.sides.candidate.mean_prompt_tokens, tokens)
  t.ok((report.sides.candidate.mean_seconds ?? 0) > 0)
  t.same(report.items.map(({ recorded, candidate, agreement }) => [recorded, candidate, agreement]).sort(), [
    ['PASS', 'FAIL', 0],
    ['PASS', 'PASS', 1],
    ['PASS', 'PASS', 1],
    ['PASS', 'unusable', null],
  ])
  t.match(
    report.items.find(({ fault }) => fault),
    { candidate: 'unusable', fault: /cannot be used/ },
  )
  t.same(await untouchable(database), before, 'row for row')
})

onBothEngines(t, 'the question of a trial is the recorded one, under the candidate prompt', async (t, database) => {
  const { ollama, run, workflow } = await withPast(t, database, 2)
  const bare = (text: string) => text.replaceAll(/<<<(end )?(\w+) \S+>>>/g, '')
  const asked = new Set(ollama.calls.filter(({ model }) => model === 'gemma2:latest').map(({ text }) => bare(text)))
  let from = ollama.calls.length
  await run()
  for (const { text } of ollama.calls.slice(from)) t.ok(asked.has(bare(text)), 'word for word')
  from = ollama.calls.length
  const promptTemplate = `Mind every rule. ${workflow.steps.get(GRADER)?.asks?.prompt}`
  const { report } = await run({ model: undefined, promptTemplate, temperature: 0.5 })
  t.match(report.candidate, { model: 'gemma2:latest', prompt_template: promptTemplate, temperature: 0.5 })
  for (const { text, request, num_ctx } of ollama.calls.slice(from)) {
    t.match(text, /Mind every rule/)
    t.equal(request.options.temperature, 0.5)
    t.equal(num_ctx, 8192, 'one context size a model')
  }
})

onBothEngines(t, 'a posting whose text has changed is left out and counted', async (t, database) => {
  const { run } = await withPast(t, database, 3)
  await sql`update postings set content_hash = 'other' where external_id = 'T-1'`.execute(database.db)
  const { report } = await run()
  t.match(report, { sample: 2, skipped: 1 })
})

onBothEngines(t, 'a server that is busy for a moment does not fail a trial', async (t, database) => {
  const { run, ollama } = await withPast(t, database, 2)
  ollama.setFault(['busy'])
  const { state, report } = await run()
  t.equal(state, 'succeeded')
  t.match(report.sides.candidate, { answers: 2, valid: 1 })
})

onBothEngines(
  t,
  'a server that stays away fails it after its tries, a slow answer is the candidate’s own',
  async (t, database) => {
    const { ollama, workflow } = await withPast(t, database, 1)
    const options: TrialOptions = {
      database,
      workflow,
      performer: inlinePerformer(),
      calls: { ask: ({ call, signal }) => call(createOllama({ url: ollama.url }), signal) },
      times: createStepTimes(database.db, workflow),
      models: (rows) => modelsInForce(workflow, rows),
      pausesMs: [1, 1],
    }
    const input = { conversation_id: GRADER, model: CANDIDATE, temperature: 0, sample: 5 }
    const prompt_template = workflow.steps.get(GRADER)?.asks?.prompt as string
    const run = () =>
      runTrial(
        options,
        { ...input, prompt_template },
        { signal: new AbortController().signal, onProgress: () => undefined },
      )
    const past = ollama.calls.length
    ollama.setFault('busy')
    await t.rejects(run(), { code: 'LLM_BUSY' })
    t.equal(ollama.calls.length, past + 3)
    ollama.setFault('hang')
    await sql`update conversations set timeout_seconds = 1`.execute(database.db)
    const { sides, items } = await run()
    t.match(sides.candidate, { answers: 1, valid: 0, mean_seconds: null })
    t.match(items, [{ candidate: 'unusable', fault: /within 1 seconds/ }])
  },
)

onBothEngines(t, 'a model that nobody has pulled fails it at once, with the command', async (t, database) => {
  const { run, ollama } = await withPast(t, database, 2)
  const past = ollama.calls.length
  const { state, error } = await run({ model: 'nosuch:1b' })
  t.equal(state, 'failed')
  t.match(error, { code: 'LLM_MODEL_MISSING', fix: /ollama pull nosuch:1b/ })
  t.equal(ollama.calls.length, past)
})

onBothEngines(t, 'a trial whose worker died is taken over, a live one is not', async (t, database) => {
  const { start, ended, stateOf, newWorker } = await withPast(t, database, 2)
  const id = await start()
  const silentFor = (seconds: number) =>
    sql`update operations set state = 'running', owner = 'dead', updated_at = now() - make_interval(secs => ${seconds}) where operation_id = ${id}::uuid`.execute(
      database.db,
    )
  await silentFor(5)
  const one = newWorker()
  one.start()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await one.stop()
  t.equal(await stateOf(id), 'running', 'its worker spoke a moment ago')
  await silentFor(31)
  const { state, report } = await ended(id)
  t.equal(state, 'succeeded')
  t.equal(report.sample, 2)
  t.notOk(await touchTrial(database.db, id, 'dead', 0.1), 'the dead one finds that it is no longer its own')
  await endTrial(database, id, 'dead', { error: { code: 'INTERNAL', message: 'late', fix: '' } })
  t.equal(await stateOf(id), 'succeeded')
})

onBothEngines(t, 'only who drives a host takes a trial', async (t, database) => {
  const { start } = await withPast(t, database, 1)
  const id = await start()
  t.equal(await claimTrial(database.db, 'elsewhere'), undefined)
  await sql`update llm_hosts set owner = 'driver', lease_until = now() + interval '1 minute'`.execute(database.db)
  t.equal((await claimTrial(database.db, 'driver'))?.operation_id, id)
  t.equal(await claimTrial(database.db, 'driver'), undefined, 'no second time')
  await sql`update llm_hosts set lease_until = now() - interval '1 second'`.execute(database.db)
  t.notOk(await touchTrial(database.db, id, 'driver', 0.5), 'without its host it gives up')
})

onBothEngines(t, 'a stopped worker gives its trial back, and the next one ends it', async (t, database) => {
  let slow = false
  const { start, ended, stateOf, newWorker, ollama } = await withPast(t, database, 2, {
    seconds: () => (slow ? 1e6 : 1),
  })
  const id = await start()
  slow = true
  const past = ollama.calls.length
  const one = newWorker()
  one.start()
  await until(() => ollama.calls.length > past)
  const begun = Date.now()
  await one.stop()
  t.ok(Date.now() - begun < 10_000)
  t.equal(await stateOf(id), 'queued')
  slow = false
  t.equal((await ended(id)).state, 'succeeded')
})

onBothEngines(
  t,
  'a cancelled trial stops asking and keeps no result; a second cancel is refused',
  async (t, database) => {
    let slow = false
    const { start, batches, newWorker, ollama } = await withPast(t, database, 2, { seconds: () => (slow ? 1e6 : 1) })
    const id = await start()
    slow = true
    const past = ollama.calls.length
    const one = newWorker()
    one.start()
    await until(() => ollama.calls.length > past)
    await batches.cancel(id, 'test')
    await until(() => ollama.calls.slice(past).every(({ outcome }) => outcome === 'aborted'))
    await one.stop()
    t.match(await readTrial(database.db, id), { state: 'cancelled', result: null, error: null })
    await t.rejects(batches.cancel(id, 'test'), { code: 'ALREADY_FINISHED', message: /^Trial/ })
  },
)

onBothEngines(t, 'what cannot be tried is refused before anything is started', async (t, database) => {
  const { start, workflow } = await withPast(t, database, 0)
  await t.rejects(start({ conversation: 'nobody' }), { code: 'CONVERSATION_NOT_FOUND' })
  await t.rejects(start({ conversation: '9144' }), { code: 'VALIDATION', message: /code alone/ })
  await t.rejects(start({ model: 'builtin' }), { code: 'VALIDATION' })
  await t.rejects(start({ promptTemplate: '{{posting}}' }), { code: 'PROMPT_SLOT_MISSING' })
  await t.rejects(start({ promptTemplate: `${workflow.steps.get(GRADER)?.asks?.prompt} {{cv}}` }), {
    code: 'PROMPT_SLOT_UNKNOWN',
  })
  await t.rejects(start(), { code: 'CONFLICT', message: /no past interaction/ })
  const { rows } = await sql`select 1 from operations`.execute(database.db)
  t.equal(rows.length, 0)
})
