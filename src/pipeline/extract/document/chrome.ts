import { MARKS } from './markup/attributes.ts'
import type { PageDocument, PageElement, PageNode } from './page-node.ts'

/**
 * What surrounds the content of a page. One mark for each element, by its order: 0 content, SIDE for columns beside it, which may hold facts
 * of the opening, SURROUNDS for navigation, head, foot, dialogues, notices and lists of other openings.
 */
export type Chrome = Uint8Array
const SIDE = 1
const SURROUNDS = 2

const CHROME = new Set(['nav', 'footer', 'dialog'])
/** Those that may be marked without an attribute. */
const FRAMES = new Set([...CHROME, 'header', 'aside'])
const CHROME_ROLE = /^(navigation|contentinfo|banner|search|menu|menubar|dialog|alertdialog|alert)$/
/** Names that pages give to such parts. */
const CHROME_NAME =
  /(^|[\s_-])(nav|navbar|navigation|menu|footer|breadcrumbs?|popup|related|similar|recommended|skip|toast|tooltip)([\s_-]|$)|cookie|consent|modal|gdpr|newsletter|similar-?jobs|related-?jobs|recommendedjobs/i
const SIDE_NAME = /(^|[\s_-])(sidebar|side-?bar|side-?col(umn)?|aside)([\s_-]|$)/i
/** Never marked by their name: they hold the whole page. */
const WHOLE = new Set(['html', 'body', 'main', 'article'])

/** Marks chrome; an element that holds `content`, the heading of the opening, is none whatever its name. */
export function findChrome(page: PageDocument, content: PageElement | null): Chrome {
  const marks = new Uint8Array(page.elements.length)
  const holders = new Set<PageElement>()
  for (let one: PageElement | null = content; one; one = one.parent) holders.add(one)
  const known = new Map<string, number>()
  const named = (name: string | undefined): number => {
    if (name === undefined) return 0
    const before = known.get(name)
    if (before !== undefined) return before
    const mark = CHROME_NAME.test(name) ? SURROUNDS : SIDE_NAME.test(name) ? SIDE : 0
    known.set(name, mark)
    return mark
  }
  for (const element of page.elements) {
    const outer = element.parent && element.parent !== page.root ? (marks[element.parent.order] ?? 0) : 0
    if (outer === SURROUNDS || element.end <= element.start || holders.has(element)) {
      marks[element.order] = outer
      continue
    }
    marks[element.order] = Math.max(outer, markOf(element, named))
  }
  return marks
}

function markOf(element: PageElement, named: (name: string | undefined) => number): number {
  const { name, attributes, marks } = element
  if ((marks & (MARKS.named | MARKS.role)) === 0 && !FRAMES.has(name)) return 0
  if (CHROME.has(name) || (attributes.role !== undefined && CHROME_ROLE.test(attributes.role))) return SURROUNDS
  if (name === 'header' && !isInArticle(element)) return SURROUNDS
  if (WHOLE.has(name)) return 0
  const side = name === 'aside' || attributes.role === 'complementary' ? SIDE : 0
  return Math.max(side, named(attributes.class), named(attributes.id))
}

/** Marks elements, such as those of other openings, with all that they hold. */
export function markAsSurrounds(chrome: Chrome, elements: readonly PageElement[]): void {
  for (const element of elements) {
    chrome[element.order] = SURROUNDS
    markAsSurrounds(
      chrome,
      element.children.filter((child) => child.kind === 'element'),
    )
  }
}

/** A header of an article is content; that of the page is not. */
function isInArticle(header: PageElement): boolean {
  for (let one = header.parent; one; one = one.parent) if (one.name === 'article' || one.name === 'main') return true
  return false
}

/** No part of the opening's own page part, columns beside it excepted. */
export function inChrome(chrome: Chrome, node: PageNode): boolean {
  return chromeMark(chrome, node) === SURROUNDS
}

/** Neither around the content nor beside it. */
export function inContent(chrome: Chrome, node: PageNode): boolean {
  return chromeMark(chrome, node) === 0
}

function chromeMark(chrome: Chrome, node: PageNode): number {
  const element = node.kind === 'element' ? node : node.parent
  return element.parent === null ? 0 : (chrome[element.order] ?? 0)
}

/** The nearest of the node and its ancestors with one of these names; null without one, looking at most six levels up. */
export function nearest(node: PageNode, names: ReadonlySet<string>): PageElement | null {
  let one: PageElement | null = node.kind === 'element' ? node : node.parent
  for (let steps = 0; one && steps < 6; steps++, one = one.parent) if (names.has(one.name)) return one
  return null
}
