import { errors, type WinnowError } from '../../errors.ts'
import type { StagedExtraction } from './staged-extraction.ts'

/** Longer lines are refused without being held: a file without line breaks must not fill the memory. UTF-16 code units. */
const LONGEST_LINE = 16_000_000

/**
 * One non-empty line: the object it holds, or why it holds none. `line` counts from 1, empty lines included. `extraction` stands beside
 * a row that was made of a page, never in a file.
 */
export type JsonLine = { line: number; size: number } & (
  | { row: object; extraction?: StagedExtraction }
  | { fault: WinnowError }
)

/** Reads JSON lines (UTF-8, LF or CRLF, with or without a byte order mark) one after the other. */
export async function* readJsonLines(input: AsyncIterable<Uint8Array | string> | string): AsyncGenerator<JsonLine> {
  let line = 0
  for await (const text of splitLines(typeof input === 'string' ? [input] : input)) {
    line += 1
    if (text === null) yield { line, size: 0, fault: errors.lineTooLong(line, LONGEST_LINE) }
    else if (text.trim() !== '') yield { line, size: text.length, ...parse(text, line) }
  }
}

function parse(text: string, line: number): { row: object } | { fault: WinnowError } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: errors.malformedJsonLine(line) }
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? { row: value as object } : { fault: errors.lineNotAnObject(line) }
}

/** Lines of a stream; null for one that is too long. */
async function* splitLines(
  input: AsyncIterable<Uint8Array | string> | Iterable<string>,
): AsyncGenerator<string | null> {
  const decoder = new TextDecoder('utf-8')
  let begun: string[] = []
  let length = 0
  const take = (): string | null => {
    const text = length > LONGEST_LINE ? null : begun.join('')
    begun = []
    length = 0
    return text
  }
  const add = (piece: string) => {
    length += piece.length
    if (length <= LONGEST_LINE) begun.push(piece)
    else begun = []
  }
  let first = true
  for await (const chunk of input) {
    let text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (first && text !== '') {
      if (text.startsWith('\ufeff')) text = text.slice(1)
      first = false
    }
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      add(text.slice(start, end))
      yield take()
      start = end + 1
    }
    add(text.slice(start))
  }
  add(decoder.decode())
  if (length > 0) yield take()
}
