import type { Attributes } from './markup/attributes.ts'

/**
 * A page as the readers see it: a light tree over one text. Every node knows where its visible text stands in `PageDocument.text`, so the
 * text of an element is a slice and every value found has its span.
 */
export type PageElement = {
  kind: 'element'
  /** Lower case. */
  name: string
  /** Values as written, entities decoded. */
  attributes: Attributes
  /** MARKS of its attributes. */
  marks: number
  parent: PageElement | null
  children: PageNode[]
  /** Offsets of its visible text in PageDocument.text; equal when it shows none. */
  start: number
  end: number
  /** Position in document order, from 0. */
  order: number
  /** Inside an element that no reader sees: hidden, display:none, aria-hidden. Its text is in no span. */
  hidden: boolean
}

/** A stretch of text. `start` and `end` are offsets in PageDocument.text. */
export type PageText = { kind: 'text'; parent: PageElement; start: number; end: number }

export type PageNode = PageElement | PageText

export type Script = {
  /** Media type of the script, lower case, without parameters; '' when it names none. */
  type: string
  attributes: Attributes
  /** As it stands in the page, undecoded. Scripts beyond the size limit are cut, see PageDocument.limits. */
  text: string
}

export type PageDocument = {
  root: PageElement
  /** All elements in document order, hidden ones included; scripts, styles and the like excluded. */
  elements: readonly PageElement[]
  /** All visible stretches of text in document order. */
  texts: readonly PageText[]
  /**
   * Visible text: blocks are lines, blanks are collapsed, cells of a row are parted by one tab-free blank, list items have no mark.
   * Hidden text, scripts, styles, form controls' values and comments are not part of it.
   */
  text: string
  /** Text of <title>, trimmed, blanks collapsed; null without one. */
  title: string | null
  /** `lang` of <html>, lower case primary tag ("en"); null when it states none. */
  stated_language: string | null
  /** <meta> by name or property, lower case; the first one counts. */
  meta: ReadonlyMap<string, string>
  /** href of <link rel=canonical>, as written. */
  canonical: string | null
  /** href of <base>, as written. */
  base: string | null
  scripts: readonly Script[]
  /** Letters and digits of hidden elements. */
  hidden_characters: number
  /** Limits that cut the page: size, depth, elements, script. Empty for an ordinary page. */
  limits: readonly DocumentLimit[]
}

export type DocumentLimit = 'size' | 'depth' | 'elements' | 'script'

/** Visible text of an element, trimmed; blocks inside it are lines. */
export function textOf(page: PageDocument, node: { start: number; end: number }): string {
  return page.text.slice(node.start, node.end).trim()
}
