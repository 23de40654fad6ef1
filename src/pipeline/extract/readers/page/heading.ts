import { type Chrome, inChrome } from '../../document/chrome.ts'
import type { Line } from '../../document/lines.ts'
import { MARKS } from '../../document/markup/attributes.ts'
import { type PageDocument, type PageElement, textOf } from '../../document/page-node.ts'
import { titleLikeness } from '../listing/title-likeness.ts'
import { fold } from './fold.ts'
import { isGenericTitle } from './generic-titles.ts'

const HEADINGS = new Set(['h1', 'h2', 'h3'])
/** Names that pages give to the element that holds the title of an opening. */
const TITLE_NAME =
  /(^|[\s_-])(job|position|vacancy|posting|role|opening|stellen?|poste|offer|offre|advert)[\s_-]?(title|titel|name|header|headline|heading|bezeichnung|titre)([\s_-]|$)/i
/** What such a name holds, for a quick look. */
const MAYBE_TITLE_NAME = /tit[elr]|name|head|bezeich/i
const LONGEST_TITLE = 180

export type Heading = {
  element: PageElement
  text: string
  rule: 'h1' | 'class.title' | 'h2' | 'h3' | 'line.title'
  score: number
}

/**
 * Headings that may name the opening, the likeliest first: an h1 that the page's <title> repeats, then other h1 and elements named as the
 * title, then lower headings that <title> repeats. Headings of menus, and words that head any page ("Job details"), are none.
 */
export function findHeadings(
  page: PageDocument,
  repeated: readonly string[],
  chrome: Chrome,
  likenessOf: (text: string) => number,
): Heading[] {
  const folded = repeated.map(fold).filter((text) => text.length > 2)
  const found: Heading[] = []
  const isNamedTitle = createNamedTitle()
  for (const element of page.elements) {
    if (element.hidden || element.end - element.start < 3 || element.end - element.start > LONGEST_TITLE + 40) continue
    const isHeading = HEADINGS.has(element.name)
    const named = (element.marks & MARKS.named) !== 0 && isNamedTitle(element)
    if (!isHeading && !named) continue
    const own = textOf(page, element)
    // An element named as the title that holds more lines holds more than the title.
    if (named && !isHeading && own.includes('\n')) continue
    const text = own.replace(/\s+/g, ' ')
    if (text.length < 3 || text.length > LONGEST_TITLE || !/\p{L}{2}/u.test(text) || isGenericTitle(text)) continue
    const repeats = repeatsOf(fold(text), folded)
    const surrounds = inChrome(chrome, element) && !named
    const rule = named ? 'class.title' : (element.name as 'h1' | 'h2' | 'h3')
    const likeness = element.name === 'h1' || named ? 0 : likenessOf(text)
    const score =
      (named ? 3 : 0) +
      ({ h1: 3, h2: 1, h3: 0.5 }[element.name] ?? 0) +
      3 * repeats +
      1.5 * likeness -
      (surrounds ? 3 : 0) -
      found.length * 0.05
    if (score > 1) found.push({ element, text, rule, score })
  }
  return merged(found).sort((a, b) => b.score - a.score)
}

/** One heading for each text: pages repeat their title in bars and forms, and the first is the one that the content follows. */
function merged(headings: readonly Heading[]): Heading[] {
  const byText = new Map<string, Heading>()
  for (const heading of headings) {
    const key = fold(heading.text)
    const first = byText.get(key)
    if (!first) byText.set(key, { ...heading })
    else if (heading.score > first.score) Object.assign(first, { score: heading.score, rule: heading.rule })
  }
  return [...byText.values()]
}

/** Says of the names of an element whether they are those of a title. Pages repeat their names: each is looked at once. */
function createNamedTitle(): (element: PageElement) => boolean {
  const known = new Map<string, boolean>()
  const speaks = (name: string | undefined): boolean => {
    if (name === undefined || name.length < 5) return false
    const before = known.get(name)
    if (before !== undefined) return before
    const is = MAYBE_TITLE_NAME.test(name) && TITLE_NAME.test(name)
    known.set(name, is)
    return is
  }
  return ({ name, attributes }) => {
    const { class: own, id } = attributes
    if (speaks(own) || speaks(id)) return name !== 'body' && name !== 'form' && name !== 'input'
    // Test names stand on headings, or where there is no class.
    if (own !== undefined && !HEADINGS.has(name)) return false
    return attributes.itemprop === 'title' || NAMING.some((attribute) => speaks(attributes[attribute]))
  }
}

const NAMING = ['data-testid', 'data-automation-id', 'data-qa'] as const

/** 1 when a repeated text is or holds it, 0.5 when it holds half of one. */
function repeatsOf(text: string, repeated: readonly string[]): number {
  if (text.length < 3) return 0
  let best = 0
  for (const one of repeated) {
    if (one.includes(text)) return 1
    if (text.includes(one) && one.length * 2 > text.length) best = 0.5
  }
  return best
}

const LIKELY_TITLE = 0.6
const MOST_LINES = 60

/** For pages without headings: the first line that a part of the page's <title> repeats and that reads like the title of an opening. */
export function findTitleLine(lines: readonly Line[], repeated: readonly string[], chrome: Chrome): Heading | null {
  const parts = new Set(repeated.flatMap((text) => [text, ...text.split(/\s+[|–—·•:-]\s+/)]).map(fold))
  for (const line of lines.slice(0, MOST_LINES)) {
    const [first] = line.texts
    if (!first || line.text.length > LONGEST_TITLE || !parts.has(fold(line.text)) || inChrome(chrome, first)) continue
    if (titleLikeness(line.text) >= LIKELY_TITLE)
      return { element: first.parent, text: line.text, rule: 'line.title', score: 1 }
  }
  return null
}
