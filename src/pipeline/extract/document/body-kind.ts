export type BodyKind = 'html' | 'text' | 'pdf' | 'binary' | 'json' | 'xml'

/** First bytes of what is no text: PNG, JPEG, GIF, ZIP (also docx, xlsx), OLE (doc, xls), RIFF, ELF, bzip2, xz, RAR, 7z, MZ, Mach-O, WASM. */
const MAGIC: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x52, 0x49, 0x46, 0x46],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0x00, 0x61, 0x73, 0x6d],
]
/** A PDF may have this many bytes of junk in front. */
const PDF_WITHIN = 1024
const SAMPLE = 16_384
/** Share of control characters beyond which bytes are no text. */
const MOST_CONTROLS = 0.02

export function isPdf(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PDF_WITHIN))
  return start.includes('%PDF-')
}

export function hasBinaryMagic(bytes: Uint8Array): boolean {
  return MAGIC.some((magic) => magic.every((byte, at) => bytes[at] === byte))
}

/** Rich in NULs and other control characters. To be asked of text that is decoded: UTF-16 is full of NULs before. */
export function looksBinary(text: string): boolean {
  const length = Math.min(text.length, SAMPLE)
  let controls = 0
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) controls++
  }
  return controls > 2 && controls > length * MOST_CONTROLS
}

const HTML_START =
  /^(?:\s|<!--[\s\S]{0,4000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body|meta|title|script|link|div|p|h[1-6]|table|ul|ol|span|section|article|main|a|b|br)\b/i
const HTML_TAG =
  /<(?:html|head|body|div|p|br|ul|ol|li|table|tr|td|h[1-6]|span|section|article|strong|b|a|em|i)(?:\s[^<>]*)?\/?>/i
const XML_START = /^\s*<(?:\?xml\b|rss\b|feed\b|urlset\b|sitemapindex\b|rdf:RDF\b)/i
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*(?:[[{"\]]|-?\d|true|false|null))/

/** What a decoded body is: its own first characters count more than what the server says. */
export function kindOfText(text: string, contentType: string | null): 'html' | 'text' | 'json' | 'xml' {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const start = text.slice(0, SAMPLE)
  if (HTML_START.test(start)) return 'html'
  if (XML_START.test(start)) return /<html\b/i.test(start) ? 'html' : 'xml'
  if (JSON_START.test(start) && /[\]}]\s*$/.test(text.slice(-200))) return 'json'
  if (/[/+]json$/.test(type) && /^\s*[[{"]/.test(start)) return 'json'
  if (/[/+]xml$/.test(type) && /^\s*</.test(start) && !type.includes('xhtml')) return 'xml'
  return HTML_TAG.test(start) || (/html/.test(type) && /<[a-z!/]/i.test(text)) ? 'html' : 'text'
}
