import t from 'tap'
import { installWorkflow } from '../../src/db/conversations.ts'
import { installed } from '../../src/pipeline/workflow/installed.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'
import { onBothEngines } from '../helpers/database.ts'
import { testGraphql } from './client.ts'

const UPDATE = `mutation ($template: String) { updateConversation(input: { id: "Conversation:3335", promptTemplate: $template }) {
  conversation { promptTemplate promptVersion } userErrors { code message } } }`

await onBothEngines(t, 'a prompt with a wrong slot is a fault that the caller can mend', async (t, database) => {
  await installWorkflow(database, installed(createWorkflow3001()))
  const { ask } = await testGraphql(t, database)
  const update = async (template: string) => (await ask(UPDATE, { template })).data.updateConversation
  t.match(await update('{{posting}} {{answer_form}} {{language}} {{salary}}'), {
    conversation: null,
    userErrors: [{ code: 'PROMPT_SLOT_UNKNOWN', message: /"salary"; known: answer_form, language, posting/ }],
  })
  t.match(await update('{{posting}}'), { conversation: null, userErrors: [{ code: 'PROMPT_SLOT_MISSING' }] })
  t.match(await update('Short. {{answer_form}} {{language}} {{posting}}'), {
    conversation: { promptVersion: 2, promptTemplate: /^Short/ },
    userErrors: [],
  })
})
