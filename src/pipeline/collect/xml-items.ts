import { Parser } from 'htmlparser2'
import { errors } from '../../errors.ts'

/** A leaf without attributes is its text. An attribute stands under "@name", the text beside attributes or children under "#text". */
export type XmlValue = string | XmlItem | XmlValue[]
export type XmlItem = { [name: string]: XmlValue }
export type XmlRoot = { name: string; item: XmlItem }

/** A sitemap holds 50,000 addresses of five elements each; more than this was made to fill memory. */
const MOST_ELEMENTS = 500_000
const DEEPEST = 64
const LONGEST = 20_000_000
/** Characters handed to the parser at once: after each piece the limits are looked at. */
const PIECE = 65_536

type Frame = { name: string; item: XmlItem; text: string[] }
type Reading = {
  /** Names of the roots that are expected. */
  roots: readonly string[]
  /** Continues "is no ...": what was expected, for people. */
  expected: string
  /** Elements whose inner markup is kept as text: descriptions, whose authors often leave it unescaped. */
  markup?: readonly string[]
}

/**
 * Reads XML into plain data. Entities of its own are never expanded, so that no bomb can grow. Throws SOURCE_ANSWER_INVALID for another
 * root (an error page in HTML), for a body that broke off before its root ended, and for more than the limits.
 */
export function readXml(xml: string, host: string, { roots, expected, markup = [] }: Reading): XmlRoot {
  const invalid = (why: string) => errors.sourceAnswerInvalid(host, why)
  if (xml.length > LONGEST) throw invalid(`has more than ${LONGEST} characters`)
  const stack: Frame[] = []
  let root: XmlRoot | null = null
  let complete = false
  let ended = false
  let elements = 0
  /** Depth inside an element whose markup is kept; 0 outside. */
  let inMarkup = 0
  let tooMuch = false

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (root !== null && stack.length === 0) return
        elements++
        tooMuch ||= elements > MOST_ELEMENTS || stack.length + inMarkup > DEEPEST
        if (tooMuch) return
        if (inMarkup > 0) {
          inMarkup++
          stack.at(-1)?.text.push(openTag(name, attributes))
          return
        }
        const item: XmlItem = {}
        for (const [key, value] of Object.entries(attributes)) item[`@${key}`] = value
        root ??= { name, item }
        stack.push({ name, item, text: [] })
        if (markup.includes(name)) inMarkup = 1
      },
      onclosetag(name) {
        if (tooMuch) return
        if (inMarkup > 1) {
          inMarkup--
          stack.at(-1)?.text.push(`</${name}>`)
          return
        }
        inMarkup = 0
        const frame = stack.pop()
        if (frame === undefined) return
        const parent = stack.at(-1)
        if (parent === undefined) {
          // The end of the body closes what is open; a root that was whole is closed before.
          complete = !ended
          const text = frame.text.join('').trim()
          if (text !== '') frame.item['#text'] = text
        } else put(parent.item, frame.name, plainValue(frame))
      },
      ontext(text) {
        const parts = stack.at(-1)?.text
        // What was unescaped for the reader of XML is escaped again for the reader of the markup around it.
        parts?.push(inMarkup > 1 ? escapeText(text) : text)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  for (let at = 0; at < xml.length && !tooMuch; at += PIECE) parser.write(xml.slice(at, at + PIECE))
  if (tooMuch) throw invalid(`is XML of more than ${MOST_ELEMENTS} elements or ${DEEPEST} levels`)
  ended = true
  parser.end()
  const found = root as XmlRoot | null
  if (found === null || !roots.includes(found.name)) throw invalid(`is no ${expected}`)
  if (!complete) throw invalid('broke off before its end')
  return found
}

/** What stands under a name, as a list: XML does not say whether one element is a list of one. */
export function valuesOf(value: XmlValue | undefined): XmlValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** The elements that have attributes or children. */
export function itemsOf(value: XmlValue | undefined): XmlItem[] {
  return valuesOf(value).filter((one): one is XmlItem => typeof one === 'object' && !Array.isArray(one))
}

/** The trimmed texts of all elements of a name; empty ones are left out. */
export function xmlTexts(value: XmlValue | undefined): string[] {
  return valuesOf(value).flatMap((one) => {
    const text = typeof one === 'string' ? one : Array.isArray(one) ? null : one['#text']
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : []
  })
}

/** The first of them; null when there is none. */
export function xmlText(value: XmlValue | undefined): string | null {
  return xmlTexts(value)[0] ?? null
}

function plainValue({ item, text }: Frame): XmlValue {
  const words = text.join('').trim()
  if (Object.keys(item).length === 0) return words
  if (words !== '') item['#text'] = words
  return item
}

function put(item: XmlItem, name: string, value: XmlValue): void {
  if (name === '__proto__') return
  const present = Object.hasOwn(item, name) ? item[name] : undefined
  if (present === undefined) item[name] = value
  else if (Array.isArray(present)) present.push(value)
  else item[name] = [present, value]
}

function openTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeText(value).replace(/"/g, '&quot;')}"`,
  )
  return `<${name}${written.join('')}>`
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
