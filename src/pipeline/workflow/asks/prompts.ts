import { parseTemplate, slotsOf } from '../../llm/template.ts'
import type { Workflow } from '../graph.ts'

/** Slots that winnow itself fills, for every conversation that shows them. */
export const OWN_SLOTS = ['answer_form', 'language'] as const

/** What a conversation's row starts with. `slots` must all appear in whatever an operator makes of the prompt. */
export type ShippedPrompt = { template: string; slots: string[]; max_tokens: number }

/** The shipped prompts of the conversations that a model can perform. */
export function promptsOf({ steps }: Workflow): Map<number, ShippedPrompt> {
  return new Map(
    [...steps.values()].flatMap(({ id, asks }) =>
      asks
        ? [[id, { template: asks.prompt, slots: slotsOf(parseTemplate(asks.prompt)), max_tokens: asks.max_tokens }]]
        : [],
    ),
  )
}

/** The slots of each conversation's prompt. */
export function promptSlotsOf(workflow: Workflow): Map<number, string[]> {
  return new Map([...promptsOf(workflow)].map(([id, { slots }]) => [id, slots]))
}
