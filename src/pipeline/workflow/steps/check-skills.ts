import Type from 'typebox'
import { step } from '../definition.ts'
import { isCurrent } from '../lineage.ts'
import { posting } from '../posting.ts'

/** Skips the skills branch when skills of the same text by the same versions exist (seed conversation 9185). */
export const checkSkills = step({
  id: 9185,
  name: 'Check if Skills Exist',
  model: null,
  needs: { posting: posting.self },
  yields: Type.Object({ current: Type.Boolean() }),
  tokens: ['RUN', 'SKIP'],
  builtin: ({ posting }) => ({ current: isCurrent(posting.skills_lineage, posting) }),
  decides: ({ current }) => (current ? 'SKIP' : 'RUN'),
})
