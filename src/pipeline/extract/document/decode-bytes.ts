import iconv from 'iconv-lite'
import { type BodyKind, hasBinaryMagic, isPdf, kindOfText, looksBinary } from './body-kind.ts'
import { chooseCharset } from './choose-charset.ts'
import { dropHttpHead } from './http-head.ts'
import { inflateBody } from './inflate-body.ts'

/** Bytes of a body that are read; pages beyond are cut again by their characters. */
export const MOST_BYTES = 40_000_000

export type DecodedBody = {
  kind: BodyKind
  /** Empty for pdf and binary. */
  text: string
  /** The standard's name of the encoding, lower case; '' for pdf and binary. */
  charset: string
  /**
   * Codes of what was done or found: size, inflated, inflate_limit, inflate_broken, http_head, charset_unknown,
   * charset_overruled:<declared>, invalid_characters, empty.
   */
  notes: string[]
  /** The bytes after unpacking: a PDF is read from them. */
  bytes: Uint8Array
}

/** Decodes a body whatever it is and whatever its server says of it. Never throws. */
export function decodeBytes(body: Uint8Array, contentType: string | null): DecodedBody {
  const notes: string[] = []
  const plain = dropHttpHead(body)
  if (plain.dropped) notes.push('http_head')
  const inflated = inflateBody(plain.bytes)
  if (inflated.note !== null) notes.push(inflated.note)
  const type = contentType ?? plain.contentType
  const bytes = cut(inflated.bytes, notes)
  const nothing = (kind: 'pdf' | 'binary'): DecodedBody => ({ kind, text: '', charset: '', notes, bytes })
  if (inflated.note === 'inflate_limit' || inflated.note === 'inflate_broken') return nothing('binary')
  if (isPdf(bytes)) return nothing('pdf')
  if (hasBinaryMagic(bytes)) return nothing('binary')
  const charset = chooseCharset(bytes, type)
  const text = decode(bytes, charset.name)
  if (looksBinary(text)) return nothing('binary')
  notes.push(...charset.notes)
  if (text.includes('\ufffd')) notes.push('invalid_characters')
  if (text.trim() === '') notes.push('empty')
  return { kind: kindOfText(text, type), text, charset: charset.name, notes, bytes }
}

/** Cut between characters: half a character would make sound UTF-8 look broken. */
function cut(bytes: Uint8Array, notes: string[]): Uint8Array {
  if (bytes.length <= MOST_BYTES) return bytes
  notes.push('size')
  let end = MOST_BYTES
  while (end > MOST_BYTES - 4 && (bytes[end]! & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

/** Node's own decoder for what iconv has not; iconv for the code pages, whose bytes 80-9F some versions of Node show as controls. */
function decode(bytes: Uint8Array, charset: string): string {
  if (charset === 'utf-8' || !iconv.encodingExists(charset)) return new TextDecoder(charset).decode(bytes)
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset)
}
