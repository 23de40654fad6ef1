import type { PageDocument, PageElement } from '../../document/page-node.ts'

export const REGIONS = ['content', 'nav', 'header', 'footer', 'aside'] as const
export type Region = (typeof REGIONS)[number]
/** Menus, page headers and footers list no openings. */
const LISTS = REGIONS.map((region) => region === 'content' || region === 'aside')

/** An element that may bear the title of an opening, or lead to one. */
export type Seed = { element: PageElement; kind: 'link' | 'heading'; region: Region }

/** What one pass over the elements of a page finds for the reader of lists. */
export type PageMap = {
  /** By order: order of the last element inside. */
  last: Int32Array
  /** By order: index in REGIONS. */
  regions: Uint8Array
  seeds: Seed[]
  /** Headings and captions with text, in order. */
  headings: PageElement[]
  tables: PageElement[]
}

/** What an element's name says, as bits: one look-up for each element of a page. */
const HEADING = 1
const TITLE = 2
/** Bears a title only as the first thing of its parent. */
const FIRST = 4
/** Inside these, header and footer belong to the item and not to the page. */
const OWN_FRAME = 8
/** Class or id may say that it is a frame of the page. */
const CONTAINER = 16
const KINDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{
      h1: HEADING,
      caption: HEADING,
      legend: HEADING,
      h2: HEADING | TITLE,
      h3: HEADING | TITLE,
      h4: HEADING | TITLE,
    },
    ...{ h5: HEADING | TITLE, h6: HEADING | TITLE, summary: TITLE, dt: TITLE, strong: TITLE | FIRST, b: TITLE | FIRST },
    ...{ button: TITLE | FIRST, article: OWN_FRAME, li: OWN_FRAME, main: OWN_FRAME, tr: OWN_FRAME, div: CONTAINER },
    ...{
      section: OWN_FRAME | CONTAINER,
      td: OWN_FRAME | CONTAINER,
      ul: CONTAINER,
      ol: CONTAINER,
      form: CONTAINER,
      table: CONTAINER,
    },
  }),
)
const NAMED_REGION: ReadonlyMap<string, Region> = new Map([
  ['nav', 'nav'],
  ['aside', 'aside'],
  ['footer', 'footer'],
  ['header', 'header'],
])
const ROLE_REGION: Readonly<Record<string, Region>> = {
  navigation: 'nav',
  menu: 'nav',
  menubar: 'nav',
  banner: 'header',
  contentinfo: 'footer',
  complementary: 'aside',
}
/** Whole names of classes and ids that only frames of a page bear: "card-footer" is none of them. */
const CLASS_REGION: readonly (readonly [RegExp, Region])[] = [
  [
    /^(?:(?:site|page|main|global|top|primary|sub|header|footer|mobile)[-_]?)?(?:nav|navbar|navigation|menu|megamenu)$/,
    'nav',
  ],
  [/^(?:breadcrumbs?|pagination|pager|page-numbers|skip-links?|language-switcher|social(?:-links|-media)?)$/, 'nav'],
  [/^(?:site|page|main|global)?[-_]?footer$/, 'footer'],
  [/^(?:cookie|consent)[-_]?(?:banner|bar|notice|dialog|modal|popup|policy|manager|consent)?$/, 'footer'],
  [/^(?:site|page|main|global)[-_]?header$/, 'header'],
  [/^(?:left|right|page)?[-_]?sidebar$/, 'aside'],
]
/** Class of an element that holds a title: "job-title", "positionName", "opening__title". */
const TITLE_CLASS =
  /(?:^|[-_\s])(?:job|position|vacancy|opening|posting|role|stelle|offre|oferta)?[-_]{0,2}(?:title|titel|titre|jobname|job-name|position-name)(?:$|[\s_-])|(?:job|position|vacancy|opening|posting)title/i
/** Names that no frame's pattern matches are most; they are sorted out at once. */
const MAYBE_FRAME =
  /nav|menu|foot|header|sidebar|cookie|consent|bread|pagin|pager|page-numbers|skip-link|language-sw|social/i

