import { errors } from '../../errors.ts'

/** A prompt cut at its slots: words of the template, and names of slots, in order. */
export type Template = readonly ({ words: string } | { slot: string })[]

/** A slot: {{name}}. The trigger of migrations/0006_llm.ts reads templates by the same rule. */
const SLOT = /\{\{([^{}]*)\}\}/g

/** Cuts a template at its slots. Pure; any text is a template. */
export function parseTemplate(text: string): Template {
  const parts: ({ words: string } | { slot: string })[] = []
  let end = 0
  for (const match of text.matchAll(SLOT)) {
    if (match.index > end) parts.push({ words: text.slice(end, match.index) })
    parts.push({ slot: match[1] ?? '' })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ words: text.slice(end) })
  return parts
}

/** The slots that a template shows, each once, in order. */
export function slotsOf(template: Template): string[] {
  return [...new Set(template.flatMap((part) => ('slot' in part ? [part.slot] : [])))]
}

/**
 * Throws PROMPT_SLOT_UNKNOWN where a template shows a slot that there is not, PROMPT_SLOT_MISSING where it leaves one out: either way
 * a model would be asked about a hole.
 */
export function checkTemplate(template: string | Template, known: readonly string[]): void {
  const used = slotsOf(typeof template === 'string' ? parseTemplate(template) : template)
  const unknown = used.find((slot) => !known.includes(slot))
  if (unknown !== undefined) throw errors.promptSlotUnknown(unknown, known)
  const missing = known.filter((slot) => !used.includes(slot))
  if (missing.length > 0) throw errors.promptSlotMissing(missing)
}

/**
 * Fills a template in one pass: what a slot's text holds is never looked at again, so braces of a posting stay as they are. Throws
 * PROMPT_SLOT_UNKNOWN, PROMPT_SLOT_MISSING, and PROMPT_SLOT_EMPTY for a text that is blank or none.
 */
export function renderTemplate(template: Template, texts: Readonly<Record<string, string>>): string {
  checkTemplate(template, Object.keys(texts))
  return template.map((part) => ('words' in part ? part.words : textOf(part.slot, texts[part.slot]))).join('')
}

function textOf(slot: string, text: unknown): string {
  if (typeof text !== 'string' || text.trim() === '') throw errors.promptSlotEmpty(slot)
  return text
}
