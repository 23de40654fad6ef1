import { detectLanguage } from '../text/detect-language.ts'
import { readSections } from '../text/read-sections.ts'
import type { PostingText } from './posting-text.ts'

/** What a posting's record says, as stored. */
export type PostingRecord = Omit<PostingText, 'language' | 'sections'>

/** Reads a stored posting once for all builtin actors: its language and its sections. Pure; the description stays as it is. */
export function readPostingText({ title, company, location, job_id, description }: PostingRecord): PostingText {
  const language = detectLanguage(description)
  return { title, company, location, job_id, description, language, sections: readSections(description, language) }
}
