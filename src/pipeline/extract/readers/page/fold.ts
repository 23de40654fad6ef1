/** For comparing what a page says twice: case, blanks, quotes and marks at the ends do not count. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'„“”«»|•·:,.-]+|[\s"'„“”«»|•·:,-]+$/g, '')
}

/** Words of small and capital letters with one blank between them: nothing to fold but their case. */
const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/
