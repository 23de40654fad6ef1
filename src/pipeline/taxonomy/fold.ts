/** Symbol of a character that no name contains: a match never crosses it. */
export const BREAK = 0
export const SPACE = 37
export const PLUS = 38
export const SHARP = 39
export const DOT = 40
export const AMPERSAND = 41
/** Symbols are smaller than this. */
export const SYMBOLS = 64

const OTHERS: Readonly<Record<string, number>> = {
  '+': PLUS,
  '#': SHARP,
  '.': DOT,
  '&': AMPERSAND,
  '/': 42,
  '@': 43,
  '*': 44,
}
const SPELLED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
}

/** Bytes 0x80-0x9F as Windows-1252 shows them: mojibake carries them either as C1 controls or as these characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * A text as linking compares it: case, accents, umlauts (ä = ae), typographic dashes and quotes, runs of white space and
 * UTF-8 read as Latin-1 or Windows-1252 make no difference. Hyphens are spaces, apostrophes and soft hyphens vanish.
 */
export type Folded = {
  length: number
  symbols: Uint8Array
  /** Offset in the text (UTF-16) where the symbol's character starts. */
  starts: Uint32Array
  /** Offset just behind the symbol's character. */
  ends: Uint32Array
}

/** Symbols of each character below U+0250, computed once per linker; the rest is rare and folded as it comes. */
export type FoldTable = readonly (readonly number[])[]

export function createFoldTable(): FoldTable {
  return Array.from({ length: 0x250 }, (_, code) => symbolsOf(String.fromCharCode(code)))
}

/** Folds a text; see `Folded`. */
export function fold(text: string, table: FoldTable): Folded {
  const capacity = text.length * 2
  const symbols = new Uint8Array(capacity)
  const starts = new Uint32Array(capacity)
  const ends = new Uint32Array(capacity)
  let length = 0
  let index = 0
  while (index < text.length) {
    const code = text.charCodeAt(index)
    let width = 1
    let folded: readonly number[]
    if (code === 0xc3 || code === 0xc2 || code === 0xe2) {
      const broken = mojibakeAt(text, index, code)
      width = broken?.width ?? 1
      folded = symbolsOf(broken?.character ?? text.charAt(index))
    } else folded = table[code] ?? symbolsOf(text.charAt(index))
    for (const symbol of folded) {
      if (symbol === SPACE && length > 0 && symbols[length - 1] === SPACE) {
        ends[length - 1] = index + width
        continue
      }
      symbols[length] = symbol
      starts[length] = index
      ends[length] = index + width
      length++
    }
    index += width
  }
  return { length, symbols, starts, ends }
}

/** The key under which a name is found: equal for spellings that linking takes for the same. */
export function foldedKey(name: string, table: FoldTable): string {
  const key: number[] = []
  for (const character of name.trim()) {
    for (const symbol of table[character.charCodeAt(0)] ?? symbolsOf(character)) {
      if (symbol !== SPACE || key.at(-1) !== SPACE) key.push(symbol)
    }
  }
  return String.fromCharCode(...key)
}

export const isLetter = (symbol: number | undefined): boolean => symbol !== undefined && symbol >= 1 && symbol <= 26
export const isDigit = (symbol: number | undefined): boolean => symbol !== undefined && symbol >= 27 && symbol <= 36
export const isWord = (symbol: number | undefined): boolean => symbol !== undefined && symbol >= 1 && symbol <= 36

function symbolsOf(character: string): number[] {
  if (/[\s\u0096\u0097\u00a0\u2000-\u200a\u202f\-\u2010-\u2015\u2212_]/u.test(character)) return [SPACE]
  if (/['\u0091\u0092\u2018\u2019\u201a\u201b\u02bc\u00b4`\u00ad\u200b-\u200f\u2060\ufeff]/u.test(character)) return []
  const lower = character.toLowerCase()
  const plain = SPELLED[lower] ?? lower.normalize('NFKD').replace(/\p{M}/gu, '')
  const symbols: number[] = []
  for (const letter of plain) {
    if (letter >= 'a' && letter <= 'z') symbols.push(letter.charCodeAt(0) - 96)
    else if (letter >= '0' && letter <= '9') symbols.push(letter.charCodeAt(0) - 21)
    else symbols.push(OTHERS[letter] ?? BREAK)
  }
  return symbols
}

/** The character meant where UTF-8 was read byte by byte, or null where the text is sound. */
function mojibakeAt(text: string, index: number, code: number): { character: string; width: number } | null {
  const second = byteAt(text, index + 1)
  if (second < 0x80 || second > 0xbf) return null
  if (code !== 0xe2) return { character: String.fromCharCode(((code & 0x1f) << 6) | (second & 0x3f)), width: 2 }
  const third = byteAt(text, index + 2)
  if (third < 0x80 || third > 0xbf) return null
  return { character: String.fromCharCode(0x2000 | ((second & 0x3f) << 6) | (third & 0x3f)), width: 3 }
}

function byteAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code < 0x100) return code
  const place = WINDOWS_1252.indexOf(text.charAt(index))
  return place < 0 ? -1 : 0x80 + place
}
