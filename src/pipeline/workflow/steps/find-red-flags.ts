import { findRedFlagsAsk } from '../asks/find-red-flags.ts'
import { findRedFlags as find } from '../builtin/ihl/find-red-flags.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Analysis } from '../records.ts'

/** IHL analyst: signs that the opening is already meant for somebody (seed conversation 9161). */
export const findRedFlags = step({
  id: 9161,
  name: 'IHL Analyst - Find Red Flags',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text },
  yields: Analysis,
  tokens: ['DONE'],
  builtin: ({ posting }) => find(posting),
  asks: findRedFlagsAsk,
  decides: () => 'DONE',
})
