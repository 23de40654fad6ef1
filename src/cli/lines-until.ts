import { Readable } from 'node:stream'

/** The whole lines of a stream up to the first signal to stop: half a line would be reported as a broken row. */
export function linesUntil(stream: Readable, signal: AbortSignal): Readable {
  return Readable.from(wholeLines(stream, signal))
}

async function* wholeLines(stream: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of stream) {
    if (signal.aborted) return
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end > 0) yield bytes.subarray(0, end)
    rest = bytes.subarray(end)
  }
  if (rest.length > 0) yield rest
}
