import Type from 'typebox'
import { substanceLength } from '../../text/boilerplate.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'

/** Below this a text says nothing about the job (seed 9193), counted after company portrait, benefits and legal text are left out. */
export const SHORTEST_DESCRIPTION = 100

/** Refuses a posting that has too little text of its own to be worth any further step (seed conversation 9193). */
export const validate = step({
  id: 9193,
  name: 'Validate Job Description',
  model: null,
  needs: { posting: posting.self },
  yields: Type.Object({
    verdict: Type.Enum(['VALID', 'NO_DESCRIPTION', 'TOO_SHORT']),
    characters: Type.Integer({ minimum: 0 }),
  }),
  tokens: ['VALID', 'NO_DESCRIPTION', 'TOO_SHORT'],
  builtin: ({ posting }) => {
    if (!posting.has_description) return { verdict: 'NO_DESCRIPTION' as const, characters: 0 }
    const characters = substanceLength(posting.text.sections)
    return { verdict: characters < SHORTEST_DESCRIPTION ? ('TOO_SHORT' as const) : ('VALID' as const), characters }
  },
  decides: ({ verdict }) => verdict,
  saves: ({ verdict, characters }) =>
    verdict === 'VALID'
      ? {}
      : {
          posting_status: 'invalid',
          invalid_reason:
            verdict === 'NO_DESCRIPTION'
              ? 'no description'
              : `only ${characters} characters about the job itself (at least ${SHORTEST_DESCRIPTION})`,
        },
})
