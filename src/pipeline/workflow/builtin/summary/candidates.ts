import type { Language } from '../../../text/language.ts'
import { BOILERPLATE, passageKind } from '../../../text/passage-kind.ts'
import type { Section } from '../../../text/sections.ts'
import { type PostingText, speaksToModel } from '../../posting-text.ts'
import type { Bullet } from '../../records.ts'
import { wordingFault } from './bullet-faults.ts'
import { joinItems } from './join-items.ts'
import { sectionsOf } from './sections-of.ts'
import { statesDuty } from './states-duty.ts'
import { termsOf } from './terms.ts'
import { trimBullet } from './trim-bullet.ts'

export type BulletSection = 'responsibilities' | 'requirements'

/** A bullet that a summary could carry. `score` is higher for what tells more about this very job. */
export type Candidate = { bullet: Bullet; terms: ReadonlySet<string>; score: number; sound: boolean }

/** Items looked at in one section: a text of many roles is summed up from its beginning. */
const MOST_ITEMS = 60

/** Candidates for a section in text order: its own items, and where it has too few, fitting sentences of the role's description. */
export function candidatesOf(posting: PostingText, section: BulletSection): Candidate[] {
  const sections = sectionsOf(posting, section)
  const own = itemsOf(posting, sections)
  const titleTerms = termsOf(posting.title)
  const frequency = frequencyOf(sections)
  const make = (item: Item) => candidate(posting, item, section, titleTerms, frequency)
  const candidates = own.slice(0, MOST_ITEMS).map(make)
  if (candidates.filter(({ sound }) => sound).length >= 3) return candidates
  const described = posting.sections.filter(({ kind }) => kind === 'role' || kind === 'other')
  const others = itemsOf(posting, described)
    .filter(({ quote }) => fits(quote, section))
    .map(make)
  return [...candidates, ...others]
    .slice(0, MOST_ITEMS)
    .sort((a, b) => a.bullet.evidence.start - b.bullet.evidence.start)
}

type Item = { start: number; end: number; quote: string; preferred: boolean; place: number }

function itemsOf(posting: PostingText, sections: readonly Section[]): Item[] {
  return sections
    .flatMap(({ items, preferred }) => joinItems(posting.description, items).map((item) => ({ ...item, preferred })))
    .filter((item) => !speaksToModel(posting, item))
    .map((item, place) => ({ ...item, place }))
}

function fits(quote: string, section: BulletSection): boolean {
  const { kind, score } = passageKind(quote)
  if (kind === section && score >= 2) return true
  return section === 'responsibilities' && (kind === 'other' || kind === section) && statesDuty(quote)
}

/** In how many of the section's items each term occurs: what recurs is what the section is about. */
function frequencyOf(sections: readonly Section[]): Map<string, number> {
  const frequency = new Map<string, number>()
  for (const { items } of sections) {
    for (const { quote } of items.slice(0, MOST_ITEMS))
      for (const term of termsOf(quote)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  return frequency
}

function candidate(
  posting: PostingText,
  item: Item,
  section: BulletSection,
  title: ReadonlySet<string>,
  frequency: ReadonlyMap<string, number>,
): Candidate {
  const bullet = trimBullet(item)
  const terms = termsOf(bullet.text)
  const passage = passageKind(bullet.text)
  const { kind, score: cues } = passage
  const length = bullet.text.length
  let score = 3 / (1 + item.place / 4)
  score += Math.min(terms.size, 12) / 4
  for (const term of terms) {
    if (title.has(term)) score += 0.6
    if ((frequency.get(term) ?? 0) > 1) score += 0.15
  }
  if (kind === section) score += Math.min(cues, 4) / 2
  if (section === 'requirements') score += requirementWeight(bullet.text)
  else if (statesDuty(bullet.text)) score += 0.6
  else if (kind === 'requirements') score -= 2
  if (item.preferred) score -= 1.5
  if (length < 30) score -= 1
  if (length > 200) score -= 0.8
  if (isOtherLanguage(bullet.text, posting.language)) score -= 4
  if (/^[\p{Ll}(]/u.test(bullet.text)) score -= 1.5
  if (BOILERPLATE.has(kind) && cues >= 3) score -= 4
  const fault = wordingFault(bullet.text, passage)
  const sound = fault === null && terms.size > 0
  // Two statements in one still tell more than none: a draft may carry them, an improved summary shows the first.
  return { bullet, terms, score: sound ? score : score - (fault?.rule === 'two_in_one' ? 1 : 5), sound }
}

/** Years, degrees, named tools and languages decide who may apply; manners rarely do. */
function requirementWeight(text: string): number {
  let weight = 0
  if (/\d+ ?\+?(?: ?[-–] ?\d+)? ?(?:years|yrs|jahre)|mehrjährig|years['’]? (?:of )?experience/i.test(text))
    weight += 2.5
  if (
    /\b(?:degree|bachelor|master|diploma|graduate|mba|cfa|ca|phd)\b|studium|ausbildung|abschluss|laurea|titulación/i.test(
      text,
    )
  )
    weight += 2
  if (/\b(?:english|german|french|spanish|deutsch|englisch)|sprach|fluen|verhandlungssicher/i.test(text)) weight += 1
  if (/\p{Lu}{2,}|\p{Lu}\p{Ll}+(?:, \p{Lu}\p{Ll}+){2}/u.test(text)) weight += 0.7
  if (
    /\b(?:team ?player|motivated|attitude|flexible|proactive|communication|interpersonal|teamfähig|belastbar|passion|enthusias)/i.test(
      text,
    )
  )
    weight -= 1
  return weight
}

const ENGLISH = /\b(?:the|and|of|with|for|to|you|your|our)\b/gi
const GERMAN = /(?<!\p{L})(?:und|der|die|das|mit|für|sie|du|von|im|zu|eine[rnms]?|in der)(?!\p{L})/giu

/** In a posting that says everything twice, a summary keeps to the language of the larger part. */
function isOtherLanguage(text: string, language: Language): boolean {
  if (language !== 'de' && language !== 'en') return false
  const [own, other] = language === 'de' ? [GERMAN, ENGLISH] : [ENGLISH, GERMAN]
  const others = text.match(other)?.length ?? 0
  return others > 1 && others > (text.match(own)?.length ?? 0)
}
