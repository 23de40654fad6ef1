import { listActions } from '../../db/shadow/actions.ts'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { openShadow } from '../open-shadow.ts'
import { reasonsText } from '../render/shadow-text.ts'

const LOOKED_AT = 100

export const shadowUndo = command({
  name: 'shadow undo',
  summary:
    'Take a promotion or a discard of shadow postings back. What was written to a live posting since is left alone.',
  positionals: [
    {
      name: 'ID',
      required: false,
      summary: 'as the promotion or the report names it (default: the newest not undone)',
    },
  ],
  examples: ['shadow undo'],
  run: async ({ positionals: [named], services, caller, answer, signal }) => {
    const running = await services()
    const id = named ?? (await newest(running.database.db))
    const done = await (await openShadow(running)).undo({ id, by: caller, signal })
    answer(done, ({ kind, postings, undone, skipped, complete }) =>
      [
        `${undone} of ${postings} postings of the ${kind} undone.`,
        ...reasonsText(skipped),
        ...(complete ? [] : ['Stopped before its end: the same command goes on.']),
      ].join('\n'),
    )
    return 0
  },
})

async function newest(db: Parameters<typeof listActions>[0]): Promise<string> {
  const actions = await listActions(db, null, LOOKED_AT)
  const found = actions.find(({ state }) => state !== 'undone' && state !== 'expired')
  if (!found) throw errors.shadowActionNotFound('(newest)')
  return found.shadow_action_id
}
