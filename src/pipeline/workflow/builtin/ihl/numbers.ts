const NUMBER_WORDS = [
  ['one', 'ein', 'eine', 'einem', 'einer', 'eines'],
  ['two', 'zwei'],
  ['three', 'drei'],
  ['four', 'vier'],
  ['five', 'fünf', 'fuenf'],
  ['six', 'sechs'],
  ['seven', 'sieben'],
  ['eight', 'acht'],
  ['nine', 'neun'],
  ['ten', 'zehn'],
  ['eleven', 'elf'],
  ['twelve', 'zwölf', 'zwoelf'],
  ['thirteen', 'dreizehn'],
  ['fourteen', 'vierzehn'],
  ['fifteen', 'fünfzehn', 'fuenfzehn'],
] as const

const VALUES: ReadonlyMap<string, number> = new Map(
  NUMBER_WORDS.flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
)

/** A number of years, days or people in a pattern: digits or a word, English or German. */
export const NUMBER = `(?:#|(?<![a-z])(?:${[...VALUES.keys()].sort((a, b) => b.length - a.length).join('|')})(?![a-z]))`

/** First letters of number words, and digits: the cues of rules about numbers. */
export const NUMBER_CUES = ['0', ...[...VALUES.keys()].filter((word) => !word.startsWith('ein') && word !== 'one')]

export const YEARS = `(?:years?|yrs?|jahren?)`

/** Value of what NUMBER matched; NaN for anything else. */
export function numberOf(text: string | undefined): number {
  if (text === undefined) return Number.NaN
  return VALUES.get(text) ?? Number.parseFloat(text.replace(',', '.'))
}
