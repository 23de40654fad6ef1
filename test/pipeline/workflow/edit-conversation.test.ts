import { sql } from 'kysely'
import t from 'tap'
import type { ConversationChanges } from '../../../src/db/conversations.ts'
import { editConversation } from '../../../src/pipeline/workflow/edit-conversation.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { testWorkflow } from '../../helpers/workflow.ts'

const GRADER = 3336

onBothEngines(
  t,
  'where a trial is required, model and prompt change only with one that tried just that',
  async (t, database) => {
    const { workflow } = await testWorkflow(database)
    const own = workflow.steps.get(GRADER)?.asks?.prompt as string
    const edit = (changes: ConversationChanges, trial?: string) =>
      editConversation(database, GRADER, changes, 'test', trial)
    const trial = async (input: object, { state = 'succeeded', sample = 5 } = {}): Promise<string> => {
      const tried = {
        conversation_id: GRADER,
        model: 'new',
        prompt_template: own,
        temperature: 0,
        sample: 20,
        ...input,
      }
      const { rows } = await sql<{ id: string }>`
      insert into operations (kind, state, input, result) values ('trial', ${state}, ${JSON.stringify(tried)}::jsonb,
        ${JSON.stringify({ sample })}::jsonb) returning operation_id as id`.execute(database.db)
      return rows[0]?.id as string
    }
    t.match(await edit({ requires_trial: true }), { requires_trial: true })
    const refused = async (changes: ConversationChanges, id: string | undefined, why: RegExp) =>
      t.rejects(edit(changes, id), { code: 'TRIAL_REQUIRED', message: why })

    await refused({ model_used: 'new' }, undefined, /none was named/)
    await t.rejects(edit({ model_used: 'new' }, 'nonsense'), { code: 'OPERATION_NOT_FOUND' })
    await refused({ model_used: 'new' }, await trial({}, { state: 'failed' }), /is failed/)
    await refused({ model_used: 'new' }, await trial({}, { sample: 0 }), /compared nothing/)
    await refused({ model_used: 'new' }, await trial({ model: 'third' }), /another model/)
    await refused({ model_used: 'new' }, await trial({ conversation_id: 3337 }), /another conversation/)
    await refused({ model_used: 'new' }, await trial({ temperature: 1 }), /another temperature/)
    await refused({ model_used: 'new' }, await trial({ prompt_template: `${own} Please.` }), /another prompt/)
    await refused({ prompt_template: `${own} Please.` }, await trial({}), /another model/)
    t.match(
      await edit({ timeout_seconds: 60, model_used: 'gemma2:latest', prompt_template: own }),
      { timeout_seconds: 60 },
      'no switch',
    )

    t.match(await edit({ model_used: 'new' }, await trial({})), { model_used: 'new' })
    const longer = { prompt_template: `${own} Please.` }
    t.match(await edit({ ...longer, temperature: 1 }, await trial({ ...longer, temperature: 1 })), {
      ...longer,
      temperature: 1,
    })
    await refused({ model_used: 'gemma2:latest' }, await trial({ model: 'gemma2:latest' }), /another prompt/)
    t.match(await edit({ model_used: 'builtin' }), { model_used: 'builtin' }, 'the way back to code is open')
    await refused({ model_used: 'new', requires_trial: false }, undefined, /none/)
    t.match(await edit({ requires_trial: false }), { requires_trial: false })
    t.match(await edit({ model_used: 'new' }), { model_used: 'new' })
  },
)
