import { isUtf8 } from 'node:buffer'
import { getEncoding } from 'encoding-sniffer'
import { guessCharset } from './guess-charset.ts'

/** The standard looks for <meta charset> in the first 1,024 bytes; pages with long comments before it are common enough. */
const META_BYTES = 4096
/** Stands for "nothing declared": no page uses it. */
const UNDECLARED = 'x-user-defined'
/** Encodings in which two bytes of one character may look like UTF-8: a few such characters prove nothing. */
const MULTIBYTE = /^(?:gb|big5|euc|shift_jis|iso-2022)/
const PROOF = 4

export type Charset = { name: string; notes: string[] }

/**
 * The encoding of a body: byte order mark, Content-Type header, <meta> or XML declaration, the bytes themselves, in this order; a
 * declaration that the bytes contradict is overruled.
 */
export function chooseCharset(bytes: Uint8Array, contentType: string | null): Charset {
  const notes: string[] = []
  const header = declaredIn(contentType, notes)
  const mark = byteOrderMark(bytes)
  if (mark !== null) {
    if (header !== null && header !== mark) notes.push(`charset_overruled:${header}`)
    return { name: mark, notes }
  }
  const wide = wideWithoutMark(bytes)
  if (wide !== null) return { name: wide, notes }
  const declared = header ?? declaredInMarkup(bytes)
  const name = weigh(bytes, declared)
  if (declared !== null && declared !== name) notes.push(`charset_overruled:${declared}`)
  return { name, notes }
}

function weigh(bytes: Uint8Array, declared: string | null): string {
  // Bytes that name a 16-bit encoding in single bytes are not in it.
  const named = declared?.startsWith('utf-16') ? null : declared
  const utf8 = isUtf8(bytes)
  if (named === null) return utf8 ? 'utf-8' : guessCharset(bytes)
  if (named === 'utf-8') return utf8 || mostlyUtf8(bytes) ? 'utf-8' : guessCharset(bytes)
  if (!utf8) return named
  const sequences = countSequences(bytes).valid
  return sequences >= (MULTIBYTE.test(named) ? PROOF : 1) ? 'utf-8' : named
}

function declaredIn(contentType: string | null, notes: string[]): string | null {
  const label = /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? '')?.[1]
  if (label === undefined) return null
  const name = encodingOf(label)
  if (name === null) notes.push('charset_unknown')
  return name
}

function declaredInMarkup(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_BYTES))
  const name = encodingOf(getEncoding(head, { maxBytes: META_BYTES, defaultEncoding: UNDECLARED }))
  return name === UNDECLARED ? null : name
}

/** The standard's name of an encoding ("latin1" is windows-1252), or null for a label that it does not know. */
function encodingOf(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return label === UNDECLARED ? UNDECLARED : null
  }
}

function byteOrderMark([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

/** UTF-16 of Western text has a NUL in every other byte. */
function wideWithoutMark(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length - (bytes.length % 2), 512)
  const zeros = [0, 0]
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2]!++
  const [even = 0, odd = 0] = zeros
  if (length < 8 || Math.max(even, odd) < length * 0.35 || Math.min(even, odd) > length * 0.02) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Broken bytes in a UTF-8 page are an accident as long as sound sequences outnumber them. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const { valid, broken } = countSequences(bytes)
  return valid > broken
}

function countSequences(bytes: Uint8Array): { valid: number; broken: number } {
  let valid = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xc2 && lead < 0xe0 ? 1 : 0
    let found = 0
    while (found < more && (bytes[at + 1 + found]! & 0xc0) === 0x80) found++
    if (more > 0 && found === more) {
      valid++
      at += more
    } else broken++
  }
  return { valid, broken }
}
