/** Nesting that no data has; what is deeper is given up. */
export const DEEPEST_JSON = 400
const CLOSER: Readonly<Record<string, string>> = { '{': '}', '[': ']' }
const WORD = /[\w$.+-]+/y
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const AS_NULL = /^(?:undefined|NaN|-?Infinity|None|nil)$/
const BLANK = /\s*/y
/** Runs of a string that need no care. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters in strings are one of the faults
const PLAIN = /[^"'\\\u0000-\u001f]+/y

type Written = 'open' | 'comma' | 'colon' | 'key' | 'value'

/**
 * Rewrites almost-JSON to JSON in one pass, a text for each value on the top level. It mends comments, trailing, doubled and missing
 * commas, raw control characters and quotation marks inside strings, escapes that JSON has not, single quotes, bare keys and words,
 * junk around and between values, and values that end early. Nothing is evaluated. Text nested too deep gives nothing from there on.
 */
export function rewriteJson(text: string): string[] {
  const done: string[] = []
  const open: string[] = []
  let out: string[] = []
  /** What was written last inside the open value. */
  let last: Written = 'open'
  const after = (written: Written) => last === written
  let at = 0

  const value = (written: string) => {
    if (after('value')) out.push(',')
    else if (after('key')) out.push(':')
    out.push(written)
    last = isKeyNext() ? 'key' : 'value'
  }
  const isKeyNext = () => open.at(-1) === '{' && !after('colon') && !after('key')
  const close = () => {
    if (after('comma')) out.pop()
    if (after('key')) out.push(':null')
    if (after('colon')) out.push('null')
    out.push(CLOSER[open.pop() ?? ''] ?? '')
    last = 'value'
    if (open.length > 0) return
    done.push(out.join(''))
    out = []
    last = 'open'
  }

  while (at < text.length) {
    const character = text[at]!
    const next = text[at + 1]
    if (character === '/' && (next === '/' || next === '*')) {
      const end = next === '/' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2)
      at = end < 0 ? text.length : end + (next === '/' ? 1 : 2)
    } else if (character === '{' || character === '[') {
      if (open.length >= DEEPEST_JSON) return done
      if (open.length > 0 && isKeyNext()) {
        // An object where a key belongs: the one around it has lost its sense.
        out.push(after('value') ? ',' : '', '"@graph"')
        last = 'key'
      }
      if (after('value')) out.push(',')
      else if (after('key')) out.push(':')
      out.push(character)
      open.push(character)
      last = 'open'
      at++
    } else if (character === '}' || character === ']') {
      if (open.length > 1 && CLOSER[open.at(-1)!] !== character && CLOSER[open.at(-2)!] === character) close()
      if (open.length > 0) close()
      at++
    } else if (open.length === 0) {
      at++
    } else if (character === '"' || character === "'") {
      const read = readString(text, at, isKeyNext())
      value(read.written)
      at = read.end
    } else if (character === ',') {
      if (after('key')) out.push(':null')
      if (after('colon')) out.push('null')
      if (!after('comma') && !after('open')) {
        out.push(',')
        last = 'comma'
      }
      at++
    } else if (character === ':') {
      if (after('key')) {
        out.push(':')
        last = 'colon'
      }
      at++
    } else {
      WORD.lastIndex = at
      const word = WORD.exec(text)?.[0]
      if (word !== undefined) value(writeWord(word, isKeyNext()))
      at += word?.length ?? 1
    }
  }
  while (open.length > 0) close()
  return done
}

function writeWord(word: string, isKey: boolean): string {
  if (isKey) return JSON.stringify(word)
  if (word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word)) return word
  if (word === 'True' || word === 'False') return word.toLowerCase()
  return AS_NULL.test(word) ? 'null' : JSON.stringify(word)
}

/** A string from its opening mark on. `end` is behind the closing one. */
function readString(text: string, from: number, isKey: boolean): { written: string; end: number } {
  const quote = text[from]!
  const parts = ['"']
  let at = from + 1
  while (at < text.length) {
    PLAIN.lastIndex = at
    const plain = PLAIN.exec(text)?.[0]
    if (plain !== undefined) {
      parts.push(plain)
      at += plain.length
      continue
    }
    const character = text[at]!
    if (character === '\\') {
      const escaped = readEscape(text, at)
      parts.push(escaped.written)
      at = escaped.end
    } else if (character === quote && closes(text, at, isKey)) {
      parts.push('"')
      return { written: parts.join(''), end: at + 1 }
    } else {
      parts.push(character === "'" ? character : JSON.stringify(character).slice(1, -1))
      at++
    }
  }
  parts.push('"')
  return { written: parts.join(''), end: at }
}

function readEscape(text: string, at: number): { written: string; end: number } {
  const kind = text[at + 1] ?? ''
  if (kind === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)))
    return { written: text.slice(at, at + 6), end: at + 6 }
  const code = kind === 'x' ? /^[0-9a-fA-F]{2}$/.exec(text.slice(at + 2, at + 4))?.[0] : undefined
  if (code !== undefined) return { written: `\\u00${code}`, end: at + 4 }
  if (kind !== '' && '"\\/bfnrt'.includes(kind)) return { written: `\\${kind}`, end: at + 2 }
  // "\'" and "\-" mean the character itself; a line that ends in "\" goes on in the next one.
  return { written: kind === '\n' ? '' : JSON.stringify(kind).slice(1, -1), end: at + 2 }
}

/** Whether a quotation mark ends its string: what follows must be able to follow a value. Else it stands inside the text. */
function closes(text: string, at: number, isKey: boolean): boolean {
  const next = behindBlanks(text, at + 1)
  switch (text[next]) {
    case undefined:
    case '}':
    case ']':
    case '/':
      return true
    case ':':
      return isKey
    case '"':
    case "'":
      return text.slice(at + 1, next).includes('\n')
    case ',':
      return /^(?:["'{}[\]/,\d-]|true\b|false\b|null\b|[\w$]+\s{0,9}:|$)/.test(
        text.slice(behindBlanks(text, next + 1), behindBlanks(text, next + 1) + 80),
      )
    default:
      return isKey && text[next] !== undefined && /\s/.test(text[at + 1] ?? '')
  }
}

function behindBlanks(text: string, from: number): number {
  BLANK.lastIndex = from
  BLANK.test(text)
  return BLANK.lastIndex
}
