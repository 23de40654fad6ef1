import type { SectionKind } from '../sections.ts'
import type { Before, FoundHeading } from './found-heading.ts'
import { kindByStem, saysPreferred } from './heading-stems.ts'

/** A heading that no table lists: a short line or sentence opening that ends in a colon, or a short line in capitals. */
export function unlistedHeading(
  text: string,
  start: number,
  before: Before,
  previous: FoundHeading | undefined,
): FoundHeading | null {
  const window = text.slice(start, start + 82)
  const match = /^[^.:;!?\n•]{3,70}?(?<mark>:|\?(?=\s*\n)|\n|$)/u.exec(window)
  const mark = match?.groups?.mark
  if (!match || mark === undefined || (match[0].match(/\s+/g)?.length ?? 0) > 9) return null
  const name = match[0].slice(0, match[0].length - mark.length).trimEnd()
  const line =
    text.charAt(start + match[0].length) === '\n' ||
    mark === '\n' ||
    (mark === ':' && text.charAt(start + match[0].length) === '')
  const kind = kindByStem(name + (mark === ':' ? ':' : ''))
  const shouts = name === name.toUpperCase() && /\p{Lu}{4}/u.test(name)
  if (
    mark === ':' &&
    !line &&
    (kind === null ||
      !INLINE.has(kind) ||
      !(previous?.contentStart === start || endsSentence(text, start)) ||
      /\p{Ll}\p{Lu}/u.test(name))
  )
    return null
  if (
    mark === '\n' &&
    !shouts &&
    !(kind !== null && before === 'line' && isAlone(text, start, start + match[0].length))
  )
    return null
  if (mark === '' || (kind === null && before !== 'line')) return null
  return {
    start,
    end: start + name.length,
    kind,
    preferred: saysPreferred(name),
    label: false,
    contentStart: start + match[0].length,
  }
}

const INLINE: ReadonlySet<SectionKind> = new Set<SectionKind>([
  'responsibilities',
  'requirements',
  'benefits',
  'process',
])

/** Behind a bullet mark or another heading's colon a colon only belongs to the bullet. */
function endsSentence(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start).trimEnd()
  return /[.!?)\]”"]$/.test(before)
}

/** A line without a bullet mark, at most eight words, with text below it and a blank line above, or markdown's mark of a heading. */
function isAlone(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lead = text.slice(lineStart, start)
  if (/^\s*(?:#{1,6}|\*\*)/.test(lead)) return true
  if (lead.trim() !== '') return false
  const line = text.slice(start, end).trim()
  if (line.split(/\s+/).length > 6 || /[.,]$/.test(line)) return false
  return lineStart < 2 || text.charAt(lineStart - 2) === '\n'
    ? text.slice(end, end + 200).trim() !== ''
    : /^\s*[-*•]/.test(text.slice(end, end + 6))
}
