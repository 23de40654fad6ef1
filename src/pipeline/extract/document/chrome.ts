import type { PageDocument, PageElement, PageNode } from './page-node.ts'

/** What surrounds the content of a page: navigation, head, foot, sides, dialogues, notices. One mark for each element, by its order. */
export type Chrome = Uint8Array

const CHROME = new Set(['nav', 'footer', 'aside', 'dialog'])
const CHROME_ROLE = /^(navigation|contentinfo|banner|complementary|search|menu|menubar|dialog|alertdialog|alert)$/
/** Names that pages give to such parts. */
const CHROME_NAME =
  /(^|[\s_-])(nav|navbar|navigation|menu|footer|breadcrumbs?|popup|sidebar|related|similar|recommended|skip|toast|tooltip)([\s_-]|$)|cookie|consent|modal|gdpr|newsletter|similar-?jobs|related-?jobs|recommendedjobs/i
/** Never marked by their name: they hold the whole page. */
const WHOLE = new Set(['html', 'body', 'main', 'article'])

/** Marks chrome; an element that holds `content`, the heading of the opening, is none whatever its name. */
export function findChrome(page: PageDocument, content: PageElement | null): Chrome {
  const marks = new Uint8Array(page.elements.length)
  const holders = new Set<PageElement>()
  for (let one: PageElement | null = content; one; one = one.parent) holders.add(one)
  const known = new Map<string, boolean>()
  const named = (name: string) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const is = CHROME_NAME.test(name)
    known.set(name, is)
    return is
  }
  for (const element of page.elements) {
    if (
      element.parent &&
      element.parent.order >= 0 &&
      element.parent !== page.root &&
      marks[element.parent.order] === 1
    ) {
      marks[element.order] = 1
      continue
    }
    if (element.end <= element.start || holders.has(element)) continue
    const { name, attributes } = element
    const is =
      CHROME.has(name) ||
      (attributes.role !== undefined && CHROME_ROLE.test(attributes.role)) ||
      (name === 'header' && !isInArticle(element)) ||
      (!WHOLE.has(name) &&
        ((attributes.class !== undefined && named(attributes.class)) ||
          (attributes.id !== undefined && named(attributes.id))))
    if (is) marks[element.order] = 1
  }
  return marks
}

/** A header of an article is content; that of the page is not. */
function isInArticle(header: PageElement): boolean {
  for (let one = header.parent; one; one = one.parent) if (one.name === 'article' || one.name === 'main') return true
  return false
}

export function inChrome(chrome: Chrome, node: PageNode): boolean {
  const element = node.kind === 'element' ? node : node.parent
  return element.parent !== null && chrome[element.order] === 1
}

/** The nearest of the node and its ancestors with one of these names; null without one, looking at most six levels up. */
export function nearest(node: PageNode, names: ReadonlySet<string>): PageElement | null {
  let one: PageElement | null = node.kind === 'element' ? node : node.parent
  for (let steps = 0; one && steps < 6; steps++, one = one.parent) if (names.has(one.name)) return one
  return null
}
