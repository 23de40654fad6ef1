import type { PageDocument, PageElement } from '../../document/page-node.ts'
import type { Part } from './item-parts.ts'
import { elementsOf, type ItemRegion } from './item-regions.ts'
import type { PageMap } from './page-map.ts'
import { isGenericLink, isMenu } from './words/context-words.ts'
import { fold } from './words/fold.ts'
import { roleOfHint } from './words/roles.ts'
import { DATE, MAYBE_DATE, SALARY } from './words/value-patterns.ts'

/** What texts are like, remembered for the page. */
export type TextReading = { likeness: (text: string) => number; place: (text: string) => number }

/** The title of an item, as a span of the page's text. */
export type ItemTitle = { start: number; end: number; text: string; likeness: number; element: PageElement }

const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const TITLE_HINT = /title|titel|titre|job-?name|position-?name/i
const BADGE =
  /^(?:new!?|neu!?|nouveau|nuevo|nuovo|nieuw|nove|novinka|nowe|nowa|hot|urgent|featured|top|top job|sponsored|promoted|apply|eilt|dringend|remote|easy apply|ad|anzeige|gesponsert|closed|open|extended|verlangert)$/
/** Labels glued to a title in one text: everything from them on is not the title. */
const GLUED =
  /\s+(?:(?:post level|apply by|closing date|application deadline|duty station|job (?:id|code|no|number)|req(?:uisition)?\.? (?:id|no|number)|reference (?:no|number)|date posted|posted on|bewerbungsfrist|bewerbungsschluss|date limite|fecha límite|data di scadenza|sluitingsdatum|uzávěrka|termin składania)\b|(?:location|deadline|grade|level|company|employer|department|salary|type|standort|ort|lieu|ubicación|sede|locatie|lokalita|lokalizacja)\s?:)\s*.*$/iu
/** Words of GLUED that are tried first: the whole pattern is slow. */
const MAYBE_GLUED =
  /:|post level|apply by|closing date|deadline|duty station|\b(?:id|code|no|number)\b|posted|bewerbungs|date limite|fecha|scadenza|sluitings|uzáv|termin/i
const TAIL = /\s*(?:[|•·»›→>]+|\s[-–—,:]+)\s*$/
const NUMBERING = /^(?:\d{1,3}[.)]\s+|[-–•*▪►»]\s+)/

/** How a group's items bear their titles, best way first when two read equally well. */
const WAYS = ['heading', 'hinted', 'cell', 'seed', 'link', 'first'] as const
type Way = (typeof WAYS)[number]
/** A way that rates so need not be compared with the rest. */
const GOOD = 0.85

/**
 * The title of each item; null where there is none. One way is chosen for all items of a group, by how well the titles read and whether
 * they differ; an item that lacks it falls back on the others.
 */
export function titlesOf(
  page: PageDocument,
  map: PageMap,
  likeness: TextReading['likeness'],
  regions: readonly ItemRegion[],
  parts: readonly (readonly Part[])[],
): (ItemTitle | null)[] {
  const at = { page, map, likeness }
  const free = parts.map((own) => own.filter(isFree))
  const rated: { titles: (ItemTitle | null)[]; rating: number }[] = []
  for (const way of WAYS) {
    const titles = regions.map((region, index) => titleBy(way, at, region, parts[index]!, free[index]!))
    const rating = rate(titles)
    rated.push({ titles, rating })
    if (rating >= GOOD) break
  }
  // The sort is stable: of two that read equally well the earlier way counts.
  rated.sort((a, b) => b.rating - a.rating)
  return regions.map(
    (_, index) => rated.find(({ titles, rating }) => rating > 0 && titles[index] !== null)?.titles[index] ?? null,
  )
}

function rate(titles: readonly (ItemTitle | null)[]): number {
  const found = titles.filter((title) => title !== null)
  if (found.length === 0) return 0
  const likeness = found.reduce((sum, { likeness }) => sum + likeness, 0) / titles.length
  const distinct = new Set(found.map(({ text }) => text)).size / found.length
  return Math.round(likeness * (0.5 + 0.5 * distinct) * 20) / 20
}

type At = { page: PageDocument; map: PageMap; likeness: TextReading['likeness'] }

