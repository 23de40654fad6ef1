import type { Candidate } from '../../candidate.ts'
import { inChrome } from '../../document/chrome.ts'
import type { Line } from '../../document/lines.ts'
import { countryByName } from '../../normalise/countries.ts'
import type { PageView } from '../../page-view.ts'
import { LEGAL_FORM } from './legal-form.ts'

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
    const after = lines[at + 1]
    const country = after && after.text.length <= 40 && countryByName(after.text) ? after : null
    const raw = [street?.text.replace(/,$/, ''), line.text, country?.text]
      .filter((part) => part !== undefined)
      .join(', ')
    candidates.push({
      field: 'location',
      reader: 'dom',
      rule: 'address.block',
      raw,
      span: { start, end: country?.end ?? line.end },
    })
    const name = nameAbove(lines, street ? at - 1 : at)
    if (name)
      candidates.push({
        field: 'employer',
        reader: 'dom',
        rule: name.rule,
        raw: name.line.text,
        span: { start: name.line.start, end: name.line.end },
      })
  })
  return candidates
}

const MOST_ABOVE = 4

/** The name over a postal address: a line with a legal form, else the first line of the same paragraph. */
function nameAbove(
  lines: readonly Line[],
  below: number,
): { line: Line; rule: 'address.legal' | 'address.name' } | null {
  const holder = lines[below]?.texts[0]?.parent
  let first: Line | null = null
  for (let at = below - 1; at >= Math.max(0, below - MOST_ABOVE); at--) {
    const line = lines[at]
    if (!line || line.text.length > LONGEST) break
    if (LEGAL_FORM.test(line.text)) return { line, rule: 'address.legal' }
    if (/[.:!?]$/.test(line.text) || line.texts[0]?.parent !== holder || /\d/.test(line.text)) break
    first = line
  }
  return first ? { line: first, rule: 'address.name' } : null
}
