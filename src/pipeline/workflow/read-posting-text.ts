import { findInjections } from '../llm/injection-guard.ts'
import { detectLanguage } from '../text/detect-language.ts'
import type { Language } from '../text/language.ts'
import { readSections } from '../text/read-sections.ts'
import type { PostingText } from './posting-text.ts'

/** What a posting's record says, as stored. */
export type PostingRecord = Omit<PostingText, 'language' | 'sections' | 'injections'> & { language?: Language | null }

/**
 * Reads a stored posting once for all builtin actors: its language, unless the record knows it, its sections, and what in it speaks to models. Pure; the description
 * stays as it is.
 */
export function readPostingText(record: PostingRecord): PostingText {
  const { title, company, location, job_id, description } = record
  const language = record.language ?? detectLanguage(description)
  const sections = readSections(description, language)
  // What stands in the head lines is shown to models too, but has no place in the description: 0 to 0.
  const head = [title, company, location].flatMap((text) => (text ? findInjections(text) : []))
  const injections = [...findInjections(description), ...head.map((span) => ({ ...span, start: 0, end: 0 }))]
  return { title, company, location, job_id, description, language, sections, injections }
}
