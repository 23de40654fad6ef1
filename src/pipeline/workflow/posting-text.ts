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
}
