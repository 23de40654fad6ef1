/**
 * The text in small letters with one kind of blank, dash and apostrophe. Every character keeps its place, so that offsets in the folded
 * text are offsets in the original. Line breaks stay.
 */
export function foldText(text: string, longest: number): string {
  const cut = text.length > longest ? text.slice(0, longest) : text
  return lower(cut)
    .replace(/[\t\r\f\v\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f\u2060\u3000\ufeff]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe58\uff0d]/g, '-')
    .replace(/[\u2018\u2019\u00b4`\u02bc]/g, "'")
}

/** Capital I with a dot is the one letter whose small form is longer. */
function lower(text: string): string {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text.replaceAll('\u0130', 'I').toLowerCase()
}
