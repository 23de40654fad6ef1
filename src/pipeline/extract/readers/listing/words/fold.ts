const PLAIN: ReadonlyMap<string, string> = plainLetters()

/** Text for comparison with the word tables: lower case, no accents, ß as ss. Letters of other scripts stay as they are. */
export function fold(text: string): string {
  const small = text.toLowerCase()
  let folded = ''
  let from = 0
  for (let index = 0; index < small.length; index++) {
    if (small.charCodeAt(index) <= 0x7f) continue
    const letter = small[index]!
    folded += small.slice(from, index) + (PLAIN.get(letter) ?? letter)
    from = index + 1
  }
  return from === 0 ? small : folded + small.slice(from)
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}

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
