import { isHidden } from '../../text/html-to-text.ts'
import { type Attributes, MARKS, NO_ATTRIBUTES } from './markup/attributes.ts'
import { readMarkup } from './markup/read-markup.ts'
import { BLOCK, CELL, UNREAD, VOID } from './markup/tags.ts'
import type { DocumentLimit, PageDocument, PageElement, PageText, Script } from './page-node.ts'

/** Deeper nesting comes of tags that were never closed: its text is kept, in the element at this depth. */
const DEEPEST = 256
/** Nesting that no page has. Reading stops: each closing tag without an opening one costs a look through all open elements. */
const STOP_DEPTH = 500
/** A page of more elements is cut: no posting needs them. */
const MOST_ELEMENTS = 120_000
/** Characters of a page that are read. */
export const LONGEST_PAGE = 10_000_000
/** Characters of one script, and of all scripts of a page, that are kept for the readers. */
const LONGEST_SCRIPT = 2_000_000
const LONGEST_SCRIPTS = 4_000_000

/** Scripts of these types hold data; those without a type may assign some. */
const DATA_SCRIPT = /json|^$|javascript|ecmascript|^module$/

/**
 * Parses a page in one pass over its tokens. Never throws: broken markup is read as browsers read it, as far as that takes no second
 * look; pages beyond the limits are cut, and `limits` says where.
 */
export function parseDocument(html: string): PageDocument {
  const limits = new Set<DocumentLimit>()
  if (html.length > LONGEST_PAGE) limits.add('size')
  const root = element('#document', NO_ATTRIBUTES, 0, null, 0, 0, false)
  const elements: PageElement[] = []
  const texts: PageText[] = []
  const meta = new Map<string, string>()
  const scripts: Script[] = []
  const head: { title: string | null; language: string | null; canonical: string | null; base: string | null } = {
    title: null,
    language: null,
    canonical: null,
    base: null,
  }
  let text = ''
  let gap: '' | ' ' | '\n' = ''
  let hiddenCharacters = 0
  let current = root
  let depth = 0
  /** Elements opened inside one whose text nobody reads, itself included; 0 outside. */
  let unread = 0
  let unreadText: string[] | null = null
  let scriptCharacters = 0
  /** Depth below DEEPEST, where elements are not kept. */
  let below = 0
  /** Depth of the outermost hidden one of these; 0 outside. */
  let belowHidden = 0
  let stopped = false

  const part = (kind: number) => {
    if (kind & BLOCK) gap = '\n'
    else if (kind & CELL && gap === '') gap = ' '
  }
  const openUnread = (name: string, attributes: Attributes) => {
    unread = 1
    unreadText = name === 'script' || (name === 'title' && head.title === null) ? [] : null
    if (name === 'script') scripts.push({ type: typeOf(attributes), attributes, text: '' })
  }
  const closeUnread = (name: string) => {
    if (name === 'title') head.title ??= collapse(unreadText?.join('') ?? '') || null
    if (name === 'script') {
      const script = scripts.at(-1)
      const kept = keepScript(script, unreadText?.join('') ?? '', scriptCharacters)
      if (kept.cut) limits.add('script')
      scriptCharacters += kept.text.length
      if (script) script.text = kept.text
    }
    unreadText = null
  }

  readMarkup(html.length > LONGEST_PAGE ? html.slice(0, LONGEST_PAGE) : html, {
    get stopped() {
      return stopped
    },
    open({ name, kind }, attributes, marks) {
      if (unread > 0) {
        if (!(kind & VOID)) unread++
        stopped ||= unread > STOP_DEPTH
        return
      }
      if (kind & UNREAD) {
        openUnread(name, attributes)
        return
      }
      const hidden = current.hidden || belowHidden > 0 || ((marks & MARKS.hiding) !== 0 && isHidden(attributes))
      if (!hidden) part(kind)
      if (depth >= DEEPEST || elements.length >= MOST_ELEMENTS) {
        if (!(kind & VOID)) {
          below++
          if (hidden && belowHidden === 0) belowHidden = below
        }
        limits.add(depth >= DEEPEST ? 'depth' : 'elements')
        stopped ||= below > STOP_DEPTH
        return
      }
      if (name === 'meta') readMeta(attributes, meta)
      else if (name === 'html') head.language ??= primaryTag(attributes.lang)
      else if (name === 'base') head.base ??= attributes.href ?? null
      else if (name === 'link' && /\bcanonical\b/i.test(attributes.rel ?? ''))
        head.canonical ??= attributes.href ?? null
      const one = element(name, attributes, marks, current, text.length, elements.length, hidden)
      current.children.push(one)
      elements.push(one)
      if (kind & VOID) return
      current = one
      depth++
    },
    close({ name, kind }) {
      if (unread > 0) {
        unread--
        if (unread === 0) closeUnread(name)
        return
      }
      // What nobody sees parts nothing.
      if (!current.hidden && belowHidden === 0) part(kind)
      if (below > 0) {
        if (belowHidden === below) belowHidden = 0
        below--
        return
      }
      if (current.parent === null) return
      current.end = text.length
      current = current.parent
      depth--
    },
    text(data) {
      if (unread > 0) {
        unreadText?.push(data)
        return
      }
      if (current.hidden || belowHidden > 0) {
        hiddenCharacters += lettersIn(data)
        return
      }
      // Between tags stands nothing but blanks, mostly.
      if (data.charCodeAt(0) <= 32 && data.trim() === '') {
        if (gap === '') gap = ' '
        return
      }
      const words = BLANKS.test(data) ? data.replace(ALL_BLANKS, ' ') : data
      if (words === ' ' || words === '') {
        if (gap === '' && words === ' ') gap = ' '
        return
      }
      const first = words.charCodeAt(0) === 32 ? 1 : 0
      const last = words.charCodeAt(words.length - 1) === 32 ? words.length - 1 : words.length
      if (first === 1 && gap === '') gap = ' '
      if (gap !== '' && text.length > 0) text += gap
      gap = last < words.length ? ' ' : ''
      const start = text.length
      text += first === 0 && last === words.length ? words : words.slice(first, last)
      const node: PageText = { kind: 'text', parent: current, start, end: text.length }
      current.children.push(node)
      texts.push(node)
    },
  })
  root.end = text.length
  return {
    root,
    elements,
    texts,
    text,
    title: head.title,
    stated_language: head.language,
    meta,
    canonical: head.canonical,
    base: head.base,
    scripts,
    hidden_characters: hiddenCharacters,
    limits: [...limits],
  }
}

