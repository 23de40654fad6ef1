// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
const NOT_ASCII = /[^\x00-\x7f]/g
const PLAIN: ReadonlyMap<string, string> = plainLetters()

/** Text for comparison with the word tables: lower case, no accents, ß as ss. Letters of other scripts stay as they are. */
export function fold(text: string): string {
  return text.toLowerCase().replace(NOT_ASCII, plain)
}

const plain = (letter: string): string => PLAIN.get(letter) ?? letter

/** Every accented Latin letter with the plain one; combining marks with nothing. */
function plainLetters(): Map<string, string> {
  const letters = new Map<string, string>([
    ['ß', 'ss'],
    ['ł', 'l'],
    ['ø', 'o'],
    ['đ', 'd'],
    ['æ', 'ae'],
    ['œ', 'oe'],
    ['’', "'"],
    ['\u00a0', ' '],
  ])
  for (let code = 0xe0; code < 0x250; code++) addPlain(letters, code)
  for (let code = 0x1e00; code < 0x1f00; code++) addPlain(letters, code)
  for (let code = 0x300; code < 0x370; code++) letters.set(String.fromCharCode(code), '')
  return letters
}

function addPlain(letters: Map<string, string>, code: number): void {
  const letter = String.fromCharCode(code)
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
  if (bare !== letter && bare.length === 1 && !letters.has(letter)) letters.set(letter, bare)
}

/** A set of folded words from tables parted by blanks. */
export function wordSet(...tables: readonly string[]): ReadonlySet<string> {
  return new Set(tables.flatMap((table) => fold(table).split(/\s+/)).filter((word) => word !== ''))
}
