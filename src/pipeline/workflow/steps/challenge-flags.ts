import { challengeFlagsAsk } from '../asks/challenge-flags.ts'
import { challengeFlags as challenge } from '../builtin/ihl/challenge-flags.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Challenge } from '../records.ts'
import { findRedFlags } from './find-red-flags.ts'

/** IHL skeptic: evidence that the search is honest after all (seed conversation 9162). */
export const challengeFlags = step({
  id: 9162,
  name: 'IHL Skeptic - Challenge Analyst',
  model: 'gemma2:latest',
  needs: { posting: posting.text, analysis: findRedFlags.output },
  yields: Challenge,
  tokens: ['DONE'],
  builtin: ({ posting, analysis }) => challenge(posting, analysis),
  asks: challengeFlagsAsk,
  decides: () => 'DONE',
})
