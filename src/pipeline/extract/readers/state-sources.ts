import { MARKS } from '../document/markup/attributes.ts'
import type { PageDocument, Script } from '../document/page-node.ts'
import { flightRows } from './flight-state.ts'
import { parseJson } from './parse-json.ts'

/** Attributes that keep a component's state. */
const ATTRIBUTES = [
  'data-page',
  'data-props',
  'data-react-props',
  'data-state',
  'data-initial-state',
  'data-job',
] as const
const SHORTEST_STATE = 300
/** State stands on the root of an application, which is among the first elements of a page. */
const ROOTS = 400
/** Values of a page's state that are parsed. */
const MOST_SOURCES = 20
/** What state that holds a posting must speak of, one of each group. Searched as they are: far cheaper than patterns. */
const CUES: readonly (readonly string[])[] = [
  [
    'job',
    'Job',
    'vacanc',
    'Vacanc',
    '"position',
    'posting',
    'Posting',
    'requisition',
    'career',
    'stelle',
    'Stelle',
    'mployment',
  ],
  ['escription', 'escr_', 'content"', 'body"', 'details"', 'eschreibung'],
  ['itle', 'name"', 'Name"', 'titel'],
]
/** What assigns an object, a list or a text of JSON; and the names before it that state has: `window.__INITIAL_STATE__`, `const state`. */
const ASSIGNS = /=\s{0,5}(?:JSON\.parse\(\s{0,5}(?=["'])|(?=[[{]))/g
const STATE_NAME =
  /(?:\b(?:window|self|globalThis)(?:\.[\w$]{2,60}|\[\s{0,3}["'][\w$.:-]{2,60}["']\s{0,3}\])|\b(?:var|let|const)\s{1,5}(?:__[\w$]{2,60}|\w{0,40}(?:[Ss]tate|[Dd]ata|[Jj]ob|[Pp]rops)))\s{0,5}$/
const LONGEST_NAME = 100

/**
 * Values that a page's scripts and attributes keep for its own application: JSON islands (`__NEXT_DATA__` and kin), assignments to
 * `window` and the like, state in attributes. Nothing is evaluated; only what may hold a posting is parsed.
 */
export function stateSources(page: PageDocument): unknown[] {
  const values: unknown[] = []
  for (const script of page.scripts) {
    if (values.length >= MOST_SOURCES) return values
    if (!mayHoldJob(script.text) || script.text.includes('self.__next_f.push(')) continue
    if (isIsland(script)) values.push(...parseJson(script.text))
    else if (!/ld\+json/.test(script.type)) values.push(...assignedIn(script.text, MOST_SOURCES - values.length))
  }
  for (const { attributes, marks } of page.elements.slice(0, ROOTS)) {
    if ((marks & MARKS.state) === 0) continue
    for (const name of ATTRIBUTES) {
      const text = attributes[name]
      if (text === undefined || text.length < SHORTEST_STATE || values.length >= MOST_SOURCES) continue
      if (/^\s*[[{]/.test(text) && mayHoldJob(text)) values.push(...parseJson(text))
    }
  }
  values.push(...flightRows(page, mayHoldJob))
  return values
}

const mayHoldJob = (text: string) =>
  text.length >= SHORTEST_STATE && CUES.every((cues) => cues.some((cue) => text.includes(cue)))

/** `application/json`, and scripts without a type or with a type of their own that hold nothing but JSON. */
function isIsland({ type, text }: Script): boolean {
  if (/ld\+json/.test(type)) return false
  return /json/.test(type) || /^\s*[[{]\s*["[{]/.test(text)
}

function assignedIn(text: string, most: number): unknown[] {
  const values: unknown[] = []
  let behind = 0
  for (const match of text.matchAll(ASSIGNS)) {
    if (values.length >= most) break
    const from = match.index + match[0].length
    // Assignments inside a value that was read are part of its texts.
    if (from < behind || !STATE_NAME.test(text.slice(Math.max(0, match.index - LONGEST_NAME), match.index))) continue
    const end = endOfValue(text, from)
    behind = end
    const source = text.slice(from, end)
    if (mayHoldJob(source)) values.push(...parseJson(source))
  }
  return values
}

/** Behind the bracket or quotation mark that closes the value which begins at `from`; the end of the text when none does. */
function endOfValue(text: string, from: number): number {
  const TOKEN = /["'`[\]{}]/g
  let depth = 0
  TOKEN.lastIndex = from
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [sign] = match
    if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    else TOKEN.lastIndex = endOfString(text, match.index)
    if (depth <= 0) return TOKEN.lastIndex
  }
  return text.length
}

function endOfString(text: string, from: number): number {
  const quote = text[from]
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at + 1
  }
  return text.length
}
