import type { Span } from '../../text/span.ts'
import type { PageDocument, PageElement, PageNode } from './page-node.ts'

/** What stored HTML may hold: structure and links. Everything else loses its tags and keeps its text. */
const KEPT = new Set(
  'p ul ol li h1 h2 h3 h4 h5 h6 strong em b i u table thead tbody tr th td dl dt dd blockquote pre code a'.split(' '),
)
const APART = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'dl'])
const LINES = new Set(
  'address article aside blockquote dd details div dt fieldset figure footer form header hr li main pre section tr summary figcaption br legend menu'.split(
    ' ',
  ),
)
/** Parts of a description that are no part of the posting: forms and what one presses. */
const LEFT_OUT = new Set(['button', 'input', 'form', 'nav', 'dialog', 'label'])

export type Rendered = { text: string; html: string }

/**
 * An element, or the part of it within `range`, as clean text (list items are "- " lines, blocks lines, paragraphs parted by a blank line) and
 * as HTML that holds nothing but structure and http(s) links: safe to show, and the same when it is read and rendered again.
 */
export function render(
  page: PageDocument,
  element: PageElement,
  range: Span,
  base: URL | null,
  leaveOut: (one: PageElement) => boolean = () => false,
): Rendered {
  const text: string[] = []
  const html = createHtml()
  const visitText = (start: number, end: number) => {
    const from = Math.max(start, range.start)
    // The blank before a stretch belongs to no node.
    const blank = from > range.start && page.text.charCodeAt(from - 1) === 32 ? ' ' : ''
    const words = blank + page.text.slice(from, Math.min(end, range.end))
    text.push(words)
    html.text(words)
  }
  const visit = (node: PageNode): void => {
    const outside = node.end <= range.start || node.start >= range.end
    if (node.kind === 'text') {
      if (!outside) visitText(node.start, node.end)
      return
    }
    const { name } = node
    if (name === 'br' || name === 'hr') {
      if (node.start <= range.start || node.start >= range.end) return
      text.push('\n')
      html.boundary()
      return
    }
    if (outside || node.hidden || LEFT_OUT.has(name) || leaveOut(node)) return
    const apart = APART.has(name)
    const line = LINES.has(name)
    if (apart || line) text.push(apart ? '\n\n' : '\n')
    if (name === 'li') text.push('- ')
    const close = KEPT.has(name)
      ? html.open(name, name === 'a' ? linkOf(node, base) : '')
      : line
        ? html.boundary()
        : null
    for (const child of node.children) visit(child)
    if (close) close()
    else if (line) html.boundary()
    if (apart || line) text.push(apart ? '\n\n' : '\n')
  }
  for (const child of element.children) visit(child)
  return { text: tidy(text.join('')), html: html.end() }
}

/** Tags that may hold text of their own; text that stands in none of them becomes a paragraph. */
const HOLDERS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th', 'dt', 'dd', 'blockquote', 'pre'])
const INLINE = new Set(['strong', 'em', 'b', 'i', 'u', 'code', 'a'])
const LISTS = new Set(['ul', 'ol'])
const HOLDS_LISTS = new Set(['li', 'td', 'th', 'dd', 'blockquote'])
/** What these must stand in. Anywhere else their text stays without the tag. */
const PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: LISTS,
  dt: new Set(['dl']),
  dd: new Set(['dl']),
  thead: new Set(['table']),
  tbody: new Set(['table']),
  tr: new Set(['table', 'thead', 'tbody']),
  td: new Set(['tr']),
  th: new Set(['tr']),
}

/**
 * Writes HTML of one grammar: paragraphs, headings, lists, tables; in them words and their markup, line ends, and lists in list items and cells.
 * It is read back as it was written.
 */
