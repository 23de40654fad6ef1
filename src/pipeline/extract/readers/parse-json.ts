import { jsonrepair } from 'jsonrepair'
import { rewriteJson } from './rewrite-json.ts'

/** The last rung looks at its text more than once: longer texts do without it. */
const LONGEST_REPAIR = 200_000
const OPENING = /^(?:\ufeff|\s|<!--|\/\/[ \t]*<!\[CDATA\[|\/\*[ \t]*<!\[CDATA\[[ \t]*\*\/|<!\[CDATA\[)+/
const CLOSING = /(?:\s|-->|\/\/|\]\]>|\/\*|\*\/|;)+$/
/** JSON whose own quotation marks are entities. */
const ESCAPED = /^[[{\s]*&(?:quot|#34|#x22);/i
const ENTITY = /&(?:(quot|amp|lt|gt|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi
const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" }

/**
 * The values of a text that should be JSON, from the cheapest reading to the most forgiving: as it is; without the marks of comments
 * and CDATA around it; entities decoded; rewritten (`rewriteJson`); repaired by the library. Never throws; [] when nothing helps.
 */
export function parseJson(text: string): unknown[] {
  const whole = parse(text)
  if (whole !== undefined) return unwrapText(whole)
  const opening = OPENING.exec(text)?.[0].length ?? 0
  const bare = text.slice(opening, text.length - closingLength(text))
  const source = ESCAPED.test(bare) ? decodeEntities(bare) : bare
  const plain = parse(source)
  if (plain !== undefined) return unwrapText(plain)
  const values = rewriteJson(source)
    .map(parse)
    .filter((value) => value !== undefined)
  if (values.length > 0) return values.flatMap(unwrapText)
  return source.length > LONGEST_REPAIR || !/[[{]/.test(source) ? [] : repair(source)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON that was written as a string once more. */
function unwrapText(value: unknown): unknown[] {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return [value]
  const inner = parse(value)
  return inner === undefined ? [value] : [inner]
}

/** Deep nesting overflows the library's stack: its RangeError is caught like its own errors. */
function repair(source: string): unknown[] {
  try {
    return unwrapText(JSON.parse(jsonrepair(source)))
  } catch {
    return []
  }
}

/** Looked for in the last characters alone: a search for it in the whole text could take a square of its length. */
function closingLength(text: string): number {
  const end = text.trimEnd()
  return text.length - end.length + (CLOSING.exec(end.slice(-200))?.[0].length ?? 0)
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
