import { foldText } from '../fold-text.ts'
import { type Prose, proseOf } from '../prose.ts'
import { matchWords, wordPattern } from '../word-patterns.ts'
import { EMPLOYMENT_TYPES, type EmploymentType } from './types.ts'
import { NOT_THIS, PHRASES, STATED } from './words.ts'
import { readWorkload } from './workload.ts'

/** A type with the words that tell it: `title.slice(start, end)` or `text.slice(start, end)` is `raw`. */
export type FoundEmploymentType = {
  type: EmploymentType
  raw: string
  start: number
  end: number
  in: 'title' | 'text'
}

const LONGEST_TITLE = 300
const LONGEST_TEXT = 100_000
const MOST_OF_A_KIND = 10

const AFTER = `(?![ -]{1,2}(?:${NOT_THIS})(?!\\p{L}))`
const phrasePatterns = (Object.keys(PHRASES) as EmploymentType[]).flatMap((type) =>
  Object.values(PHRASES[type] ?? {}).map((words) => wordPattern(type, words, AFTER)),
)

/** In a title, "Contractor Manager" and "Volunteer Coordinator" are jobs; only what ends the title or stands apart is a type. */
const APART_AFTER = `(?= *(?:$|[-,;:()|/&+]| - |m/w|w/m|(?:f|m|w|d|x)/))`
const titlePatterns = (Object.keys(STATED) as EmploymentType[]).flatMap((type) => {
  const words = Object.values(STATED[type] ?? {})
  const apart = type === 'CONTRACTOR' || type === 'VOLUNTEER' || type === 'TEMPORARY' || type === 'PER_DIEM'
  return [...words, ...(type === 'CONTRACTOR' ? ['contract'] : [])].map((word) =>
    wordPattern(type, word, apart ? APART_AFTER : AFTER),
  )
})

/** "Temporary Receptionist" is temporary; "Temporary Works Engineer" builds scaffolds. */
const LEADING: readonly (readonly [EmploymentType, RegExp])[] = [
  ['CONTRACTOR', /^freelance(?= \p{L})(?! (?:coordinat|manag|recruit))/u],
  [
    'TEMPORARY',
    /^(?:temporary|seasonal|befristete[rs]?)(?= \p{L})(?! (?:works|staff|hous|accommodation|structures|labou?r|recruit|event))/u,
  ],
]

/** Words right before a phrase that deny it. */
const DENIED =
  /(?<!\p{L})(?:not an?|no|not|kein\p{L}{0,2}|nicht|pas (?:un|de)|non|ni|geen|niet|není|nie)(?: \p{L}{1,12})? ?$/u

/**
 * Types that the title names ("Werkstudent (m/w/d)", "Infirmier/ère 100%") and those that running text tells in phrases which can mean
 * nothing but this opening ("a full-time position", "in Vollzeit"). One finding a type, the title's before the text's.
 */
export function findEmploymentTypes(
  title: string | null,
  text: string | Prose | null,
  language: string | null = null,
): FoundEmploymentType[] {
  const found = [...inTitle(title ?? '', language), ...inText(proseOf(text ?? ''))]
  return EMPLOYMENT_TYPES.flatMap((type) => found.find((finding) => finding.type === type) ?? [])
}

function inTitle(title: string, language: string | null): FoundEmploymentType[] {
  const folded = foldText(title, LONGEST_TITLE)
  const at = (type: EmploymentType, start: number, end: number): FoundEmploymentType => {
    return { type, raw: title.slice(start, end), start, end, in: 'title' }
  }
  const named = [...matchWords(titlePatterns, folded, MOST_OF_A_KIND)]
    .filter(({ word }) => meansInTitle(word, folded, language))
    .map(({ means, start, end }) => at(means, start, end))
  for (const [type, pattern] of LEADING) {
    const match = pattern.exec(folded)
    if (match !== null) named.push(at(type, match.index, match.index + match[0].length))
  }
  const both = /voll-? ?(?:und|oder|bzw\.|\/|,) ?teil-?zeit/.exec(folded)
  if (both !== null) named.push(at('PART_TIME', both.index, both.index + both[0].length))
  const workload = readWorkload(folded)
  if (workload !== null) {
    if (workload.max === 100) named.push(at('FULL_TIME', workload.start, workload.end))
    if (workload.min < 100) named.push(at('PART_TIME', workload.start, workload.end))
  }
  return named
}

const STAGE = new Set(['fr', 'nl', 'it'])
/** Languages in which "intern" is also an adjective: "Revision intern", "intern medewerker". */
const INTERN_IS_ADJECTIVE = new Set(['de', 'nl', 'da', 'sv', 'nb', 'no'])

function meansInTitle(word: string, folded: string, language: string | null): boolean {
  const base = language?.slice(0, 2).toLowerCase() ?? null
  if (/^stages?$/.test(word)) return base === null ? folded.startsWith('stage ') || folded === 'stage' : STAGE.has(base)
  if (word === 'intern' && base !== null && INTERN_IS_ADJECTIVE.has(base))
    return /(?:^|[ -])intern *(?:\(|$|- )/.test(folded)
  if (word === 'temp') return false
  if (word === 'temporal' || word === 'eventual') return base === 'es'
  return true
}

function inText({ text, folded: whole, triples }: Prose): FoundEmploymentType[] {
  if (whole === '') return []
  const folded = whole.slice(0, LONGEST_TEXT)
  return [...matchWords(phrasePatterns, folded, MOST_OF_A_KIND, triples)]
    .filter(({ start }) => !DENIED.test(folded.slice(Math.max(0, start - 30), start)))
    .map(({ means, start, end }) => ({ type: means, raw: text.slice(start, end), start, end, in: 'text' as const }))
}
