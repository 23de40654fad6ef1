import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { editConversation } from '../../src/pipeline/workflow/edit-conversation.ts'
import { onBothEngines } from '../helpers/database.ts'
import { CANDIDATE, GRADER, withPast } from '../pipeline/workflow/trial/on-trial.ts'
import { testGraphql } from './client.ts'

t.setTimeout(0)

const TRY = `mutation ($input: TrialConversationInput!) {
  trialConversation(input: $input) { operation { id state result } userErrors { code field } } }`
const EDIT = `mutation ($input: UpdateConversationInput!) {
  updateConversation(input: $input) { conversation { model requiresTrial } userErrors { code } } }`

onBothEngines(t, 'a trial by mutation opens the way to the switch that it tried', async (t, database) => {
  const { batches, ended } = await withPast(t, database, 2)
  const { ask } = await testGraphql(t, database, {
    conversations: { update: (...edit) => editConversation(database, ...edit), trial: batches.startTrial },
    batches: { cancel: batches.cancel },
  })
  const edit = async (more: object) =>
    (await ask(EDIT, { input: { id: `Conversation:${GRADER}`, ...more } })).data.updateConversation
  const attempt = async (more: object) =>
    (await ask(TRY, { input: { conversation: `Conversation:${GRADER}`, model: CANDIDATE, ...more } })).data
      .trialConversation
  t.match(await edit({ requiresTrial: true }), { conversation: { requiresTrial: true } })
  t.match(await edit({ model: CANDIDATE }), { conversation: null, userErrors: [{ code: 'TRIAL_REQUIRED' }] })
  t.match(await edit({ trialId: 'x' }), { userErrors: [{ code: 'VALIDATION' }] })
  const { operation } = await attempt({ sample: 2 })
  t.match(operation, { state: 'queued', result: null })
  await ended(operation.id)
  const { data } = await ask(`{ operation(id: "${operation.id}") { state progress result } }`)
  t.match(data.operation, {
    state: 'succeeded',
    progress: 1,
    result: { sample: 2, sides: { candidate: { model: CANDIDATE } } },
  })
  t.match(await edit({ model: CANDIDATE, trialId: operation.id }), {
    conversation: { model: CANDIDATE },
    userErrors: [],
  })

  for (const [wrong, error] of [
    [{ sample: 0 }, { code: 'VALIDATION', field: 'input.sample' }],
    [{ temperature: 3 }, { code: 'VALIDATION', field: 'input.temperature' }],
    [{ model: '' }, { code: 'VALIDATION', field: 'input.model' }],
    [{ promptTemplate: '{{posting}}' }, { code: 'PROMPT_SLOT_MISSING' }],
    [{ conversation: 'nobody' }, { code: 'CONVERSATION_NOT_FOUND' }],
  ] as const)
    t.match(await attempt(wrong), { operation: null, userErrors: [error] }, JSON.stringify(wrong))

  const another = await attempt({ conversation: 'session_b_gemma2_grade' })
  const cancel = `mutation { cancelBatch(id: "${another.operation.id}") { operation { state } userErrors { code } } }`
  t.match((await ask(cancel)).data.cancelBatch, { operation: { state: 'cancelled' } })
  t.match((await ask(cancel)).data.cancelBatch, { userErrors: [{ code: 'ALREADY_FINISHED' }] })

  const { key } = await createApiKey(database, { name: 'read', scope: 'read', actor: 'test' })
  const denied = await ask(TRY, { input: { conversation: '3336' } }, { 'x-internal-api-key': key })
  t.match(denied.errors, [{ extensions: { code: 'API_KEY_LACKS_SCOPE' } }])
})
