/** Whole numbers as postings spell them, in English and German. */
export const NUMBER_WORDS: Readonly<Record<number, readonly string[]>> = {
  1: ['one year', 'a year', 'ein jahr', 'einem jahr', 'einjährig'],
  2: ['two', 'zwei'],
  3: ['three', 'drei'],
  4: ['four', 'vier'],
  5: ['five', 'fünf'],
  6: ['six', 'sechs'],
  7: ['seven', 'sieben'],
  8: ['eight', 'acht'],
  9: ['nine', 'neun'],
  10: ['ten ', 'zehn'],
  12: ['twelve', 'zwölf'],
  15: ['fifteen', 'fünfzehn'],
  20: ['twenty', 'zwanzig'],
}
