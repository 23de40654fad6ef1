import type { Candidate } from '../../candidate.ts'
import { inChrome } from '../../document/chrome.ts'
import type { PageView } from '../../page-view.ts'
import { LEGAL_FORM } from './near-heading.ts'

/** "4056 Basel", "D-80331 München", "DK 2730 Herlev", "75008 Paris", "00-950 Warszawa", "110 00 Praha 1", "1012 AB Amsterdam". */
const POSTAL_LINE =
  /^(?:[A-Z]{1,2}[- ])?(?:\d{4,5}|\d{2}-\d{3}|\d{3} \d{2}|\d{4} [A-Z]{2}),? \p{Lu}[\p{L} .'’/()-]{1,40}(?:, [\p{L} ]{3,30})?$/u
const STREET_LINE = /^\p{Lu}?[\p{L}\d .'’/-]{2,50} \d{1,4}[a-z]?(?:\/\d+)?,?$|^\d{1,5},? \p{L}[\p{L} .'’-]{3,50}$/u
const LONGEST = 70

/** Postal addresses in lines of their own: who, (more of the name,) street, postal code and town. */
export function readAddressBlocks({ page, lines, chrome, heading }: PageView): Candidate[] {
  const candidates: Candidate[] = []
  lines.forEach((line, at) => {
    if (line.text.length > LONGEST || !POSTAL_LINE.test(line.text) || inChrome(chrome, line.texts[0] ?? page.root))
      return
    if (heading && line.start < heading.start) return
    const before = lines[at - 1]
    const street = before && before.text.length <= LONGEST && STREET_LINE.test(before.text) ? before : null
    const start = street?.start ?? line.start
    const raw = street ? `${street.text.replace(/,$/, '')}, ${line.text}` : line.text
    candidates.push({ field: 'location', reader: 'dom', rule: 'address.block', raw, span: { start, end: line.end } })
    for (const above of [lines[at - (street ? 2 : 1)], lines[at - (street ? 3 : 2)], lines[at - (street ? 4 : 3)]]) {
      if (!above || above.text.length > LONGEST || /[.:!?]$/.test(above.text.replace(LEGAL_FORM, ''))) break
      if (!LEGAL_FORM.test(above.text)) continue
      candidates.push({
        field: 'employer',
        reader: 'dom',
        rule: 'address.legal',
        raw: above.text,
        span: { start: above.start, end: above.end },
      })
      break
    }
  })
  return candidates
}
