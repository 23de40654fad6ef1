import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import t from 'tap'
import { linesUntil } from '../../src/cli/lines-until.ts'

async function read(stream: Readable): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

t.test('nothing is lost or changed, wherever the chunks are cut', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', 'ü', '\n', '😀') })), async (parts) => {
      const chunks = parts.map((part) => Buffer.from(part))
      const out = await read(linesUntil(Readable.from(chunks), new AbortController().signal))
      t.same(Buffer.concat(out), Buffer.concat(chunks))
    }),
    { numRuns: 100 },
  )
})

t.test('after a signal to stop only whole lines have passed', async (t) => {
  const stop = new AbortController()
  const source = new PassThrough()
  source.write('{"a":1}\n{"b"')
  const seen: string[] = []
  for await (const chunk of linesUntil(source, stop.signal)) {
    seen.push(String(chunk))
    stop.abort()
    source.end(':2}\n')
  }
  t.same(seen, ['{"a":1}\n'])
})
