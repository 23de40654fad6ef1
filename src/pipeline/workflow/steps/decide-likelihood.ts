import { decideLikelihoodAsk } from '../asks/decide-likelihood.ts'
import { decideLikelihood as decide } from '../builtin/ihl/decide-likelihood.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Likelihood } from '../records.ts'
import { challengeFlags } from './challenge-flags.ts'
import { findRedFlags } from './find-red-flags.ts'

/** IHL expert: weighs analyst and skeptic; the score itself is computed from the flags that stand (seed conversation 9163). */
export const decideLikelihood = step({
  id: 9163,
  name: 'IHL HR Expert - Final Verdict',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text, analysis: findRedFlags.output, challenge: challengeFlags.output },
  yields: Likelihood,
  tokens: ['DONE'],
  builtin: ({ posting, analysis, challenge }) => decide(posting, analysis, challenge),
  asks: decideLikelihoodAsk,
  decides: () => 'DONE',
  saves: (likelihood) => ({ likelihood }),
})
