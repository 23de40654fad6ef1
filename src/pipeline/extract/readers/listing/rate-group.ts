import type { Candidate } from '../../candidate.ts'
import type { PageDocument, PageElement } from '../../document/page-node.ts'
import type { HeadingKind } from './context-heading.ts'
import type { ItemRegion } from './item-regions.ts'
import type { ItemTitle } from './item-titles.ts'
import type { Region } from './page-map.ts'
import { isGenericLink } from './words/context-words.ts'
import { fold } from './words/fold.ts'
import type { Role } from './words/roles.ts'
import { CLOCK, PRICE, TEASER } from './words/value-patterns.ts'

export type GroupFacts = {
  page: PageDocument
  region: Region
  regions: readonly ItemRegion[]
  titles: readonly (ItemTitle | null)[]
  fields: readonly (readonly Candidate[])[]
  urls: readonly (string | null)[]
  /** Column heads of a table. */
  columns: readonly (Role | null)[] | null
  heading: HeadingKind
  /** The page itself speaks of openings: its title, its h1, a count. */
  aboutOpenings: boolean
}

/** Log-odds of each piece of evidence, set by hand and checked over real lists and look-alikes. */
export const BIAS = -2.6
export const WEIGHTS = {
  titles: 3.4,
  location: 1,
  employer: 0.4,
  employment_type: 1.2,
  posted_on: 0.4,
  deadline: 1.2,
  salary: 0.7,
  identifier: 0.6,
  work_arrangement: 0.6,
  apply: 1.2,
  openings: 1.5,
  page: 0.5,
  columns: 1.5,
  links: 0.4,
  other: -1.8,
  aside: -0.6,
  clock: -1.6,
  price: -2.5,
  teaser: -2,
  prose: -0.8,
  repeated: -2,
  unlinked: -0.8,
  few: -0.9,
} as const
type Evidence = keyof typeof WEIGHTS

/** Text behind one title that makes an item a teaser of an article. */
const LONG_ITEM = 450
/** Rows that most of all openings have none of are read over a sample. */
const SAMPLE = 12

/** 0 to 1: how surely the items of a group are openings. */
export function rateGroup(facts: GroupFacts): number {
  const { titles, fields, columns, heading, region, urls } = facts
  const n = titles.length
  if (n === 0) return 0
  const found = titles.filter((title) => title !== null)
  const share = (count: number) => count / n
  const counts = new Map<string, number>()
  for (const item of fields) for (const { field } of item) counts.set(field, (counts.get(field) ?? 0) + 1)
  const having = (field: string) => share(counts.get(field) ?? 0)
  const sample = facts.regions.slice(0, SAMPLE)
  const texts = sample.map(({ start, end }) => fold(facts.page.text.slice(start, Math.min(end, start + 600))))
  const saying = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length / Math.max(1, texts.length)
  const linked = urls.filter((url) => url !== null)
  const evidence: Record<Evidence, number> = {
    titles: titlesSpeak(titles),
    location: having('location'),
    employer: having('employer'),
    employment_type: having('employment_type'),
    posted_on: having('posted_on'),
    deadline: having('deadline'),
    salary: having('salary'),
    identifier: having('identifier'),
    work_arrangement: having('work_arrangement'),
    apply: share(sample.filter((item) => hasApply(facts.page, item)).length) * (n / Math.max(1, sample.length)),
    openings: heading === 'openings' ? 1 : 0,
    page: facts.aboutOpenings ? 1 : 0,
    columns: columns === null ? 0 : columnsSpeak(columns),
    links: samePattern(linked),
    other: heading === 'other' ? 1 : 0,
    aside: region === 'aside' ? 1 : 0,
    clock: saying(CLOCK),
    price: having('salary') > 0.3 ? 0 : saying(PRICE),
    teaser: saying(TEASER),
    prose: share(facts.regions.filter(({ start, end }) => end - start > LONG_ITEM).length),
    repeated:
      1 - new Set(found.map(({ text }, index) => `${text}|${urls[index] ?? ''}`)).size / Math.max(1, found.length),
    unlinked: 1 - share(linked.length),
    few: columns !== null || heading === 'openings' ? 0 : fewness(n),
  }
  let sum = BIAS
  for (const [name, weight] of Object.entries(WEIGHTS)) sum += weight * evidence[name as Evidence]
  return 1 / (1 + Math.exp(-sum))
}

/** How much the titles of a group read like those of openings; null is none. */
export function titlesSpeak(titles: readonly (ItemTitle | null)[]): number {
  let sum = 0
  for (const title of titles) if (title !== null) sum += title.likeness >= 0.5 ? title.likeness : title.likeness / 3
  return sum / titles.length
}

export const fewness = (rows: number): number => (rows < 3 ? 1 : rows < 4 ? 0.4 : 0)

/** Titles beside a place or a closing date head a table of openings; "Title" beside "Author" does not. */
export function columnsSpeak(columns: readonly (Role | null)[]): number {
  const speaking = columns.filter(
    (role) => role === 'location' || role === 'deadline' || role === 'employment_type' || role === 'salary',
  )
  return Math.min(1, speaking.length / 2)
}

const APPLY =
  /^(?:apply\b|(?:jetzt |hier |online )?bewerben|postuler|je postule|candidater|aplicar|inscribirse|candidati|solliciteer|odpovedet|reagovat|mam zajem|aplikuj|ansog)/

export function hasApply(page: PageDocument, { roots }: ItemRegion): boolean {
  return roots.some((root) => root.kind === 'element' && holdsApply(page, root, 0))
}

function holdsApply(page: PageDocument, element: PageElement, depth: number): boolean {
  for (const child of element.children) {
    if (child.kind !== 'element' || child.hidden) continue
    const isLink = child.name === 'a' || child.name === 'button'
    if (isLink ? saysApply(page.text, child) : depth < 8 && holdsApply(page, child, depth + 1)) return true
  }
  return false
}

function saysApply(text: string, { start, end }: PageElement): boolean {
  const said = text.slice(start, end).trim()
  if (said.length > 40) return false
  const folded = fold(said)
  return APPLY.test(folded) && isGenericLink(folded)
}

/** Share of addresses that lie under the commonest folder and differ behind it. */
function samePattern(urls: readonly string[]): number {
  if (urls.length < 2) return 0
  const folders = new Map<string, number>()
  for (const url of urls) {
    const path = url.replace(/[?#].*$/, '')
    const folder = path.slice(0, path.replace(/\/$/, '').lastIndexOf('/'))
    folders.set(folder, (folders.get(folder) ?? 0) + 1)
  }
  return (Math.max(...folders.values()) / urls.length) * (new Set(urls).size / urls.length)
}
