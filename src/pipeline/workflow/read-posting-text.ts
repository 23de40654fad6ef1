import { detectLanguage } from '../text/detect-language.ts'
import type { Language } from '../text/language.ts'
import { readSections } from '../text/read-sections.ts'
import type { PostingText } from './posting-text.ts'

/** What a posting's record says, as stored. */
export type PostingRecord = Omit<PostingText, 'language' | 'sections'> & { language?: Language | null }

/**
 * Reads a stored posting once for all builtin actors: its language, unless the record knows it, and its sections. Pure; the description
 * stays as it is.
 */
export function readPostingText(record: PostingRecord): PostingText {
  const { title, company, location, job_id, description } = record
  const language = record.language ?? detectLanguage(description)
  return { title, company, location, job_id, description, language, sections: readSections(description, language) }
}
