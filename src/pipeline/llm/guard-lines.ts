import { BrokenAnswer, OllamaRefusal } from './ollama-errors.ts'

/** A line of a streamed answer holds one token; the last one some figures. */
const LONGEST_LINE = 1_000_000

/**
 * The lines of a streamed answer, each known to be JSON. The client library skips a line that it cannot read (and prints it), which would
 * leave a hole in the answer; it also takes a stream that just ends. Both are errors here, and so is an error object of the server.
 */
export function guardLines(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  let done = false
  const pass = (line: string, controller: TransformStreamDefaultController<Uint8Array>) => {
    if (line.trim() === '') return
    done = isLast(line) || done
    controller.enqueue(encoder.encode(`${line}\n`))
  }
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
        rest = lines.pop() ?? ''
        if (rest.length > LONGEST_LINE) throw new BrokenAnswer('sent a line without end')
        for (const line of lines) pass(line, controller)
      },
      flush: (controller) => {
        pass(rest + decoder.decode(), controller)
        if (!done) throw new BrokenAnswer('ended its answer before it was done')
      },
    }),
  )
}

function isLast(line: string): boolean {
  const { error, status_code, done } = parse(line)
  if (error !== undefined) throw new OllamaRefusal(Number(status_code ?? 500), String(error))
  return done === true
}

function parse(line: string): { error?: unknown; status_code?: unknown; done?: unknown } {
  try {
    const value = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Not JSON: the same fault as JSON of another shape.
  }
  throw new BrokenAnswer('sent a line that is not JSON')
}
