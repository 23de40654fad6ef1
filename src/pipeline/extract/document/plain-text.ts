import type { DocumentLimit, PageDocument, PageElement, PageText } from './page-node.ts'
import { LONGEST_PAGE } from './parse-document.ts'

const MOST_LINES = 60_000
const LONGEST_HEADING = 160
/** Signs of a list item; a number only with a closing sign and a blank behind it, so that "3.5 years" is no item. */
const MARK = /^(?:[-–—*•·▪◦‣●○■□►➢✓✔➤→]|o(?= )|\d{1,2}[.)])[ \t]+(?=\S)/
const HEADING_END = /[.,;!?]$/

/**
 * A plain text as a page: lines are paragraphs, lines with a list mark are items of lists, the first line is the heading when it is
 * short enough for one. Lines without a letter or digit ("-----") are left out.
 */
export function parsePlainText(source: string): PageDocument {
  const limits = new Set<DocumentLimit>()
  if (source.length > LONGEST_PAGE) limits.add('size')
  const elements: PageElement[] = []
  const texts: PageText[] = []
  const parts: string[] = []
  let length = 0
  const open = (name: string, parent: PageElement | null): PageElement => {
    const start = length
    const place = { start, end: start, order: elements.length }
    const one: PageElement = {
      kind: 'element',
      name,
      attributes: {},
      marks: 0,
      parent,
      children: [],
      ...place,
      hidden: false,
    }
    parent?.children.push(one)
    if (parent) elements.push(one)
    return one
  }
  const root = open('#document', null)
  const body = open('body', root)
  let list: PageElement | null = null
  let lines = 0
  for (const raw of linesOf(source.slice(0, LONGEST_PAGE))) {
    if (lines >= MOST_LINES) {
      limits.add('elements')
      break
    }
    const line = raw
      .replaceAll('\0', '')
      .replace(/[\s\u200b\ufeff]+/g, ' ')
      .trim()
    if (!/[\p{L}\p{N}]/u.test(line)) {
      list = null
      continue
    }
    lines++
    const mark = MARK.exec(line)?.[0] ?? ''
    const shown = line.slice(mark.length)
    // An indented line behind an item goes on with it.
    const item: PageElement | undefined = mark === '' && /^(?: {2}|\t)/.test(raw) ? lastItem(list) : undefined
    if (length > 0) parts.push(item ? ' ' : '\n')
    length += length > 0 ? 1 : 0
    if (mark !== '') list ??= open('ul', body)
    else if (!item) list = null
    const isHeading = lines === 1 && mark === '' && shown.length <= LONGEST_HEADING && !HEADING_END.test(shown)
    const block = item ?? open(mark !== '' ? 'li' : isHeading ? 'h1' : 'p', list ?? body)
    parts.push(shown)
    length += shown.length
    const words: PageText = { kind: 'text', parent: block, start: length - shown.length, end: length }
    block.children.push(words)
    texts.push(words)
    for (let one: PageElement | null = block; one; one = one.parent) one.end = length
  }
  return {
    ...{ root, elements, texts, text: parts.join(''), title: null, stated_language: null, meta: new Map() },
    ...{ canonical: null, base: null, scripts: [], hidden_characters: 0, limits: [...limits] },
  }
}

function lastItem(list: PageElement | null): PageElement | undefined {
  const last = list?.children.at(-1)
  return last?.kind === 'element' ? last : undefined
}

/** A form feed parts pages of a print. */
const linesOf = (source: string) => source.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/)
