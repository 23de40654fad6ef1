import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'
import { CANDIDATE, GRADER, withPast } from '../pipeline/workflow/trial/on-trial.ts'

t.setTimeout(0)

onBothEngines(t, 'a trial over HTTP opens the way to the switch that it tried', async (t, database) => {
  const { batches, ended } = await withPast(t, database, 2)
  const { app } = await testApp(t, database, { batches })
  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers: object = keyed) => {
    const reply = await app.inject({
      method,
      url: `/_internal${url}`,
      headers: { ...headers },
      ...(payload ? { payload } : {}),
    })
    return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
  }
  const edit = (changes: object) => call('PATCH', `/conversations/${GRADER}`, changes)
  t.match((await edit({ requires_trial: true })).body.data, { requires_trial: true })
  t.match((await call('GET', `/conversations/${GRADER}`)).body.data, { requires_trial: true })
  t.match(await edit({ model_used: CANDIDATE }), { status: 409, body: { code: 'TRIAL_REQUIRED', fix: /winnow trial/ } })
  t.match(await edit({ trial_id: 'x' }), { status: 422 })

  const started = await call('POST', '/pipeline/trials', { conversation: String(GRADER), model: CANDIDATE, sample: 2 })
  const { id } = started.body.data.operation
  t.match(started, {
    status: 202,
    body: { data: { operation: { kind: 'trial', state: 'queued', requested_by: 'environment' } } },
  })
  t.equal(started.headers.location, `/_internal/operations/${id}`)
  t.match(await edit({ model_used: CANDIDATE, trial_id: id }), { status: 409, body: { detail: /queued/ } })
  await ended(id)
  t.match((await call('GET', `/operations/${id}`)).body.data, {
    state: 'succeeded',
    progress: 1,
    result: {
      sample: 2,
      agreement: 1,
      sides: { recorded: { model: 'gemma2:latest' }, candidate: { model: CANDIDATE } },
    },
  })
  t.match((await edit({ model_used: CANDIDATE, trial_id: id })).body.data, { model_used: CANDIDATE })
  t.match(await call('POST', `/operations/${id}/cancel`), { status: 409, body: { code: 'ALREADY_FINISHED' } })

  for (const [wrong, status] of [
    [{}, 422],
    [{ conversation: '3336', sample: 0 }, 422],
    [{ conversation: '3336', sample: 501 }, 422],
    [{ conversation: '3336', temperature: 3 }, 422],
    [{ conversation: '3336', prompt_template: '{{posting}}' }, 422],
    [{ conversation: '9144', model: CANDIDATE }, 422],
    [{ conversation: 'nobody' }, 404],
  ] as const)
    t.equal((await call('POST', '/pipeline/trials', wrong)).status, status, JSON.stringify(wrong))
  const { key } = await createApiKey(database, { name: 'read', scope: 'read', actor: 'test' })
  t.equal((await call('POST', '/pipeline/trials', { conversation: '3336' }, { 'x-internal-api-key': key })).status, 403)

  const other = await call('POST', '/pipeline/trials', { conversation: 'session_b_gemma2_grade', model: CANDIDATE })
  t.match((await call('POST', `/operations/${other.body.data.operation.id}/cancel`)).body.data, { state: 'cancelled' })
})
