import { largestOf } from './city-country.ts'
import type { Gazetteer } from './gazetteer.ts'
import { cityInPiece } from './name-in-piece.ts'
import { placesOf } from './place-draft.ts'
import { foldPlaceName } from './place-name.ts'
import { type PlacePart, placeGroups } from './place-parts.ts'
import { AFTER_CITY, BEFORE_CITY, MORE, NO_PLACE, WORLD_PART } from './place-words.ts'
import { countryNamed, readGroup } from './read-group.ts'
import { readMode } from './read-mode.ts'
import { regionOptions } from './regions.ts'
import { isSpokenIn } from './speakers.ts'

const LONGEST = 100
const MOST_WORDS = 14
/** Words of titles, dates, pay and pages: a line with one of them is no place. */
const OTHER_WORDS: ReadonlySet<string> = new Set(
  (
    'developer engineer engineering manager director analyst consultant specialist assistant officer lead head intern senior junior nurse teacher ' +
    'driver clerk sales entwickler entwicklerin ingenieur leiter leiterin berater beraterin mitarbeiter mitarbeiterin praktikum full-time fulltime ' +
    'part-time vollzeit teilzeit permanent contract temporary ago day days week weeks month months hours today yesterday posted apply bewerben ' +
    'save share login sign search job jobs career careers about privacy cookie cookies salary gehalt year years experience gmbh ag se ltd inc llc corp ' +
    'kg plc a.s. s.r.o. m/w/d f/m/d m/f/d w/m/d your our we you the with this that is are for kontakt contact impressum datenschutz ' +
    'home menu next back more show software data time'
  ).split(' '),
)
/** Towns whose names are words, given names or family names: alone they are hardly ever the town. */
const WORDS_TOO: ReadonlySet<string> = new Set(
  'nice mobile reading of oracle bath buy best most man split male hell deal ham hull lincoln jackson florence charlotte sofia victoria paris sydney austin dallas chelsea brooklyn madison jordan georgia chad israel vienna roma milan lens die das lot orange mercedes santiago san nancy tours angers cork bar as au ie same quality data media central union unity liberty hope home independence industry commerce enterprise progress normal success eureka corona delta sun lima page green mission design service support code java python marketing finance legal product research english german french spanish deutsch zug brig wil essen bergen rain hof hagen halle singen kirchheim bad weil plan most cheb as zdar kolin lund bor ring wiesen worms march may august martin smith johnson williams brown davis miller wilson moore taylor anderson thomas white harris clark lewis walker hall allen young king wright scott hill adams baker nelson carter mitchell roberts turner phillips campbell parker evans edwards collins stewart morris rogers reed cook bell murphy bailey richardson cox howard ward peterson gray watson brooks kelly sanders price bennett wood barnes ross henderson coleman jenkins perry powell long patterson hughes flores washington butler simmons foster bryant alexander russell griffin hayes houston kingston preston clinton trenton'.split(
    ' ',
  ),
)
/** A street and a house number, in either order. */
const STREET_LINE = /^\p{L}.*\s\d{1,5}(?:[-/]\d+)?\s?\p{L}?$|^\d{1,5}\s\p{L}/u
const MOST_GROUPS = 6
const CITY = 100_000

/**
 * How likely a short line is a place and nothing else, 0 to 1, for lines that no label explains. 0.9 and more: city with its own country
 * or region; about 0.75: one large city; 0.4 to 0.6: a place with something else beside it; up to 0.3: a word that is also a town.
 * "Remote" alone is 0: it says how, not where. Lines over 100 characters are 0.
 */
export function placeLikelihood(
  text: string,
  gazetteer: Gazetteer,
  { language = null }: { language?: string | null; country_hint?: string | null } = {},
): number {
  if (!mayBePlace(text)) return 0
  const line = text.replace(/\s+/g, ' ').trim().replace(MORE, '')
  if (!namesSomething(line, gazetteer)) return 0
  const known = (name: string) =>
    !name.includes(',') && (countryNamed(name).country !== null || gazetteer.all(name).length > 0)
  const groups = placeGroups(line, known)
  if (groups.length > MOST_GROUPS) return 0
  const counts: Counts = { pieces: 0, foreign: 0, vague: 0, confirmed: 0, weakest: 1 }
  for (const { parts } of groups) count(counts, withoutModes(parts), gazetteer, language)
  const { pieces, foreign, vague, confirmed, weakest } = counts
  if (pieces === 0 || weakest === 1) return 0
  if (foreign > 0)
    return confirmed > 0 ? 0.3 + 0.3 * (1 - foreign / pieces) : (Math.min(weakest, 0.35) * (pieces - foreign)) / pieces
  const score = pieces === 1 && confirmed > 0 ? aloneWord(line, weakest) : weakest
  return Math.max(0, score - 0.1 * vague)
}

