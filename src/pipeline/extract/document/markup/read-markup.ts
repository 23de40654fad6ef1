import { DecodingMode, decodeHTMLAttribute, EntityDecoder, htmlDecodeTree } from 'entities/decode'
import { type AttributeName, attributeOf, NO_ATTRIBUTES } from './attributes.ts'
import { type MarkupEvents, Nesting } from './nesting.ts'
import { RAW, RCDATA, type Tag, tagOf } from './tags.ts'

const COMMENT_END = /--!?>/g
const TAB = 9
const LINE = 10
const FEED = 12
const RETURN = 13
const BLANK = 32
const EXCLAMATION = 33
const DOUBLE_QUOTE = 34
const SINGLE_QUOTE = 39
const DASH = 45
const SLASH = 47
const EQUALS = 61
const GREATER = 62
const QUESTION = 63
const BRACKET = 91

/**
 * Reads the markup of a whole page, broken as it may be, and tells its elements and texts. The same as htmlparser2 tells, whose tokenizer
 * is made for streams and steps from sign to sign, where this searches for the next sign that means something. Comments, declarations and
 * attributes that nobody reads are skipped.
 */
export function readMarkup(html: string, events: MarkupEvents): void {
  new MarkupReading(html, events).read()
}

class MarkupReading {
  readonly #html: string
  readonly #events: MarkupEvents
  readonly #nesting: Nesting
  readonly #decoder: EntityDecoder
  /** The first & behind the place of the last look; Infinity behind the last one of the page. */
  #ampersand = -1
  /** Start of the text that no event told yet, and the entity that is being decoded. */
  #untold = 0
  #entity = 0