/** A longer text is no title; a link around a whole card holds more. */
const LONGEST_TITLE = 220
const LONGEST_CARD = 1_500

export function mapPage(page: PageDocument): PageMap {
  const { elements } = page
  const map: PageMap = {
    last: new Int32Array(elements.length),
    regions: new Uint8Array(elements.length),
    seeds: [],
    headings: [],
    tables: [],
  }
  const byClass = new Map<string, number>()
  const titleClass = new Map<string, boolean>()
  const framed = new Uint8Array(elements.length)
  for (let order = 0; order < elements.length; order++) {
    const element = elements[order]!
    map.last[order] = order
    const { parent, name, attributes } = element
    const kind = KINDS.get(name) ?? 0
    const above = parent === null || parent === page.root ? -1 : parent.order
    const outer = above < 0 ? 0 : map.regions[above]!
    framed[order] = (kind & OWN_FRAME) !== 0 || (above >= 0 && framed[above] === 1) ? 1 : 0
    map.regions[order] = outer !== 0 ? outer : regionOf(element, kind, framed[order] === 1, byClass)
    if (element.hidden || element.end <= element.start) continue
    const length = element.end - element.start
    if ((kind & HEADING) !== 0) map.headings.push(element)
    if (!LISTS[map.regions[order]!]) continue
    if (name === 'a') {
      if (length <= LONGEST_CARD && isPageLink(attributes.href)) push(map, element, 'link')
    } else if ((kind & TITLE) !== 0) {
      if (length <= LONGEST_TITLE && ((kind & FIRST) === 0 || opensParent(element))) push(map, element, 'heading')
    } else if (name === 'table' || attributes.role === 'table' || attributes.role === 'grid') {
      if (map.regions[order] === 0) map.tables.push(element)
    } else if (length <= LONGEST_TITLE && (kind & HEADING) === 0 && attributes.class !== undefined) {
      const known = titleClass.get(attributes.class)
      const is = known ?? TITLE_CLASS.test(attributes.class)
      if (known === undefined) titleClass.set(attributes.class, is)
      if (is) push(map, element, 'heading')
    }
  }
  for (let order = elements.length - 1; order > 0; order--) {
    const parent = elements[order]!.parent
    if (parent === null || parent === page.root) continue
    if (map.last[parent.order]! < map.last[order]!) map.last[parent.order] = map.last[order]!
  }
  return map
}

function push(map: PageMap, element: PageElement, kind: Seed['kind']): void {
  map.seeds.push({ element, kind, region: REGIONS[map.regions[element.order]!]! })
}

/** Mail, telephone and script addresses lead to no page of an opening; "#" may be a row opened by script. */
export function isPageLink(href: string | undefined): href is string {
  return href !== undefined && !/^\s*(?:mailto|tel|sms|data|whatsapp|skype):/i.test(href)
}

function opensParent(element: PageElement): boolean {
  const parent = element.parent
  return parent !== null && parent.start <= element.start && element.start - parent.start <= 1
}

function regionOf(element: PageElement, kind: number, framed: boolean, byClass: Map<string, number>): number {
  const { name, attributes } = element
  const named = NAMED_REGION.get(name)
  if (named !== undefined && !(framed && (named === 'header' || named === 'footer'))) return REGIONS.indexOf(named)
  const role = attributes.role === undefined ? undefined : ROLE_REGION[attributes.role]
  if (role !== undefined) return REGIONS.indexOf(role)
  if ((kind & CONTAINER) === 0) return 0
  return (
    (attributes.class && regionOfNames(attributes.class, byClass)) ||
    (attributes.id ? regionOfNames(attributes.id, byClass) : 0)
  )
}

function regionOfNames(names: string, byClass: Map<string, number>): number {
  const known = byClass.get(names)
  if (known !== undefined) return known
  let region = 0
  for (const token of MAYBE_FRAME.test(names) ? names.toLowerCase().split(/\s+/) : []) {
    const found = CLASS_REGION.find(([pattern]) => pattern.test(token))
    if (found) {
      region = REGIONS.indexOf(found[1])
      break
    }
  }
  byClass.set(names, region)
  return region
}
