import fc from 'fast-check'
import t from 'tap'
import { type JsonLine, readJsonLines } from '../../../src/pipeline/store/json-lines.ts'

async function read(input: string | AsyncIterable<Uint8Array | string>): Promise<JsonLine[]> {
  const lines: JsonLine[] = []
  for await (const line of readJsonLines(input)) lines.push(line)
  return lines
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

t.test('lines are read the same however the stream is cut', async () => {
  const row = fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.integer({ min: 1, max: 7 }), async (rows, size) => {
      const text = rows.map((row) => JSON.stringify(row)).join('\r\n')
      const whole = await read(text)
      const cut = await read(inPieces(new TextEncoder().encode(text), size))
      return JSON.stringify(whole) === JSON.stringify(cut) && whole.length === rows.length
    }),
    { numRuns: 100 },
  )
})

t.test('a bad line is named by its number and never loses the others', async (t) => {
  const lines = await read('\ufeff{"a":1}\n\nnot json\n[1]\nnull\n"x"\n  \n{"b":2}')
  const seen = lines.map((one) => [one.line, 'row' in one ? one.row : one.fault.code])
  t.same(seen, [
    [1, { a: 1 }],
    [3, 'MALFORMED_JSON_LINE'],
    [4, 'LINE_NOT_AN_OBJECT'],
    [5, 'LINE_NOT_AN_OBJECT'],
    [6, 'LINE_NOT_AN_OBJECT'],
    [8, { b: 2 }],
  ])
})

t.test('a line without an end is refused without being held', async (t) => {
  async function* endless(): AsyncGenerator<string> {
    for (let piece = 0; piece < 40; piece += 1) yield 'x'.repeat(1_000_000)
    yield '\n{"a":1}\n'
  }
  const lines = await read(endless())
  t.equal(lines.length, 2)
  t.match(lines[0], { line: 1, fault: { code: 'LINE_TOO_LONG' } })
  t.match(lines[1], { line: 2, row: { a: 1 } })
})
