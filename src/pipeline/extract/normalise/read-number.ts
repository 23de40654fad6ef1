/** A number as people write it: "45.000", "1 234,50", "1'234", "5,00,000", "14,5". Digits, marks and blanks only. */
export const NUMBER =
  "\\d{1,3}(?:[ .,']\\d{3}){1,4}(?:[.,]\\d{1,2})?|\\d{1,2}(?:,\\d{2}){1,3},\\d{3}|\\d{1,12}(?:[.,]\\d{1,2})?"

/**
 * Reads a number without knowing the country: the last of two different marks is the decimal one; a mark before exactly three digits
 * groups them, before one or two it is the decimal mark. null for anything else.
 */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s']/g, '')
  if (!/^\d[\d.,]{0,24}$/.test(plain)) return null
  const marks = plain.replace(/\d/g, '')
  const last = marks.at(-1) ?? ''
  const decimals = last === '' ? 0 : plain.length - plain.lastIndexOf(last) - 1
  const several = marks.length > 1 && marks === last.repeat(marks.length)
  const grouping = several || (marks.length === 1 && decimals === 3 && !/^0[.,]/.test(plain))
  const decimal = last !== '' && !grouping
  const cut = decimal ? plain.lastIndexOf(last) : plain.length
  const number = Number(`${plain.slice(0, cut).replace(/[.,]/g, '')}.${plain.slice(cut + 1) || '0'}`)
  return Number.isFinite(number) ? number : null
}
