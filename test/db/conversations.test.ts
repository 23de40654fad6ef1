import { sql } from 'kysely'
import t from 'tap'
import { installWorkflow, readPromptSlots } from '../../src/db/conversations.ts'
import { errors } from '../../src/errors.ts'
import { promptSlotsOf, promptsOf } from '../../src/pipeline/workflow/asks/prompts.ts'
import { editConversation } from '../../src/pipeline/workflow/edit-conversation.ts'
import { installed } from '../../src/pipeline/workflow/installed.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'
import { onBothEngines } from '../helpers/database.ts'

const workflow = createWorkflow3001()
type Row = {
  conversation_id: number
  prompt_template: string | null
  prompt_slots: string[] | null
  prompt_version: number
}
type Version = { conversation_id: number; prompt_version: number; prompt_template: string; edited_by: string }

t.test('a new database starts with eleven prompts, each at version 1 and with its slots', async (t) => {
  await onBothEngines(t, 'installed', async (t, database) => {
    await installWorkflow(database, installed(workflow))
    const rows = await read<Row>(database.db, 'conversations')
    const versions = await read<Version>(database.db, 'prompt_versions')
    const shipped = promptsOf(workflow)
    t.equal(shipped.size, 11)
    for (const { conversation_id, prompt_template, prompt_slots, prompt_version } of rows) {
      const prompt = shipped.get(conversation_id)
      t.equal(prompt_template, prompt?.template ?? null)
      t.same(prompt_slots, prompt ? [...prompt.slots].sort() : null)
      t.equal(prompt_version, 1)
    }
    t.equal(versions.length, 11)
    for (const version of versions)
      t.match(version, {
        prompt_version: 1,
        edited_by: 'winnow',
        prompt_template: shipped.get(version.conversation_id)?.template,
      })
    await installWorkflow(database, installed(workflow))
    t.equal((await read(database.db, 'prompt_versions')).length, 11, 'a second start changes nothing')
  })
})

t.test('a start fills only what is empty, and never overwrites an edited prompt', async (t) => {
  await onBothEngines(t, 'edited', async (t, database) => {
    const older = installed(workflow)
    await installWorkflow(database, {
      ...older,
      conversations: older.conversations.map((each) => ({ ...each, prompt: null })),
    })
    await sql`update conversations set prompt_template = 'My words: {{posting}} {{answer_form}} {{language}}' where conversation_id = 3335`.execute(
      database.db,
    )
    await sql`update conversations set prompt_template = 'Of old: {description}' where conversation_id = 3336`.execute(
      database.db,
    )
    await installWorkflow(database, older)
    const rows = await read<Row>(database.db, 'conversations')
    const of = (id: number) => rows.find(({ conversation_id }) => conversation_id === id)
    t.match(of(3335), { prompt_version: 2, prompt_template: /^My words/ })
    t.same(of(3335)?.prompt_slots, ['answer_form', 'language', 'posting'])
    t.match(of(3336), { prompt_version: 2, prompt_template: 'Of old: {description}' })
    t.equal(of(3336)?.prompt_slots, null, 'slots that the template lacks are not forced upon it')
    t.match(of(3337), { prompt_version: 1, prompt_template: promptsOf(workflow).get(3337)?.template })
  })
})

t.test('a prompt with an unknown or a missing slot is refused, with the known ones named', async (t) => {
  await onBothEngines(t, 'refused', async (t, database) => {
    await installWorkflow(database, installed(workflow))
    const edit = (prompt_template: string) => editConversation(database, 3335, { prompt_template }, 'tester')
    await t.rejects(edit('{{answer_form}} {{language}} {{postnig}} {{posting}}'), {
      code: 'PROMPT_SLOT_UNKNOWN',
      message: /postnig.*answer_form, language, posting/,
    })
    await t.rejects(edit('{{posting}}'), {
      code: 'PROMPT_SLOT_MISSING',
      message: /\{\{answer_form\}\}, \{\{language\}\}/,
    })
    t.match(await edit('{{answer_form}} {{language}} {{posting}} now'), { prompt_version: 2 })
    await t.rejects(
      sql`update conversations set prompt_template = '{{nobody}}' where conversation_id = 3336`.execute(database.db),
      { code: '23514', message: /no slot \{\{nobody\}\}; known slots: answer_form, posting, summary/ },
    )
    t.same(await readPromptSlots(database.db, 3335), [...(promptSlotsOf(workflow).get(3335) ?? [])].sort())
    t.equal(await readPromptSlots(database.db, 9144), null)
    t.match(errors.promptSlotUnknown('x', ['y']), { status: 422 })
  })
})

async function read<T>(db: Parameters<typeof readPromptSlots>[0], table: string): Promise<T[]> {
  const { rows } = await sql<T>`select * from ${sql.table(table)} order by 1`.execute(db)
  return rows
}
