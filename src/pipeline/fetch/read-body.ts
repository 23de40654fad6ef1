import { pipeline, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { errors } from '../../errors.ts'

/** What this process can unpack; said to every server. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br, zstd'

/** Real pages shrink to a tenth, long tables to a hundredth; beyond this a body was made to fill memory. Small ones harm nobody. */
const LARGEST_RATIO = 200
const RATIO_COUNTS_FROM_BYTES = 1_000_000
/** Nobody packs twice; each layer multiplies the ratio. */
const MOST_ENCODINGS = 2

export type BodyLimits = {
  maxBytes: number
  /** Instead of refusing a longer body, keep its beginning. */
  cut?: boolean | undefined
}

/**
 * A body as bytes, unpacked. Both limits hold while it streams: no more than `maxBytes` are ever held, packed or unpacked. Throws
 * FETCH_TOO_LARGE, or FETCH_FAILED for an encoding that is unknown or broken.
 */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  host: string,
  { maxBytes, cut = false }: BodyLimits,
): Promise<Uint8Array> {
  const encodings = encodingsOf(headers['content-encoding'], host)
  const tooLarge = () => errors.fetchTooLarge(host, `more than ${maxBytes} bytes`)
  if (!cut && encodings.length === 0 && Number(headers['content-length']) > maxBytes) throw tooLarge()

  let packed = 0
  const counted = count(source, (bytes) => {
    packed += bytes
    if (packed > maxBytes && !cut) throw tooLarge()
  })
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of unpack(counted, encodings, host)) {
    pieces.push(piece)
    size += piece.length
    if (size > maxBytes) {
      if (!cut) throw tooLarge()
      break
    }
    const ratio = size / Math.max(packed, 1)
    if (encodings.length > 0 && size > RATIO_COUNTS_FROM_BYTES && ratio > LARGEST_RATIO)
      throw errors.fetchTooLarge(host, `a body that unpacks to more than ${LARGEST_RATIO} times its size`)
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, maxBytes))
}

function encodingsOf(header: string | undefined, host: string): string[] {
  const named = (header ?? '').toLowerCase().split(',').map((name) => name.trim()) // biome-ignore format: one thought
  const encodings = named.filter((name) => name !== '' && name !== 'identity')
  const unknown = encodings.find((name) => !/^(x-gzip|gzip|deflate|br|zstd)$/.test(name))
  if (unknown !== undefined) throw errors.fetchFailed(host, 'packed its answer in a way that winnow does not know')
  if (encodings.length > MOST_ENCODINGS) throw errors.fetchTooLarge(host, 'a body that is packed many times')
  // The header lists them in the order of packing.
  return encodings.reverse()
}

async function* count(source: AsyncIterable<Uint8Array>, seen: (bytes: number) => void) {
  for await (const piece of source) {
    seen(piece.length)
    yield piece
  }
}

async function* unpack(
  source: AsyncIterable<Uint8Array>,
  encodings: string[],
  host: string,
): AsyncIterable<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]()
  const first = await iterator.next()
  // An answer without a body may still name an encoding.
  if (first.done) return
  const whole = resume(first.value, iterator)
  if (encodings.length === 0) return yield* whole
  const steps = encodings.map((name, index) => unpackerOf(name, index === 0 ? first.value : undefined))
  const last = steps.at(-1) as Transform
  pipeline([whole, ...steps] as never, (error) => {
    if (error) last.destroy(error)
  })
  try {
    yield* last
  } catch (error) {
    if (isZlibError(error)) throw errors.fetchFailed(host, 'sent a packed body that is broken or cut', error)
    throw error
  }
}

async function* resume(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
  try {
    yield first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

function unpackerOf(encoding: string, first: Uint8Array | undefined): Transform {
  if (encoding === 'br') return createBrotliDecompress()
  if (encoding === 'zstd') return createZstdDecompress()
  if (encoding !== 'deflate') return createGunzip()
  // "deflate" means zlib's form; some servers send the bare one, which never begins with zlib's method 8.
  const isBare = first !== undefined && ((first[0] ?? 0) & 0x0f) !== 8
  return isBare ? createInflateRaw() : createInflate()
}

function isZlibError(error: unknown): boolean {
  return /^(Z_|ERR_(_ERROR|BROTLI|ZSTD|PADDING|_)|ZSTD_)/.test(String((error as { code?: unknown })?.code))
}