function createHtml() {
  const parts: string[] = []
  const open: string[] = []
  const blocks: string[] = []
  let holders = 0
  let inline = 0
  let paragraph = false
  const boundary = (): null => {
    if (holders > 0 || inline > 0) parts.push('<br>')
    else if (paragraph) parts.push('</p>')
    if (holders === 0 && inline === 0) paragraph = false
    return null
  }
  const ensureHolder = () => {
    if (holders > 0 || inline > 0 || paragraph) return
    parts.push('<p>')
    paragraph = true
  }
  const mayStand = (name: string): boolean => {
    const last = blocks.at(-1)
    if (PARENTS[name]) return last !== undefined && PARENTS[name].has(last)
    return holders === 0 || (LISTS.has(name) && last !== undefined && HOLDS_LISTS.has(last))
  }
  return {
    boundary,
    text(words: string) {
      if (words.trim() !== '') ensureHolder()
      parts.push(escapeHtml(words))
    },
    open(name: string, attributes: string): (() => void) | null {
      if (INLINE.has(name)) {
        if (open.includes(name)) return null
        ensureHolder()
        inline++
        open.push(name)
        parts.push(`<${name}${attributes}>`)
        return () => {
          inline--
          open.pop()
          parts.push(`</${name}>`)
        }
      }
      // A block inside a word's markup, or inside what holds no blocks, cannot keep its tag: only the line end stays.
      if (inline > 0 || !mayStand(name)) return boundary()
      if (holders === 0) boundary()
      const holds = HOLDERS.has(name)
      const outer = holders
      holders = holds ? outer + 1 : 0
      blocks.push(name)
      parts.push(`<${name}>`)
      return () => {
        if (!holds) boundary()
        holders = outer
        blocks.pop()
        parts.push(`</${name}>`)
      }
    },
    end(): string {
      boundary()
      return tidyHtml(parts.join(''))
    },
  }
}

function linkOf({ attributes }: PageElement, base: URL | null): string {
  const href = attributes.href?.trim()
  if (!href || !URL.canParse(href, base ?? undefined)) return ''
  const url = new URL(href, base ?? undefined)
  return url.protocol === 'http:' || url.protocol === 'https:' ? ` href="${escapeHtml(url.href)}"` : ''
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark)
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/(^|\n)-\n+(?!- )/g, '$1- ')
    .replace(/(^|\n)-(?=\n|$)/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n\n(?=- )/g, '\n')
    .trim()
}

const BLOCK = 'p|li|ul|ol|h[1-6]|tr|td|th|table|thead|tbody|dl|dt|dd|blockquote|pre'
const EMPTY_ELEMENT = new RegExp(`<(${BLOCK}|strong|em|b|i|u|code|a)(?: href="[^"]*")?>\\s*</\\1>`, 'g')
const BREAKS_AFTER = new RegExp(`(</?(?:${BLOCK})>)\\s*(?:<br>\\s*)+`, 'g')
const BREAKS_BEFORE = new RegExp(`(?:\\s*<br>)+\\s*(</?(?:${BLOCK})>)`, 'g')

/** A blank or a line end at the edge of a word's markup stands outside of it. */
const BREAK_IN_FRONT = /(<(?:strong|em|b|i|u|code|a)(?: href="[^"]*")?>)(\s+|\s*<br>)/g
const BREAK_AT_END = /(<br>\s*|\s+)(<\/(?:strong|em|b|i|u|code|a)>)/g

function tidyHtml(html: string): string {
  let tidied = html.replace(/\s+/g, ' ')
  // Each round may leave an element empty that held the removed one.
  for (let rounds = 0; rounds < 12 && UNTIDY.test(tidied); rounds++) {
    tidied = tidied
      .replace(EMPTY_ELEMENT, '')
      .replace(BREAK_IN_FRONT, '$2$1')
      .replace(BREAK_AT_END, '$2$1')
      .replace(BREAKS_AFTER, '$1')
      .replace(BREAKS_BEFORE, '$1')
      .replace(/ {2,}/g, ' ')
      .replace(/\s*<br>\s*/g, '<br>')
      .replace(/(?:<br>){3,}/g, '<br><br>')
      .replace(BLANKS_AT_BLOCK, '$1')
  }
  return tidied.trim()
}
const BLANKS_AT_BLOCK = new RegExp(`\\s*(</?(?:${BLOCK})>)\\s*`, 'g')
/** Whatever one of these would change: blanks at the edge of a tag, line ends at that of a block, elements with nothing in them. */
const UNTIDY = new RegExp(
  `<(${BLOCK}|strong|em|b|i|u|code|a)(?: href="[^"]*")?>(?:\\s|<br>|</\\1>)` +
    `|(?:\\s|<br>)</(?:${BLOCK}|strong|em|b|i|u|code|a)>` +
    `|</(?:${BLOCK})>(?:\\s|<br>)|(?:\\s|<br>)<(?:${BLOCK})>|<br>\\s|\\s<br>| {2}|(?:<br>){3}`,
)
