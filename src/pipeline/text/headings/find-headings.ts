import { isFunctionWord } from '../items/function-words.ts'
import { isSentenceEnd } from '../items/sentence-ends.ts'
import { BULLETS } from '../items/split-items.ts'
import { isFusion } from '../items/text-style.ts'
import type { SectionKind } from '../sections.ts'
import type { Word } from '../words.ts'
import { aboutHeading } from './about-heading.ts'
import type { Before, FoundHeading } from './found-heading.ts'
import { saysPreferred } from './heading-stems.ts'
import { headingTrie } from './heading-trie.ts'
import { CONNECTORS, type HeadingPhrase } from './phrase.ts'
import { unlistedHeading } from './unlisted-heading.ts'

const SENTENCE_OPENERS = /^(?:it|the|we|this|our|you|in|at|as|to|your|these|wir|sie|du|als|unser|unsere)$/

/** The headings of a text in order, in lines of their own and inside running text. Linear in the text's length. */
export function findHeadings(text: string, words: readonly Word[]): FoundHeading[] {
  const found: FoundHeading[] = []
  let index = 0
  while (index < words.length) {
    const word = words[index]
    if (!word) break
    // In small letters inside a line only a listed phrase can be a heading: most words of a text are none.
    if (!word.capital && !headingTrie.next.has(word.folded) && !startsLine(text, words, index)) {
      index++
      continue
    }
    const previous = found.at(-1)
    const follows = previous !== undefined && !previous.label && previous.contentStart === word.start
    const before = follows ? 'end' : beforeOf(text, words, index)
    const heading = before === 'open' ? null : headingAt(text, words, index, before, previous)
    if (heading) {
      found.push(heading)
      while (index < words.length && (words[index]?.start ?? 0) < heading.contentStart) index++
    } else index++
  }
  return found
}

function headingAt(
  text: string,
  words: readonly Word[],
  index: number,
  before: Before,
  previous: FoundHeading | undefined,
): FoundHeading | null {
  const word = words[index]
  if (!word) return null
  if (!word.capital && before !== 'line') return announcement(text, words, index, previous)
  for (const { last, phrase } of matchesAt(text, words, index)) {
    const heading = accept(text, words, index, last, phrase, before, previous)
    if (heading) return heading
  }
  if (word.folded === 'about' || word.folded === 'über') {
    const about = aboutHeading(text, words, index, before)
    if (about) return about
  }
  return before === 'line' || before === 'end' ? unlistedHeading(text, word.start, before, previous) : null
}

/** "... with the following responsibilities: Manage ...": a sentence of running text that announces a list. */
function announcement(
  text: string,
  words: readonly Word[],
  index: number,
  previous: FoundHeading | undefined,
): FoundHeading | null {
  if (previous && LISTS.has(previous.kind ?? 'other')) return null
  const match = matchesAt(text, words, index)[0]
  const final = match && words[match.last]
  if (!match || !final || match.phrase.label || !LISTS.has(match.phrase.kind)) return null
  const colon = /^\s?:\s*(?=[\p{Lu}•·-])/u.exec(text.slice(final.end, final.end + 6))
  if (!colon) return null
  return {
    start: words[index]?.start ?? 0,
    end: final.end,
    kind: match.phrase.kind,
    preferred: match.phrase.preferred,
    label: false,
    contentStart: final.end + colon[0].length,
  }
}

const LISTS: ReadonlySet<SectionKind> = new Set<SectionKind>(['responsibilities', 'requirements', 'benefits'])

/** Phrases that start at a word, longest first. */
function matchesAt(text: string, words: readonly Word[], index: number): { last: number; phrase: HeadingPhrase }[] {
  const matches: { last: number; phrase: HeadingPhrase }[] = []
  let node = headingTrie
  for (let at = index; at < words.length && at < index + 10; at++) {
    const word = words[at]
    if (!word) break
    if (at > index && !isPhraseGap(text, words[at - 1]?.end ?? 0, word.start)) break
    const next = node.next.get(word.folded)
    if (next) {
      node = next
      if (node.phrase) matches.unshift({ last: at, phrase: node.phrase })
    } else if (at === index || !CONNECTORS.has(word.folded)) break
  }
  return matches
}

