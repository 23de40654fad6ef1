import { htmlToText } from './html-to-text.ts'
import { repairMojibake } from './repair-mojibake.ts'

/** A description as it is stored. `repaired` counts mended mojibake, `hidden` the characters of text that no reader would see. */
export type CleanText = { text: string; repaired: number; hidden: number }

const CONTROLS =
  /(?![\n\r\t\u0085])\p{Cc}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/**
 * The one way by which a description enters the store: mojibake mended, HTML turned to text, line ends and blanks made even,
 * invisible characters removed, a leading "Job Description:" label dropped. Applying it twice changes nothing.
 */
export function cleanDescription(raw: string): CleanText {
  const first = repairMojibake(raw)
  const { repaired } = first
  const plain = htmlToText(first.text)
  // Entities may have hidden mojibake ("&Atilde;&frac14;"); a text that nothing changed would give the same answer again.
  const again = plain.text === raw ? first : repairMojibake(plain.text)
  const clean = again.text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replace(/^(?:(?:Job Description|Stellenbeschreibung)\s*:\s*)+/i, '')
    .trim()
  return { text: clean, repaired: repaired + again.repaired, hidden: plain.hidden }
}