/** NUL among them: no database keeps it. */
const BLANKS = /[\0\t\n\f\r\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/
const ALL_BLANKS = /[\s\0]+/g

function element(
  name: string,
  attributes: Attributes,
  marks: number,
  parent: PageElement | null,
  start: number,
  order: number,
  hidden: boolean,
): PageElement {
  return { kind: 'element', name, attributes, marks, parent, children: [], start, end: start, order, hidden }
}

function readMeta(attributes: Attributes, meta: Map<string, string>): void {
  const name = (
    attributes.property ??
    attributes.name ??
    attributes['http-equiv'] ??
    attributes.itemprop
  )?.toLowerCase()
  const content = attributes.content
  if (name !== undefined && content !== undefined && !meta.has(name)) meta.set(name, collapse(content))
}

function keepScript(script: Script | undefined, text: string, before: number): { text: string; cut: boolean } {
  if (!script || !DATA_SCRIPT.test(script.type)) return { text: '', cut: false }
  const room = Math.min(LONGEST_SCRIPT, LONGEST_SCRIPTS - before)
  return text.length <= room ? { text, cut: false } : { text: text.slice(0, Math.max(0, room)), cut: true }
}

function typeOf(attributes: Attributes): string {
  return (attributes.type ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function primaryTag(language: string | undefined): string | null {
  return /^\s*([a-z]{2,3})(?:[-_]|\s*$)/i.exec(language ?? '')?.[1]?.toLowerCase() ?? null
}

export function collapse(text: string): string {
  return text.replace(ALL_BLANKS, ' ').trim()
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