function isPhraseGap(text: string, from: number, to: number): boolean {
  return to - from <= 9 && /^(?:&amp;|[ \t\u00a0&/,+*()–-]|['’])*$/.test(text.slice(from, to)) && to > from
}

function accept(
  text: string,
  words: readonly Word[],
  index: number,
  last: number,
  phrase: HeadingPhrase,
  before: Before,
  previous: FoundHeading | undefined,
): FoundHeading | null {
  const first = words[index]
  const final = words[last]
  if (!first || !final) return null
  // Behind a word that leaves a phrase open ("runden Ihr Profil ab Was wir Ihnen bieten") only a long heading is certain.
  if (before === 'bound' && (!phrase.sure || phrase.words.length < 3)) return null
  const tail = /^(?:[^\S\n]*\([^()\n]{1,30}\))?[^\S\n*]*\*{0,2}[^\S\n]*(?<colon>[:：]?)\*{0,2}[^\S\n]*/u.exec(
    text.slice(final.end, final.end + 60),
  )
  const contentStart = final.end + (tail?.[0].length ?? 0)
  const dash =
    phrase.label && before !== 'open' ? /^\s?[–-]\s+(?=\p{Lu}|\d)/u.exec(text.slice(final.end, final.end + 6)) : null
  if (dash) return labelAt(first, final, final.end + dash[0].length)
  const colon = tail?.groups?.colon !== ''
  const rest = text.charAt(contentStart)
  const closesLine = rest === '' || rest === '\n'
  const heading = {
    start: first.start,
    end: final.end,
    kind: phrase.kind,
    preferred:
      phrase.preferred || (phrase.kind === 'requirements' && saysPreferred(text.slice(final.end, contentStart))),
    label: phrase.label,
    contentStart,
  }
  const nearLabel = previous?.label === true && first.start - previous.contentStart < 90
  if (colon) {
    if (phrase.label) return heading
    if (before === 'inline' && !phrase.sure && words[index - 1]?.capital && !nearLabel) return null
    return heading
  }
  if (before === 'line' && closesLine && rest === '\n') return heading
  // A posting often ends in the bare word "Contact" or in one followed by what was removed.
  if (phrase.kind === 'process' && (rest === '' || rest === '[') && text.length - contentStart < 400) return heading
  // "Your responsibilities as a team lead:" names itself up to the colon.
  if (before !== 'inline' && !phrase.label) {
    const longer = /^[^\S\n]\p{Ll}[^.:;!?\n•]{0,40}:\s*/u.exec(text.slice(final.end, final.end + 50))
    if (longer && phrase.words.length > 1)
      return {
        ...heading,
        end: final.end + longer[0].replace(/:\s*$/, '').length,
        contentStart: final.end + longer[0].length,
      }
  }
  const nextWord = words[last + 1]
  const begins = nextWord?.start === contentStart && (nextWord.capital || /\d/.test(rest))
  const fusedNext = nextWord?.fused === true && nextWord.start === final.end
  const opensBlock = begins || fusedNext || (rest !== '' && (BULLETS.includes(rest) || /[“"„(\-–*]/.test(rest)))
  if (!opensBlock) return null
  if (phrase.label) return phrase.sure && (nearLabel || first.start < 40) && begins ? heading : null
  if (phrase.sure) return heading
  if (nearLabel && begins) return heading
  // "Wir suchen Verstärkung", "The team plans": such words open a sentence as readily as a section;
  // where no sentence ended before them they open a section.
  if (phrase.words.length > 1 && begins && before === 'inline') return heading
  if (
    phrase.words.length > 1 &&
    !fusedNext &&
    !(phrase.kind === 'role' && begins && SENTENCE_OPENERS.test(nextWord.folded))
  )
    return null
  // "... in time Expectations It is": what begins a sentence right behind shows that the word before stood alone.
  if (begins && SENTENCE_OPENERS.test(nextWord.folded)) return heading
  // "... tested environment Skills A minimum of": the word turns to another subject than the list above it.
  const turns = LISTS.has(phrase.kind) && phrase.kind !== previous?.kind && begins && !nextWord.acronym
  if (before === 'inline' && turns && (!words[index - 1]?.capital || phrase.kind === 'responsibilities')) return heading
  return before === 'end' || before === 'line' || (before === 'fused' && fusedNext) ? heading : null
}

function labelAt(first: Word, final: Word, contentStart: number): FoundHeading {
  return { start: first.start, end: final.end, kind: 'details', preferred: false, label: true, contentStart }
}

function beforeOf(text: string, words: readonly Word[], index: number): Before {
  const word = words[index]
  if (!word) return 'open'
  const previous = words[index - 1]
  if (!previous || startsLine(text, words, index)) return 'line'
  if (word.fused) return isFusion(words, index) ? 'fused' : 'bound'
  const gap = text.slice(previous.end, word.start)
  for (let at = previous.end; at < word.start; at++) {
    if (text.charAt(at) === ':') return 'colon'
    if (isSentenceEnd(text, at) || BULLETS.includes(text.charAt(at))) return 'end'
  }
  if (/^\.\s/.test(gap)) return previous.capital ? 'end' : 'open'
  if (/[)\]”"!?;]/.test(gap)) return gap.includes('.') ? 'open' : 'end'
  if (/[,/&(-]/.test(gap) || gap === '') return 'open'
  return isFunctionWord(previous.folded) ? 'bound' : 'inline'
}

function startsLine(text: string, words: readonly Word[], index: number): boolean {
  const start = words[index]?.start ?? 0
  for (let at = words[index - 1]?.end ?? start; at < start; at++) if (text.charCodeAt(at) === 0x0a) return true
  return index === 0
}
