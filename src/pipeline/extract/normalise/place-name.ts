/** Names of places for comparison: letters a to z, digits and single blanks, whatever accents and hyphens a page writes. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
}

/** "Frýdek-Místek" and "FRYDEK MISTEK" are one name, as are "St. Louis" and "St Louis". Empty for a text without such letters. */
export function foldPlaceName(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßøæœłđðþı]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Folded spellings under which a name may be listed when its own is not: "Zuerich", "Saint Louis". */
export function otherSpellings(folded: string): string[] {
  const spellings: string[] = []
  if (/[aou]e/.test(folded)) spellings.push(folded.replace(/([aou])e/g, '$1'))
  if (folded.startsWith('saint ')) spellings.push(`st ${folded.slice(6)}`)
  if (folded.startsWith('st ')) spellings.push(`saint ${folded.slice(3)}`, `sankt ${folded.slice(3)}`)
  return spellings
}
