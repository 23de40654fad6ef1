/** For comparing what a page says twice: case, blanks, quotes and marks at the ends do not count. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'„“”«»|•·:,.-]+|[\s"'„“”«»|•·:,-]+$/g, '')
}
