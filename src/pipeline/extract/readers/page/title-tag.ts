import type { PageDocument } from '../../document/page-node.ts'
import { titleLikeness } from '../listing/title-likeness.ts'
import { fold } from './fold.ts'
import { isGenericTitle } from './generic-titles.ts'
import { LEGAL_FORM } from './legal-form.ts'

/** What the text in a browser's tab says besides the title of the opening. */
export type TitleParts = {
  /** The whole text. */
  whole: string
  title: string | null
  employer: { text: string; rule: 'titletag.hiring' | 'titletag.at' | 'titletag.part' | 'titletag.site' } | null
  location: string | null
}

const HIRING =
  /^(?<employer>.{2,80}?) (?:is hiring|hiring|sucht|recrute|recherche|busca|cerca|zoekt|hledá|szuka|søger|söker)(?: an?| eine?n?| une?)? (?<title>.{3,150}?)(?: in (?<place>[^|]{2,80}?))?(?: [|–—-] .{2,60})?$/u
const AT =
  /^(?:remote )?(?<title>.{3,150}?) (?:at|@|bei|chez|en|presso|bij|ve společnosti|u|w|hos) (?<employer>\p{Lu}[^|–—]{1,70}?)(?: (?:in|à|a|w|v) (?<place>[^|–—]{2,60}?))?(?:\s+[|–—-] .{2,60})?$/u
const PARTS = /\s+[|–—·•»/:]\s+|\s+-\s+|\s*\|\s*|\s+::\s+/u
/** "Careers at X", "Jobs bei X", "X Careers": the rest names the employer. */
const SITE_WORDS =
  /^(?:careers?|jobs?|karriere|job openings|stellenangebote|offres d'emploi|vacatures|emplois?|kariéra)(?: (?:at|bei|chez|in|@|bij))?\s+|\s+(?:careers?|jobs?|job board|karriere|jobportal|stellenangebote|stellenmarkt|recruiting|recruitment|job details|vacancies|kariéra)$/giu

const INSTITUTION =
  /universit|hochschule|\binstitut|klinik|hospital|krankenhaus|ministr|minister|\bcouncil\b|\bcity of\b|\bstadt\b|landkreis|\bverein\b|stiftung|foundation|\bbank\b|college|\bschool\b|behörde|\bamt\b/iu

/** Titles that a page states outside its text, for comparing with its headings. */
export function statedTitles(page: PageDocument): string[] {
  return [page.title, page.meta.get('og:title'), page.meta.get('twitter:title')].flatMap((text) => (text ? [text] : []))
}

/**
 * Splits a tab's text. With a known title the rest is split around it; without one the forms "X hiring T in P" and "T at X" are read, and
 * else the first part is the title. `isPlace` says how surely a text is a place, 0 to 1.
 */
export function splitTitleTag(whole: string, known: string | null, isPlace: (text: string) => number): TitleParts {
  const text = whole.replace(/\s+/g, ' ').trim()
  const hiring = HIRING.exec(text)?.groups
  if (hiring && (known === null || fold(hiring.title ?? '').startsWith(fold(known).slice(0, 20)))) {
    return {
      whole: text,
      title: known ?? clean(hiring.title),
      employer: named(hiring.employer, 'titletag.hiring'),
      location: hiring.place ?? null,
    }
  }
  const rest = known === null ? null : around(text, known)
  if (known !== null && rest === null) return { whole: text, title: null, employer: siteName(text), location: null }
  const at =
    known === null
      ? AT.exec(text)?.groups
      : /^\s*(?:at|@|bei|chez|presso|bij|hos|u) (?<employer>\p{Lu}[^|–—]{1,70}?)(?: (?:in|à) (?<place>[^|–—]{2,60}?))?(?:\s+[|–—-] .{2,60})?$/u.exec(
          rest ?? '',
        )?.groups
  if (at && isPlace(at.employer ?? '') < 0.7) {
    return {
      whole: text,
      title: known ?? clean(at.title),
      employer: named(at.employer, 'titletag.at'),
      location: at.place ?? null,
    }
  }
  const parts = (rest ?? text)
    .split(PARTS)
    .map((part) => part.trim())
    .filter((part) => part.length > 1)
  const title = known ?? takeTitle(parts)
  const inPlace =
    rest === null ? undefined : /^\s*(?:in|à|w|v) (?<place>[^|–—-]{2,60})/u.exec(rest)?.groups?.place?.trim()
  const place = inPlace ?? parts.find((part) => isPlace(part) >= 0.7)
  const employers = parts
    .filter((part) => part !== place && !(inPlace && part.includes(inPlace)))
    .map((part) => part.replace(SITE_WORDS, '').trim())
    .filter(
      (part) =>
        part.length > 1 &&
        part.length <= 60 &&
        !isGenericTitle(part) &&
        /\p{L}/u.test(part) &&
        !/^(?:req|job|ref)?[\s#.:]*\d+$/i.test(part),
    )
  return { whole: text, title, employer: named(employers[0], 'titletag.part'), location: place ?? null }
}

function named<R extends 'titletag.hiring' | 'titletag.at' | 'titletag.part' | 'titletag.site'>(
  text: string | undefined,
  rule: R,
): { text: string; rule: R } | null {
  const name = text?.trim()
  return name && name.length > 1 && !isGenericTitle(name) ? { text: name, rule } : null
}

/** A tab that does not name the opening may still name who runs the site: with a legal form, or beside "careers". */
function siteName(text: string): { text: string; rule: 'titletag.site' } | null {
  for (const part of text.split(PARTS).map((each) => each.trim())) {
    const bare = part.replace(SITE_WORDS, '').trim()
    if (
      part.length <= 60 &&
      bare.length > 1 &&
      (LEGAL_FORM.test(part) || INSTITUTION.test(part) || bare !== part) &&
      !isGenericTitle(bare)
    ) {
      return named(bare, 'titletag.site')
    }
  }
  return null
}

/** What stands before and after the title; null when the text does not hold it. */
function around(text: string, title: string): string | null {
  const at = text.toLowerCase().indexOf(title.toLowerCase())
  if (at < 0) return null
  const before = text
    .slice(0, at)
    .replace(/[\s|–—·•:-]+$/u, '')
    .trim()
  const after = text.slice(at + title.length)
  return before === '' ? after : `${after} | ${before}`
}

/** The part that reads most like the title of an opening, the first of equal ones; it is taken from the list. */
function takeTitle(parts: string[]): string | null {
  let best = -1
  let likeness = -1
  parts.forEach((part, at) => {
    const own = isGenericTitle(part) ? -1 : titleLikeness(part)
    if (own > likeness) {
      best = at
      likeness = own
    }
  })
  return best < 0 ? null : clean(parts.splice(best, 1)[0])
}

function clean(title: string | undefined): string | null {
  const text = title?.trim() ?? ''
  return text.length >= 3 && !isGenericTitle(text) ? text : null
}
