import type { InjectionSpan } from '../llm/injection-guard.ts'
import type { Language } from '../text/language.ts'
import type { Section } from '../text/sections.ts'

/** What the builtin actors read of one posting. Spans count UTF-16 code units of `description`. */
export type PostingText = {
  title: string
  company: string | null
  location: string | null
  /** The source's own id, shown as "Job ID". */
  job_id: string | null
  description: string
  language: Language
  /** Cover the description in order without overlap. */
  sections: readonly Section[]
  /** Passages that speak to a model instead of the reader: no summary shows them. */
  injections: readonly InjectionSpan[]
}

/** Whether a passage of the description holds words that speak to a model. */
export function speaksToModel({ injections }: PostingText, passage: { start: number; end: number }): boolean {
  return injections.some(({ start, end }) => start < passage.end && passage.start < end)
}