/** `free` are the parts that may be of a title. */
function titleBy(
  way: Way,
  at: At,
  region: ItemRegion,
  parts: readonly Part[],
  free: readonly Part[],
): ItemTitle | null {
  if (free.length === 0) return null
  if (way === 'first') return titleFrom(at, free.slice(0, 1), region.element)
  if (way === 'cell') {
    const cell = parts.find(({ label }) => label === 'title')
    return cell
      ? titleFrom(
          at,
          free.filter(({ label, column }) => label === 'title' && column.split('.')[0] === cell.column.split('.')[0]),
          cell.element,
        )
      : null
  }
  if (way === 'seed') return region.seed === null ? null : titleIn(at, region.seed.element, free)
  for (const element of elementsOf(at.page, at.map, region)) {
    const title = isBy(way, element) && !element.hidden ? titleIn(at, element, free) : null
    if (title) return title
  }
  return null
}

function isBy(way: Way, element: PageElement): boolean {
  if (way === 'heading') return HEADINGS.has(element.name)
  return way === 'link' ? element.name === 'a' : isTitleHint(element)
}

function isTitleHint({ attributes }: PageElement): boolean {
  const names = attributes.class ?? attributes.itemprop
  return names !== undefined && TITLE_HINT.test(names) && roleOfHint(names) === null
}

function titleIn(at: At, element: PageElement, free: readonly Part[]): ItemTitle | null {
  return titleFrom(
    at,
    free.filter(({ start, end }) => start >= element.start && end <= element.end),
    element,
  )
}

/** Badges, labels and values that stand in the same element are no part of the title. */
function titleFrom(at: At, free: readonly Part[], element: PageElement): ItemTitle | null {
  const first = free[0]
  if (first === undefined) return null
  let title = spanTitle(at, first.start, first.end, element)
  // A title whose words stand in spans of their own goes on while it reads better for it.
  for (const part of free.slice(1, 4)) {
    if (title === null || at.page.text.slice(first.start, part.end).includes('\n')) break
    const longer = spanTitle(at, first.start, part.end, element)
    if (longer === null || longer.likeness <= title.likeness) break
    title = longer
  }
  return title
}

function isFree({ folded, label, hint, text, date }: Part): boolean {
  if (label !== null && label !== 'title') return false
  if (hint !== null && hint !== 'title' && hint !== 'other') return false
  if (BADGE.test(folded) || isGenericLink(folded) || isMenu(folded)) return false
  return text.length > 60 || !((/\d/.test(folded) && SALARY.test(folded)) || date?.[0].length === folded.length)
}

function spanTitle({ page, likeness }: At, start: number, end: number, element: PageElement): ItemTitle | null {
  const raw = page.text.slice(start, end)
  const lead = NUMBERING.exec(raw)?.[0].length ?? 0
  const own = raw.slice(lead)
  const cut = (MAYBE_GLUED.test(own) ? own.replace(GLUED, '') : own).replace(TAIL, '').trimEnd()
  if (cut === '') return null
  const text = cut.replace(/\s+/g, ' ')
  return { start: start + lead, end: start + lead + cut.length, text, likeness: likeness(text), element }
}

const URL_TEXT =
  /^(?:https?:\/\/|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|int|de|eu|io|info|gov|edu)(?:\/\S*)?$/i
const MAIL_TEXT = /^\S+@\S+\.\S+$|^\[?(?:email protected|redacted)\]?$/i
const LONGEST_TITLE = 200

/** Code of why a text is no title; null when it may be one. */
export function titleFault(text: string, { likeness, place }: TextReading): string | null {
  const folded = fold(text)
  if (URL_TEXT.test(text)) return 'title_is_url'
  if (MAIL_TEXT.test(text)) return 'title_is_email'
  if (!/\p{L}{2}/u.test(text)) return 'title_is_number'
  if (text.length < 3) return 'title_too_short'
  if (text.length > LONGEST_TITLE) return 'title_too_long'
  if (MAYBE_DATE.test(folded) && DATE.exec(folded)?.[0].length === folded.length) return 'title_is_date'
  if (isMenu(folded) || isGenericLink(folded)) return 'title_is_menu'
  if (likeness(text) < 0.6 && place(text) >= 0.9) return 'title_is_place'
  return null
}
