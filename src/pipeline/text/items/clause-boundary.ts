import type { Word } from '../words.ts'
import { awaitsNoun, opensEnglish, opensGerman } from './clause-openers.ts'
import { isFunctionWord } from './function-words.ts'
import { isFusion, type TextStyle } from './text-style.ts'

/** Words that act on what follows even when that is a name ("Support Example Bank"). */
const ACTS = new Set(
  `the a an this you we our your their be act assist collaborate communicate coordinate deliver develop drive ensure execute facilitate help identify implement liaise maintain manage monitor participate
  perform prepare provide review understand work working experience experienced familiarity familiar knowledge proficiency proficient fluent excellent strong good proven ability`.split(
    /\s+/,
  ),
)
/** Verbs that are no nouns as well: with a capital they begin a bullet even behind a name ("Head of Testing Consider ..."). */
const IMPERATIVES = new Set(
  'assist collaborate communicate consider coordinate define deliver develop ensure execute facilitate identify implement liaise maintain manage participate perform prepare provide build oversee'.split(
    ' ',
  ),
)
/** Verbs that are nouns as well: they may continue a name or follow an adjective ("SRE Model", "flexible Work"). */
const NOUNISH = new Set(
  'audit benchmark control design document interface lead map model offer process program project record report research schedule support test track transfer update upgrade work'.split(
    ' ',
  ),
)
/** Nouns that follow a name as readily as they open a bullet ("Risk Management Experience"). */
const TAIL_NOUNS = new Set(
  'experience knowledge skills skilled qualification background certification leadership programming understanding expertise program project design support testing reporting training research control process'.split(
    ' ',
  ),
)
/** Formal address keeps its capital inside a sentence. */
const ADDRESS = /^(?:sie|ihr|ihre|ihren|ihrem|ihrer|ihres|ihnen|du|dich|dir|dein|deine|deinen|deiner)$/
const MEASURE = /^(?:jahre?n?|monate?n?|prozent|wochen?|stunden?)$/
const GERMAN_LINK =
  /^(?:in|im|am|als|bei|mit|zur|zum|für|durch|je|an|auf|der|die|das|ein|eine|nach|unter|wir|es|zusätzlich|darüber|außerdem|hierzu|dabei|dazu)$/

/**
 * Says whether bullets that were run together part before word `index`, judged by what stands on both sides. Only what is certain
 * enough counts: a missed boundary makes a long item, a wrong one cuts a phrase.
 */
export function isClauseBoundary(text: string, words: readonly Word[], index: number, style: TextStyle): boolean {
  const word = words[index]
  const before = words[index - 1]
  if (!word || !before || (!word.capital && !word.fused)) return false
  if (word.fused) return partsFused(words, index, style)
  const gap = text.slice(before.end, word.start)
  if (!/^[)\]”"%+]{0,3}[^\S\n]+$/.test(gap) || word.acronym) return false
  const next = words[index + 1]
  const gapAfter = next ? text.slice(word.end, next.start) : ''
  if (style.language === 'de') return partsGerman(word, before, next)
  if (isFunctionWord(before.folded) || !next || !/^[\s/&-]+$/.test(gapAfter)) return false
  return partsEnglish(word, before, next, gap, style)
}

/** What begins a clause parts at once; another word only where the text fuses paragraphs and no product name is likely. */
function partsFused(words: readonly Word[], index: number, style: TextStyle): boolean {
  const word = words[index]
  const before = words[index - 1]
  if (!word || !before || !isFusion(words, index)) return false
  // Small letters that were parted: "sehr" and "gute" count only side by side ("Techsehr gute").
  if (!word.capital)
    return (
      style.language === 'de' &&
      (!/^(?:sehr|gute)$/.test(word.folded) || /^gute?[snr]?$/.test(words[index + 1]?.folded ?? ''))
    )
  if (opens(word, style) !== 'none' || isFunctionWord(word.folded)) return true
  if (before.fused || words[index + 1]?.fused) return false
  return style.fusesParagraphs && before.end - before.start > 3 && word.end - word.start > 4
}

function opens(word: Word, { language }: TextStyle) {
  return language === 'de' ? opensGerman(word.folded) : opensEnglish(word.folded)
}

function partsEnglish(word: Word, before: Word, next: Word, gap: string, style: TextStyle): boolean {
  const strength = style.language === 'en' ? opensEnglish(word.folded) : 'none'
  const nextIsName = next.capital && !next.acronym
  if (strength === 'strong') {
    if (word.folded === 'act' && next.folded !== 'as') return false
    if (NOUNISH.has(word.folded) && (before.capital || isAdjectiveLike(before.folded))) return false
    if (before.capital && !next.capital && IMPERATIVES.has(word.folded)) return true
    if (nextIsName && !ACTS.has(word.folded)) return false
    if (!before.capital) return !(TAIL_NOUNS.has(word.folded) && isAdjectiveLike(before.folded))
    if (before.acronym || gap.length > 1)
      return !nextIsName && !(TAIL_NOUNS.has(word.folded) && gap.length === 1 && next.capital)
    return !nextIsName && !TAIL_NOUNS.has(word.folded) && opensEnglish(before.folded) !== 'strong'
  }
  if (before.capital && !/[)\]]/.test(gap)) return false
  if (next.capital) return false
  return (
    ((strength === 'weak' || style.lowerSeen.has(word.folded)) && opensEnglish(word.folded) !== 'none') ||
    (style.language !== 'en' && style.lowerSeen.has(word.folded))
  )
}

const isAdjectiveLike = (folded: string): boolean =>
  /(?:ive|al|ent|ant|ous|able|ible|ful|ong|ood|ep|ior|ed)$/.test(folded)

function partsGerman(word: Word, before: Word, next: Word | undefined): boolean {
  if (ADDRESS.test(word.folded)) {
    if (!next || next.capital || !/^(?:sie|du|ihre|deine)$/.test(word.folded)) return false
    if (before.capital) return !isFunctionWord(before.folded)
    return /^(?:aus|mit|bei|ab|ein|an|zu|vor|sicher|durch|um|teil)$|(?:iert|ellt|melt|tet)$/.test(before.folded)
  }
  // Prepositions and adverbs have no capital inside a German sentence: wherever one stands, something begins.
  if (GERMAN_LINK.test(word.folded))
    return !/^(?:die|das|der|es|wir|in|an)$/.test(word.folded) || !isFunctionWord(before.folded)
  const strength = opensGerman(word.folded)
  if (strength === 'none' || isFunctionWord(before.folded)) return false
  if (strength === 'strong') return true
  // A noun behind a verb, an adjective or a measure continues the phrase: "übernimmst Verantwortung", "fünf Jahren Erfahrung".
  if (
    !before.capital ||
    (awaitsNoun(before.folded) && opensGerman(before.folded) === 'strong') ||
    MEASURE.test(before.folded)
  )
    return false
  return next !== undefined && !next.capital && isFunctionWord(next.folded)
}
