import { detectLanguage } from '../../../text/detect-language.ts'
import { wordsOf } from '../../../text/words.ts'
import type { PostingText } from '../../posting-text.ts'
import type { Complaint, Grade, Summary } from '../../records.ts'
import { wordingFault } from './bullet-faults.ts'
import type { BulletSection } from './candidates.ts'
import { coreTerms } from './core-terms.ts'
import { complaint, gradeOf } from './grade.ts'
import { overlap, SAME, SAME_ACROSS, termsOf } from './terms.ts'

/** A summary names at least this part of the terms that the posting's core sections repeat. */
const FEWEST_CORE_TERMS = 0.4
/** Words of a bullet that the posting does not know: more of them than this, and it speaks of something else. */
const MOST_UNKNOWN_WORDS = 0.2
/** Less text than this tells no language (characters). */
const ENOUGH_FOR_LANGUAGE = 80

const PARTS = [
  ['responsibilities', 'Key Responsibilities'],
  ['requirements', 'Requirements'],
] as const

/**
 * Rubric B looks at words and never at evidence: bullets are finished phrases about the job (wording), say different things
 * (repetition), in the posting's language and vocabulary (language, vocabulary), and name what its core sections dwell on (substance).
 */
export function gradeByRubricB(posting: PostingText, summary: Summary): Grade {
  const complaints: Complaint[] = []
  const own = [...summary.responsibilities, ...summary.requirements].filter(
    ({ text }) => !standsWhole(posting.description, text),
  )
  const vocabulary = own.length > 0 ? new Set(wordsOf(posting.description).map(({ folded }) => folded)) : null
  const seen: { text: string; part: BulletSection; terms: ReadonlySet<string> }[] = []
  for (const [part, header] of PARTS) {
    for (const { text } of summary[part]) {
      const fault = wordingFault(text)
      if (fault) complaints.push(complaint(header, fault.rule, fault.message))
      if (vocabulary && unknownShare(text, vocabulary) > MOST_UNKNOWN_WORDS)
        complaints.push(complaint(header, 'vocabulary', `"${text.slice(0, 80)}" uses words that the posting does not`))
      if (vocabulary && cutsEdge(text, vocabulary))
        complaints.push(complaint(header, 'cut_word', `"${text.slice(0, 80)}" begins or ends inside a word`))
      const terms = termsOf(text)
      const twin = seen.find(
        (other) =>
          other.text === text ||
          (terms.size > 1 && overlap(other.terms, terms) >= (other.part === part ? SAME : SAME_ACROSS)),
      )
      if (twin)
        complaints.push(complaint(header, 'repetition', `"${text.slice(0, 80)}" repeats "${twin.text.slice(0, 80)}"`))
      seen.push({ text, part, terms })
    }
    complaints.push(...substanceFaults(posting, summary, part))
  }
  complaints.push(...languageFaults(posting, summary))
  return gradeOf(complaints)
}

/** Says whether a text holds another one that begins and ends at words. */
function standsWhole(text: string, part: string): boolean {
  const at = text.indexOf(part)
  const end = at + part.length
  return (
    at >= 0 &&
    !/^[\p{L}\p{N}]{2}/u.test(text.charAt(at - 1) + part.charAt(0)) &&
    !/^[\p{L}\p{N}]{2}/u.test(part.slice(-1) + text.charAt(end))
  )
}

/** A first or last word that the posting does not have, though it has one that continues it. */
function cutsEdge(text: string, vocabulary: ReadonlySet<string>): boolean {
  const words = wordsOf(text)
  const [first, last] = [words[0]?.folded, words.at(-1)?.folded]
  if (first === undefined || last === undefined) return false
  const known = [...vocabulary]
  return (
    (!vocabulary.has(first) && known.some((word) => word.endsWith(first))) ||
    (!vocabulary.has(last) && known.some((word) => word.startsWith(last)))
  )
}

function unknownShare(text: string, vocabulary: ReadonlySet<string>): number {
  const words = wordsOf(text)
  if (words.length === 0) return 1
  return words.filter(({ folded }) => !vocabulary.has(folded)).length / words.length
}

function* substanceFaults(posting: PostingText, summary: Summary, part: BulletSection): Generator<Complaint> {
  const header = part === 'responsibilities' ? 'Key Responsibilities' : 'Requirements'
  const core = coreTerms(posting, part)
  const bullets = summary[part]
  if (core.size === 0) return
  if (bullets.length === 0)
    return yield complaint(
      header,
      'substance',
      `empty, though the posting dwells on ${[...core].slice(0, 4).join(', ')}`,
    )
  const named = termsOf(bullets.map(({ text }) => text).join('\n'))
  const missing = [...core].filter((term) => !named.has(term))
  if (1 - missing.length / core.size < FEWEST_CORE_TERMS)
    yield complaint(header, 'substance', `says nothing of ${missing.slice(0, 6).join(', ')}`)
}

function* languageFaults(
  { language, description }: PostingText,
  { responsibilities, requirements }: Summary,
): Generator<Complaint> {
  for (const [bullets, header] of [
    [responsibilities, 'Key Responsibilities'],
    [requirements, 'Requirements'],
  ] as const) {
    const text = bullets.map((bullet) => bullet.text).join('. ')
    if (text.length < ENOUGH_FOR_LANGUAGE || language === 'und') continue
    // Words of another language that stand in the posting itself are the posting's choice.
    if (bullets.every((bullet) => description.includes(bullet.text))) continue
    const stated = detectLanguage(text)
    if (stated !== language && stated !== 'und')
      yield complaint(header, 'language', `written in "${stated}", the posting in "${language}"`)
  }
}
