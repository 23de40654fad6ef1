/** What a character does in a word: none, a letter or digit, or a mark on the letter before it. */
export const NONE = 0
export const LETTER = 1
export const MARK = 2

/** Kinds of the characters that make up nearly all text; asking Unicode about each of them costs more than all else in reading words. */
const COMMON = Uint8Array.from({ length: 0x250 }, (_, code) => kindOf(String.fromCharCode(code)))

/** Kind of the character at an offset; both halves of a surrogate pair are of one kind, and nothing stands beyond the end. */
export function characterKind(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code < COMMON.length) return COMMON[code] as number
  if (index >= text.length) return NONE
  const second = code >= 0xdc00 && code <= 0xdfff && index > 0
  return kindOf(String.fromCodePoint(text.codePointAt(second ? index - 1 : index) ?? code))
}

function kindOf(character: string): number {
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER
  return /\p{M}/u.test(character) ? MARK : NONE
}
