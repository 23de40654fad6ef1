import type { PageDocument } from '../document/page-node.ts'
import { parseJson } from './parse-json.ts'

const PUSH = /self\.__next_f\.push\(/
const CALL = /self\.__next_f\.push\((\[[\s\S]*\])\)/
const MOST_CHARACTERS = 2_000_000
/** A row without such a key holds no posting. */
const TITLE = /(?:[tT]itle|[nN]ame)"\s{0,3}:/
/** Values that are looked at to put texts where they are referred to. */
const MOST_NODES = 100_000
const ROW = /([0-9a-f]{1,6}):(?:T([0-9a-f]{1,7}),)?/y

/**
 * Values of the rows that a page of server components pushes in pieces ("1a:{...}"). Long texts stand in rows of their own, counted in
 * bytes ("1b:T4ff,..."); where a value refers to one ("$1b"), the text is put.
 */
export function flightRows(page: PageDocument, wanted: (text: string) => boolean): unknown[] {
  const stream = streamOf(page)
  if (stream === '' || !wanted(stream)) return []
  const texts = new Map<string, string>()
  const values: unknown[] = []
  let at = 0
  while (at < stream.length) {
    ROW.lastIndex = at
    const [start, id = '', bytes] = ROW.exec(stream) ?? []
    if (start !== undefined && bytes !== undefined) {
      const text = leading(stream, at + start.length, Number.parseInt(bytes, 16))
      texts.set(`$${id}`, text)
      at += start.length + text.length
      continue
    }
    const end = stream.indexOf('\n', at)
    const line = stream.slice(at + (start?.length ?? 0), end < 0 ? stream.length : end)
    if (/^[[{]/.test(line) && TITLE.test(line)) values.push(...parseJson(line))
    at = end < 0 ? stream.length : end + 1
  }
  if (texts.size > 0) fillIn(values, texts)
  return values
}

function streamOf(page: PageDocument): string {
  let stream = ''
  for (const { text } of page.scripts) {
    if (!PUSH.test(text) || stream.length > MOST_CHARACTERS) continue
    try {
      const call = JSON.parse(CALL.exec(text)?.[1] ?? 'null') as unknown
      if (Array.isArray(call) && typeof call[1] === 'string') stream += call[1]
    } catch {
      // A piece that is no JSON ends what can be put together.
      return stream
    }
  }
  return stream
}

/** The part of a text, from an offset, that takes a number of bytes. */
function leading(text: string, from: number, bytes: number): string {
  let left = bytes
  let at = from
  while (at < text.length && left > 0) {
    const code = text.codePointAt(at)!
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    at += code < 0x10000 ? 1 : 2
  }
  return text.slice(from, at)
}

function fillIn(values: readonly unknown[], texts: ReadonlyMap<string, string>): void {
  const stack: unknown[] = [...values]
  for (let nodes = 0; stack.length > 0 && nodes < MOST_NODES; nodes++) {
    const one = stack.pop()
    if (typeof one !== 'object' || one === null) continue
    const record = one as Record<string, unknown>
    for (const [key, value] of Object.entries(record)) {
      const text = typeof value === 'string' ? texts.get(value) : undefined
      if (text !== undefined) record[key] = text
      else if (typeof value === 'object') stack.push(value)
    }
  }
}
