import { htmlToText } from '../../text/html-to-text.ts'
import { collapse } from '../document/parse-document.ts'

export type Properties = Readonly<Record<string, unknown>>

/** Values of a list that are read: some postings name every country. */
export const MOST_VALUES = 300
const LONGEST_LINE = 2000
const DEEPEST = 4
/** What generators write when they have nothing. */
const NOTHING =
  /^(?:n\/?a|n\.a\.|null|undefined|none|nil|nan|empty|not (?:available|applicable|specified|provided)|unspecified|unknown|tba|tbd|false|\[object object\]|[-–—_.:;,*#?/\\|]+)$/i
/** Placeholders that a template left unfilled. */
const TEMPLATE =
  /^(?:\{\{?[^{}]*\}?\}|\$\{[^{}]*\}|%[\w. -]+%|<%.*%>|\[%.*%\]|\[\[[^[\]]*\]\]|#[\w.]+#|@@[\w.]+@@|__[A-Za-z][\w]*__)$/
const HTML_TAG = /<\/?[a-z][^<>]*>/i
const ESCAPED_TAG = /&lt;\/?[a-z][^&]{0,200}?&gt;/i
/** Where objects that stand for a text keep it. */
const NAMES = ['name', '@value', 'value', 'text', 'legalName', 'alternateName', 'label'] as const

export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.slice(0, MOST_VALUES) : [value]
}

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value of one line: entities decoded, tags dropped, blanks collapsed; null for what says nothing. */
export function lineOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  if (typeof value !== 'string') return null
  const source = value.length > LONGEST_LINE * 4 ? value.slice(0, LONGEST_LINE * 4) : value
  const plain = /[<&]/.test(source) ? htmlToText(source).text : source
  const line = collapse(plain.replaceAll('\0', '')).slice(0, LONGEST_LINE)
  return saysNothing(line) ? null : line
}

export function saysNothing(text: string): boolean {
  return text === '' || NOTHING.test(text) || TEMPLATE.test(text)
}

/** Lines of a value of any shape: a text, an object with a name, a list of either. */
export function linesOf(value: unknown, depth = 0): string[] {
  const line = lineOf(value)
  if (line !== null) return [line]
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).flatMap((one) => linesOf(one, depth + 1))
  if (!isObject(value)) return []
  for (const name of NAMES) {
    const lines = linesOf(value[name], depth + 1)
    if (lines.length > 0) return lines
  }
  return []
}

/** Prose of any shape, as HTML when it has tags (escaped ones count) else as text with its lines; items of lists are list items. */
export function proseOf(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') {
    const plain = value.replaceAll('\0', '').trim()
    const html = !HTML_TAG.test(plain) && ESCAPED_TAG.test(plain) ? unescapeTags(plain) : plain
    return saysNothing(collapse(plain)) ? null : html
  }
  if (depth > DEEPEST) return null
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_VALUES).flatMap((one) => proseOf(one, depth + 1) ?? [])
    if (items.length < 2) return items[0] ?? null
    return items.some((item) => HTML_TAG.test(item))
      ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
      : items.map((item) => `- ${item}`).join('\n')
  }
  if (!isObject(value)) return null
  for (const name of ['description', 'text', '@value', 'value', 'name'] as const) {
    const prose = proseOf(value[name], depth + 1)
    if (prose !== null) return prose
  }
  return null
}

/** One level of escaping off: "&lt;p&gt;R&amp;amp;D" is "<p>R&amp;D". */
function unescapeTags(text: string): string {
  return text
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&(?:quot|#0?34);/gi, '"')
    .replace(/&(?:apos|#0?39);/gi, "'")
    .replace(/&amp;/gi, '&')
}