  constructor(html: string, events: MarkupEvents) {
    this.#html = html
    this.#events = events
    this.#nesting = new Nesting(events)
    this.#decoder = new EntityDecoder(htmlDecodeTree, (code, consumed) => {
      this.#tell(this.#entity)
      this.#untold = this.#entity + consumed
      events.text(String.fromCodePoint(code))
    })
  }

  read(): void {
    const html = this.#html
    const events = this.#events
    let start = 0
    let from = 0
    while (!events.stopped) {
      const open = html.indexOf('<', from)
      if (open < 0) break
      if (open > start) this.#text(start, open)
      start = open
      from = open + 1
      const sign = html.charCodeAt(from)
      if (isLetter(sign)) from = this.#openingTag(from)
      else if (sign === SLASH && from + 1 < html.length) from = this.#closingTag(from + 1)
      else if (sign === EXCLAMATION) from = this.#declaration(from + 1)
      else if (sign === QUESTION) from = this.#behind('>', from)
      else continue
      start = from
    }
    if (!events.stopped && start < html.length) this.#text(start, html.length)
    this.#nesting.closeAll()
  }

  /** Behind the tag whose name starts at `start`, and behind its content when that is text. A tag that the page's end cuts off is none. */
  #openingTag(start: number): number {
    const html = this.#html
    let at = endOfName(html, start)
    const tag = tagOf(html.slice(start, at))
    let attributes: Partial<Record<AttributeName, string>> | undefined
    let marks = 0
    let slash = false
    for (;;) {
      at = behindBlanks(html, at)
      if (at >= html.length) return at
      const sign = html.charCodeAt(at)
      if (sign === GREATER) break
      slash = sign === SLASH
      if (slash) {
        at = behindBlanks(html, at + 1)
        if (html.charCodeAt(at) === GREATER) break
        slash = false
        continue
      }
      const from = at
      at++
      for (let next = html.charCodeAt(at); next !== EQUALS && !endsName(next); next = html.charCodeAt(at)) at++
      if (at >= html.length) return at
      const known = attributeOf(html.slice(from, at))
      at = behindBlanks(html, at)
      let first = at
      let end = at
      if (html.charCodeAt(at) === EQUALS) {
        at = behindBlanks(html, at + 1)
        const quote = html.charCodeAt(at)
        const isQuoted = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE
        first = isQuoted ? at + 1 : at
        end = isQuoted ? html.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", first) : endOfValue(html, at)
        if (end < 0 || end >= html.length) return html.length
        at = isQuoted ? end + 1 : end
      }
      if (known === undefined) continue
      marks |= known.mark
      attributes ??= {}
      attributes[known.name] ??= this.#value(first, end)
    }
    const isRaw = (tag.kind & RAW) !== 0 && !this.#nesting.isForeign
    this.#nesting.open(tag, attributes ?? NO_ATTRIBUTES, marks, slash)
    return isRaw ? this.#rawText(at + 1, tag) : at + 1
  }

  #closingTag(start: number): number {
    if (!isLetter(this.#html.charCodeAt(start))) return this.#behind('>', start)
    const end = endOfName(this.#html, start)
    if (end < this.#html.length) this.#nesting.close(tagOf(this.#html.slice(start, end)))
    return this.#behind('>', end)
  }

  /** Text of an element up to its closing tag, and that tag. */
  #rawText(start: number, tag: Tag): number {
    const html = this.#html
    const { name, kind } = tag
    let close = name === 'plaintext' ? -1 : html.indexOf('</', start)
    let end = html.length
    for (; close >= 0; close = html.indexOf('</', close + 2)) {
      end = close + 2 + name.length
      if (end < html.length && endsName(html.charCodeAt(end)) && html.slice(close + 2, end).toLowerCase() === name)
        break
    }
    const last = close < 0 ? html.length : close
    if (last > start) {
      if (kind & RCDATA) this.#text(start, last)
      else this.#events.text(html.slice(start, last))
    }
    if (close < 0) return html.length
    this.#nesting.close(tag)
    return this.#behind('>', end)
  }

  /** Behind a comment, a declaration or CDATA, whose content starts at `start`. */
  #declaration(start: number): number {
    const html = this.#html
    const sign = html.charCodeAt(start)
    if (sign === BRACKET && html.startsWith('CDATA[', start + 1)) return this.#behind(']]>', start)
    if (sign !== DASH || html.charCodeAt(start + 1) !== DASH) return this.#behind('>', start)
    const content = start + 2
    if (html.charCodeAt(content) === GREATER) return content + 1
    if (html.startsWith('->', content)) return content + 2
    COMMENT_END.lastIndex = content
    return COMMENT_END.test(html) ? COMMENT_END.lastIndex : html.length
  }

  #behind(mark: string, from: number): number {
    const at = this.#html.indexOf(mark, from)
    return at < 0 ? this.#html.length : at + mark.length
  }

  #value(start: number, end: number): string {
    const value = this.#html.slice(start, end)
    return this.#nextAmpersand(start) < end ? decodeHTMLAttribute(value) : value
  }

  /** Tells a text; each entity in it is a text of its own. */
  #text(start: number, end: number): void {
    this.#untold = start
    for (let at = this.#nextAmpersand(start); at < end; at = this.#nextAmpersand(Math.max(at + 1, this.#untold))) {
      this.#entity = at
      this.#decoder.startEntity(DecodingMode.Legacy)
      if (this.#decoder.write(this.#html, at + 1) < 0) this.#decoder.end()
    }
    this.#tell(end)
  }

  #tell(end: number): void {
    if (this.#untold < end) this.#events.text(this.#html.slice(this.#untold, end))
  }

  #nextAmpersand(from: number): number {
    if (this.#ampersand < from) {
      const at = this.#html.indexOf('&', from)
      this.#ampersand = at < 0 ? Number.POSITIVE_INFINITY : at
    }
    return this.#ampersand
  }
}

function isLetter(sign: number): boolean {
  const small = sign | 32
  return small >= 97 && small <= 122
}

function isBlank(sign: number): boolean {
  return sign === BLANK || sign === LINE || sign === TAB || sign === FEED || sign === RETURN
}

/** Signs that end the name of a tag or an attribute, and the end of the page. */
function endsName(sign: number): boolean {
  return sign === GREATER || sign === SLASH || isBlank(sign) || Number.isNaN(sign)
}

function endOfName(html: string, start: number): number {
  let at = start + 1
  while (!endsName(html.charCodeAt(at))) at++
  return at
}

/** End of a value without quotes. */
function endOfValue(html: string, start: number): number {
  let at = start
  for (let sign = html.charCodeAt(at); sign !== GREATER && !isBlank(sign) && at < html.length; )
    sign = html.charCodeAt(++at)
  return at
}

function behindBlanks(html: string, from: number): number {
  let at = from
  while (isBlank(html.charCodeAt(at))) at++
  return at
}
