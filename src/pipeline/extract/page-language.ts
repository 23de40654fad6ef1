import { detectLanguage } from '../text/detect-language.ts'
import { languageOfSmallWords } from '../text/small-words.ts'
import type { PageDocument } from './document/page-node.ts'

/** A text of this length tells its language by its beginning. */
const ENOUGH = 400

/** ISO 639-1 of a page for reading its lists and lines: what it states, else what its text is in. */
export function statedLanguageOf(text: string, page: PageDocument): string {
  return page.stated_language ?? detectLanguage(text.slice(0, ENOUGH))
}

/** ISO 639-1 of a text: what the page states when its beginning agrees, else what most of the text is; `und` for too little. */
export function languageOf(text: string, page: PageDocument): string {
  if (text.length > ENOUGH && page.stated_language !== null) {
    const start = Math.floor(text.length / 3)
    const sample = text.slice(start, start + 220)
    if (languageOfSmallWords(sample) === page.stated_language || detectLanguage(sample) === page.stated_language)
      return page.stated_language
  }
  return detectLanguage(text)
}
