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
const BIAS = -2.6
const WEIGHTS = {
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
  const having = (field: string) => share(fields.filter((item) => item.some((one) => one.field === field)).length)
  const sample = facts.regions.slice(0, SAMPLE)
  const texts = sample.map(({ start, end }) => fold(facts.page.text.slice(start, Math.min(end, start + 600))))
  const saying = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length / Math.max(1, texts.length)
  const linked = urls.filter((url) => url !== null)
  const evidence: Record<Evidence, number> = {
    titles: found.reduce((sum, { likeness }) => sum + (likeness >= 0.5 ? likeness : likeness / 3), 0) / n,
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
    few: columns !== null || heading === 'openings' ? 0 : n < 3 ? 1 : n < 4 ? 0.4 : 0,
  }
  let sum = BIAS
  for (const [name, weight] of Object.entries(WEIGHTS)) sum += weight * evidence[name as Evidence]
  return 1 / (1 + Math.exp(-sum))
}

/** Titles beside a place or a closing date head a table of openings; "Title" beside "Author" does not. */
function columnsSpeak(columns: readonly (Role | null)[]): number {
  const speaking = columns.filter(
    (role) => role === 'location' || role === 'deadline' || role === 'employment_type' || role === 'salary',
  )
  return Math.min(1, speaking.length / 2)
}

const APPLY =
  /^(?:apply\b|(?:jetzt |hier |online )?bewerben|postuler|je postule|candidater|aplicar|inscribirse|candidati|solliciteer|odpovedet|reagovat|mam zajem|aplikuj|ansog)/

function hasApply(page: PageDocument, { roots }: ItemRegion): boolean {
  const visit = (element: PageElement, depth: number): boolean =>
    element.children.some((child) => {
      if (child.kind !== 'element' || child.hidden) return false
      if (child.name === 'a' || child.name === 'button') {
        const text = page.text.slice(child.start, child.end).trim()
        return text.length <= 40 && isGenericLink(fold(text)) && APPLY.test(fold(text))
      }
      return depth < 8 && visit(child, depth + 1)
    })
  return roots.some((root) => root.kind === 'element' && visit(root, 0))
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
