import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import iconv from 'iconv-lite'
import { errors } from '../../errors.ts'

const unzip = promisify(gunzip)

/** sitemaps.org bounds a sitemap to 50 MiB; nothing else that a source is asked for is larger. */
export const MOST_BYTES = 52_428_800
/** Text packs 3 to 30 times; what unpacks further was made to fill memory. Small files may be all blanks. */
const MOST_RATIO = 200
const ALWAYS_ALLOWED = 1_000_000
/** A declaration stands in the first bytes. */
const DECLARATION_BYTES = 1_024
const DECLARATIONS = [
  /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i,
  /<meta[^>]+?charset\s*=\s*["']?([\w.:-]+)/i,
]

/** Unpacks a gzip file, such as sitemap.xml.gz; anything else is left as it is. Throws SOURCE_ANSWER_INVALID, FETCH_TOO_LARGE. */
export async function unpackFile(bytes: Uint8Array, host: string, mostBytes = MOST_BYTES): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const maxOutputLength = Math.min(mostBytes, Math.max(ALWAYS_ALLOWED, bytes.length * MOST_RATIO))
  try {
    return await unzip(bytes, { maxOutputLength })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw errors.fetchTooLarge(host, `a gzip file of more than ${maxOutputLength} bytes`)
    throw errors.sourceAnswerInvalid(host, 'is a gzip file that is broken or cut', error)
  }
}

/**
 * A body as text: by its byte order mark, then by what the header Content-Type or the document itself declares, else UTF-8. A declaration
 * that the bytes contradict is overruled: sound UTF-8 beyond ASCII is hardly ever anything else, and bytes that are no UTF-8 are
 * Western. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const marked = byteOrderMark(bytes)
  if (marked) return new TextDecoder(marked).decode(bytes)
  const declared = declaredIn(contentType) ?? declaredInText(bytes)
  const isWide = declared !== null && /^(utf-?(16|32)|ucs)/.test(declared)
  if (!isWide && isUtf8(bytes) && (declared === null || !isAscii(bytes) || isUtf8Name(declared)))
    return new TextDecoder().decode(bytes)
  const charset = declared === null || isUtf8Name(declared) ? 'windows-1252' : declared
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset)
}

function declaredIn(contentType: string | null): string | null {
  return known(/;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1])
}

/** Bytes that name a 16-bit encoding in single bytes are not in it. */
function declaredInText(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1')
  const name = DECLARATIONS.map((pattern) => known(pattern.exec(head)?.[1])).find((found) => found !== null) ?? null
  return name !== null && /^(utf-?(16|32)|ucs)/.test(name) ? null : name
}

/** Browsers read Latin 1 as windows-1252, whose quotation marks and dashes pages mean by it. */
function known(label: string | undefined): string | null {
  const name = label?.toLowerCase() ?? ''
  if (/^(iso-?8859-1|iso_8859-1|latin-?1|us-ascii|ascii)$/.test(name)) return 'windows-1252'
  return name !== '' && iconv.encodingExists(name) ? name : null
}

function isUtf8Name(name: string): boolean {
  return name === 'utf-8' || name === 'utf8'
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

function byteOrderMark([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}
