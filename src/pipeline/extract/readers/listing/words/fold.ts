const MARKS = /\p{M}/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
const PLAIN = /^[\x00-\x7f]*$/

/** Text for comparison with the word tables: lower case, no accents, ß as ss. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  return PLAIN.test(lower)
    ? lower
    : lower.normalize('NFD').replace(MARKS, '').replaceAll('ß', 'ss').replaceAll('ł', 'l')
}

/** A set of folded words from tables parted by blanks. */
export function wordSet(...tables: readonly string[]): ReadonlySet<string> {
  return new Set(tables.flatMap((table) => fold(table).split(/\s+/)).filter((word) => word !== ''))
}
