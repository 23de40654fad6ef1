import { foldName } from '../../extract/normalise/countries.ts'

/** What a register adds to a name. */
const LEGAL_FORMS = new Set(
  'gmbh ag se kg kgaa ohg ug mbh co cie ev e v inc llc ltd limited plc corp corporation company sa sas sarl srl spa bv nv ab as oy aps group gruppe holding the und and'.split(
    ' ',
  ),
)

/** The words of an employer's name without its legal form; none without a name. */
export function employerWords(name: string | null): string[] {
  const words = foldName(name ?? '').match(/[\p{L}\d]+/gu) ?? []
  const own = words.filter((word) => !LEGAL_FORMS.has(word))
  return own.length > 0 ? own : words
}

/** `unknown` where one has no name; the same where one name holds all words of the other ("Deutsche Bank", "Deutsche Bank AG Filiale"). */
export function compareEmployers(one: string | null, other: string | null): 'same' | 'other' | 'unknown' {
  const [a, b] = [employerWords(one), employerWords(other)]
  if (a.length === 0 || b.length === 0) return 'unknown'
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a]
  return fewer.every((word) => more.includes(word)) ? 'same' : 'other'
}
