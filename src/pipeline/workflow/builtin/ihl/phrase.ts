/** How a letter stands in texts that were typed without it or decoded with the wrong character set. */
const SPELLINGS: Record<string, string> = {
  ä: '(?:ä|ae|ã¤|a\\u0308)',
  ö: '(?:ö|oe|ã¶|o\\u0308)',
  ü: '(?:ü|ue|ã¼|u\\u0308)',
  ß: '(?:ß|ss|ãÿ|ã\\u009f)',
}

/**
 * A pattern over folded text (lower case) in a short notation: a blank is any white space (with `?` behind it, also none), `~3` up to
 * three words in between, `#` a number of one or two digits with its decimals, and an umlaut also its other spellings. All else is
 * regular-expression syntax. Gaps are counted and sentences have a longest length, so no text makes a pattern slow.
 */
export function phrase(source: string): RegExp {
  const expanded = source
    .replace(/[äöüß]/g, (letter) => SPELLINGS[letter] ?? letter)
    .replace(/~(\d+)/g, '(?:\\s+\\S+){0,$1}?')
    .replace(/#/g, '(?<![\\d.,])\\d{1,2}(?:[.,]\\d)?(?![\\d])')
    .replace(/ \?/g, '\\s*')
    .replace(/ /g, '\\s+')
  return new RegExp(expanded)
}
