import { SIGNED_CHECKS } from '../../db/shadow/sign-offs.ts'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { openShadow } from '../open-shadow.ts'

export const shadowSign = command({
  name: 'shadow sign',
  summary: 'Sign a check of the safety checklist that only a person can vouch for.',
  positionals: [{ name: 'CHECK', required: true, summary: SIGNED_CHECKS.join(' or ') }],
  options: {
    note: { type: 'text', value: 'TEXT', summary: 'what was done, or where it is written' },
    remove: { type: 'flag', summary: 'take the signature back' },
  },
  examples: ['shadow sign rollback_tested --note "undone and promoted again"', 'shadow sign rollback_tested --remove'],
  run: async ({ positionals: [typed], options: { note, remove }, services, caller, answer }) => {
    const check = SIGNED_CHECKS.find((name) => name === typed)
    if (check === undefined) throw errors.badOptionValue('CHECK', SIGNED_CHECKS.join(' or '))
    if (remove && note !== undefined) throw errors.badOptionValue('--note', 'given without --remove')
    const shadow = await openShadow(await services())
    if (remove) await shadow.unsign({ check, by: caller })
    else await shadow.sign({ check, note: note ?? null, by: caller })
    answer({ check, signed: !remove, by: caller }, ({ by }) =>
      remove ? `${check} is signed no more.` : `${check} is signed by ${by}.`,
    )
    return 0
  },
})
