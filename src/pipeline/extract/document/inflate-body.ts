import { constants, gunzipSync, inflateSync } from 'node:zlib'

/** Bytes of a body after inflating. */
export const MOST_INFLATED = 40_000_000
/** Markup packs 3 to 30 times; what unpacks further is a bomb. Small bodies may be all blanks. */
const MOST_RATIO = 200
const ALWAYS_ALLOWED = 1_000_000
/** A body may have been packed twice: by the server and by who saved it. */
const ROUNDS = 2

export type Inflated = { bytes: Uint8Array; note: 'inflated' | 'inflate_limit' | 'inflate_broken' | null }

/**
 * Unpacks bodies that are still gzip or zlib streams. A stream that ends early gives what it holds; one that unpacks beyond the limits
 * of size and ratio gives no bytes.
 */
export function inflateBody(bytes: Uint8Array): Inflated {
  let current = bytes
  let note: Inflated['note'] = null
  for (let round = 0; round < ROUNDS && isPacked(current); round++) {
    const unpacked = unpack(current)
    if (unpacked === 'limit') return { bytes: new Uint8Array(), note: 'inflate_limit' }
    // "x" and a low byte may begin a text as well as a zlib stream: what does not unpack is left as it is.
    if (unpacked === null) return { bytes: current, note: isGzip(current) ? 'inflate_broken' : note }
    current = unpacked
    note = 'inflated'
  }
  return { bytes: current, note }
}

function unpack(bytes: Uint8Array): Uint8Array | 'limit' | null {
  const options = {
    maxOutputLength: Math.min(MOST_INFLATED, Math.max(ALWAYS_ALLOWED, bytes.length * MOST_RATIO)),
    finishFlush: constants.Z_SYNC_FLUSH,
  }
  try {
    const unpacked = isGzip(bytes) ? gunzipSync(bytes, options) : inflateSync(bytes, options)
    return unpacked.length > 0 ? unpacked : null
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'limit' : null
  }
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08

function isPacked(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes
  return isGzip(bytes) || (first === 0x78 && (first * 256 + second) % 31 === 0)
}