type Counts = {
  pieces: number
  /** Pieces that are no place: an employer, a title. */
  foreign: number
  /** Pieces that may belong to an address: a street with a number, a quarter after a dash. */
  vague: number
  /** Places whose pieces agree with each other. */
  confirmed: number
  weakest: number
}

/** The pieces of a group without what they say of remote work, parts of the world and bare numbers. */
function withoutModes(parts: readonly PlacePart[]): PlacePart[] {
  return parts.flatMap((part) => {
    if (NO_PLACE.test(part.text) || WORLD_PART.test(part.text) || /^\d{2,6}$/.test(part.text)) return []
    const mode = readMode(part.text)
    return mode ? (mode.rest === '' ? [] : [{ ...part, text: mode.rest }]) : [part]
  })
}

function count(counts: Counts, parts: readonly PlacePart[], gazetteer: Gazetteer, language: string | null): void {
  for (const { text, aside } of parts) {
    counts.pieces += 1
    if (countryNamed(text).country !== null || regionOptions(text).length > 0) continue
    const city = cityInPiece(text, gazetteer)
    if (city && (city.whole || city.country !== null || /\d/.test(text))) continue
    if (aside || (STREET_LINE.test(text) && parts.length > 1)) counts.vague += 1
    else counts.foreign += 1
  }
  for (const draft of readGroup(parts, gazetteer, language)) {
    const here = placesOf(draft)
    const located = draft.stated || draft.region !== null || draft.regionName !== null
    const bareCode = draft.pieces.length === 1 && /^\p{Lu}{2,3}$/u.test(draft.pieces[0] ?? '')
    if (located && !bareCode && (draft.city === null || here.length > 0)) counts.confirmed += 1
    const unlisted = draft.city !== null && here.length === 0
    const score = bareCode ? 0 : located ? (unlisted ? 0.6 : 0.95) : alone(draft.city, largestOf(here), language)
    counts.weakest = Math.min(counts.weakest, score)
  }
}

/** Cheap tests that turn most lines of a page away. */
function mayBePlace(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST) return false
  const first = text.charCodeAt(0)
  const opens =
    (first >= 65 && first <= 90) ||
    first > 127 ||
    (first >= 48 && first <= 57) ||
    first === 39 ||
    first === 40 ||
    first === 35
  if (!opens || /[!?@=<>"„“”€$£%…_]|\.\.|: |:\/\/|[.]$|(?:19|20)\d\d$/.test(text)) return false
  let words = 1
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) === 32) words += 1
  return words <= MOST_WORDS && !hasOtherWord(text)
}

function hasOtherWord(text: string): boolean {
  for (const word of text.toLowerCase().split(' ')) {
    const last = word.charCodeAt(word.length - 1)
    const bare = last === 44 || last === 41 ? word.slice(0, -1) : word
    if (OTHER_WORDS.has(bare.charCodeAt(0) === 40 ? bare.slice(1) : bare)) return true
  }
  return false
}

/** Whether any piece of the line is a name by itself, or the line has a number or a word like "Greater": all others are no places. */
function namesSomething(line: string, gazetteer: Gazetteer): boolean {
  if (/\d/.test(line)) return /\p{L}{3}/u.test(line)
  for (const piece of line.split(/[,;/|()]| [-–—:] | (?:and|und|or|oder) /)) {
    const name = piece.trim()
    if (
      name.length > 1 &&
      (gazetteer.all(name).length > 0 || regionOptions(name).length > 0 || countryNamed(name).country)
    )
      return true
  }
  return (
    BEFORE_CITY.test(line) ||
    AFTER_CITY.test(line) ||
    / (?:only|US|UK|EU)$|[^ ][-–](?=\p{Lu})/u.test(line) ||
    readMode(line) !== null
  )
}

/** A city without anything that says where it lies. */
function alone(
  name: string | null,
  largest: { population: number; country_code: string; section: boolean } | undefined,
  language: string | null,
): number {
  if (name === null || !largest || largest.section) return 0.1
  if (WORDS_TOO.has(foldPlaceName(name))) return largest.population >= 1_000_000 ? 0.5 : 0.2
  if (largest.population >= CITY) return 0.75
  const local = isSpokenIn(language, largest.country_code)
  if (largest.population >= 20_000) return local ? 0.6 : 0.4
  return local ? 0.4 : 0.2
}

/** One word that names a country or region: sure unless it is a name or a word too. */
const aloneWord = (line: string, weakest: number) =>
  WORDS_TOO.has(foldPlaceName(line)) ? 0.2 : Math.min(weakest, 0.85)
