import { eld } from 'eld/small'
import type { Language } from './language.ts'
import { languageOfSmallWords } from './small-words.ts'

/** Fewer letters than this say nothing reliable. */
const FEWEST_LETTERS = 20
/** Characters looked at in each of the samples: enough for a sure verdict, and cheap on any length. */
const SAMPLE = 220
/** Where the samples stand: 0 the beginning of the text, 1 its end. Those far apart go first, so that few are needed where they agree. */
const PLACES = [0, 0.5, 1, 0.25, 0.75]
const MAJORITY = Math.ceil(PLACES.length / 2)

/**
 * ISO 639-1 code of the language that the larger part of a text is written in; `und` below 20 letters. Long texts are judged by
 * samples spread over them, each one vote.
 */
export function detectLanguage(text: string): Language {
  if ((text.slice(0, 400).match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return 'und'
  if (text.length <= SAMPLE * PLACES.length) return languageOfSample(text) || 'und'
  const votes = new Map<string, number>()
  for (const place of PLACES) {
    const start = Math.floor((text.length - SAMPLE) * place)
    const language = languageOfSample(text.slice(start, start + SAMPLE))
    if (!language) continue
    const count = (votes.get(language) ?? 0) + 1
    if (count === MAJORITY) return language
    votes.set(language, count)
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und'
}

/** Languages whose small words no neighbour shares: they need no closer look. */
const DISTINCT: ReadonlySet<string> = new Set(['en', 'de', 'fr', 'it', 'nl', 'pl'])
/** Characters of a text that the closer look takes in. */
const BEGINNING = 350

function languageOfSample(text: string): string {
  const told = languageOfSmallWords(text.slice(0, BEGINNING))
  return told !== null && DISTINCT.has(told) ? told : eld.detect(text).language
}
