/** Bytes of a page that are looked at. */
const SAMPLE = 200_000
/** The encodings that pages in a language use when they are not UTF-8. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  ...{ ru: 'windows-1251', uk: 'windows-1251', bg: 'windows-1251', sr: 'windows-1251', mk: 'windows-1251' },
  ...{ el: 'windows-1253', tr: 'windows-1254', he: 'windows-1255', ar: 'windows-1256', fa: 'windows-1256' },
  ...{ et: 'windows-1257', lv: 'windows-1257', lt: 'windows-1257', vi: 'windows-1258', th: 'windows-874' },
  ...{ ja: 'shift_jis', ko: 'euc-kr', zh: 'gb18030' },
}
const CENTRAL: ReadonlySet<string> = new Set(['cs', 'pl', 'sk', 'hu', 'sl', 'hr', 'ro', 'bs', 'sq'])
/** Letters of Central Europe whose bytes are signs in Western Europe ("mo¾nost"), or "š", "ž" and "ť", which its languages have not. */
const CENTRAL_LETTERS: ReadonlySet<number> = new Set([
  ...[0x9a, 0x9d, 0x9e, 0xa3, 0xa5, 0xa6, 0xa9, 0xab, 0xac, 0xae, 0xaf],
  ...[0xb1, 0xb3, 0xb5, 0xb6, 0xb9, 0xbb, 0xbc, 0xbe, 0xbf],
])

/**
 * Encoding of bytes that are no UTF-8 and declare nothing that holds: by the stated language, else by whether letters of Central Europe
 * stand inside words; else windows-1252, as browsers do.
 */
export function guessCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE)
  const head = Buffer.from(sample.buffer, sample.byteOffset, Math.min(sample.length, 4096)).toString('latin1')
  const language = /<html[^>]{0,400}?\slang\s*=\s*["']?([a-z]{2})\b/i.exec(head)?.[1]?.toLowerCase()
  const own = language === undefined ? undefined : BY_LANGUAGE[language]
  if (own !== undefined) return own
  if (language !== undefined ? CENTRAL.has(language) : hasCentralLetters(sample)) return centralCharset(sample)
  return 'windows-1252'
}

function hasCentralLetters(bytes: Uint8Array): boolean {
  let inWords = 0
  let high = 0
  for (let at = 1; at + 1 < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte < 0x80) continue
    high++
    if (CENTRAL_LETTERS.has(byte) && isLetter(bytes[at - 1]!) && isLetter(bytes[at + 1]!)) inWords++
  }
  return inWords >= 2 && inWords > high * 0.04
}

/** ISO-8859-2 shows nothing at 80-9F, where windows-1250 has "š", "ž", "ś" and the quotation marks. */
function centralCharset(bytes: Uint8Array): string {
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? 'windows-1250' : 'iso-8859-2'
}

const isLetter = (byte: number) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte >= 0xc0
