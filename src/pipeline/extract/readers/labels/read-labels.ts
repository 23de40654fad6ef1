import type { Candidate } from '../../candidate.ts'
import { inChrome, nearest } from '../../document/chrome.ts'
import type { Line } from '../../document/lines.ts'
import type { FieldName } from '../../extracted-page.ts'
import type { PageView } from '../../page-view.ts'
import type { LabelIndex } from './label-index.ts'
import { LONGEST_LABEL } from './label-index.ts'
import type { LabelledField } from './label-words.ts'

/** A label with its value; both are spans of the page's text. */
export type LabelledPair = {
  fields: readonly LabelledField[]
  label: string
  label_start: number
  raw: string
  start: number
  end: number
  /** `cell`: marked off by markup; `colon`: "Label: value" in one stretch; `below`: the value is the next line. */
  how: 'cell' | 'colon' | 'below'
}

const LINKS: ReadonlySet<string> = new Set(['a', 'button', 'option', 'summary'])
const DATES: ReadonlySet<LabelledField> = new Set(['posted_on', 'deadline'])
const TIME: ReadonlySet<string> = new Set(['time'])
const LONGEST_DATED = 70
/** Elements that hold nothing but labels: there a word that is not listed may still be understood. */
const TERMS: ReadonlySet<string> = new Set(['dt', 'th'])
const LONGEST_VALUE = 240

/** Every label with a value that follows it, in the order of the page. What surrounds the content is left out. */
export function findLabelledPairs({ page, lines, chrome }: PageView, index: LabelIndex): LabelledPair[] {
  const pairs: LabelledPair[] = []
  let taken = -1
  /** "Contract" names a field, and is a value of the same field too. */
  const isValue = (line: Line | undefined, of: readonly LabelledField[]): line is Line => {
    if (line === undefined || line.text.length > LONGEST_VALUE || /:\s*$/.test(line.text)) return false
    const named = index.find(line.text)
    return named.length === 0 || named.every((field) => of.includes(field))
  }

  lines.forEach((line, at) => {
    if (taken === at || inChrome(chrome, line.texts[0] ?? page.root)) return
    const found = labelsIn(line, page.text, index)
    found.forEach((label, n) => {
      const end = found[n + 1]?.start ?? line.end
      const own = trimmed(page.text, label.end, end)
      if (own.end > own.start && own.end - own.start <= LONGEST_VALUE) {
        pairs.push({
          ...label,
          label_start: label.start,
          raw: dated(line, own.start, label.fields) ?? page.text.slice(own.start, own.end),
          start: own.start,
          end: own.end,
          how: label.how,
        })
        return
      }
      const next = lines[at + 1]
      if (own.end > own.start || end !== line.end || !isValue(next, label.fields)) return
      taken = at + 1
      pairs.push({
        ...label,
        label_start: label.start,
        raw: dated(next, next.start, label.fields) ?? next.text,
        start: next.start,
        end: next.end,
        how: 'below',
      })
    })
  })
  return pairs
}

/** The machine's date of a <time> that holds the value of a label for dates. */
function dated(line: Line, start: number, fields: readonly LabelledField[]): string | undefined {
  if (!fields.some((field) => DATES.has(field))) return undefined
  const node = line.texts.find(({ end }) => end > start)
  const stated = node && nearest(node, TIME)?.attributes.datetime?.trim()
  return stated && /^\d{4}-\d{2}-\d{2}/.test(stated) ? stated : undefined
}

type Label = {
  fields: readonly LabelledField[]
  label: string
  at: number
  start: number
  end: number
  how: 'cell' | 'colon'
}

function labelsIn(line: Line, text: string, index: LabelIndex): Label[] {
  const labels: Label[] = []
  line.texts.forEach((one, at) => {
    const length = one.end - one.start
    if (length < 2) return
    if (length <= LONGEST_LABEL + 4) {
      const label = text.slice(one.start, one.end)
      const fields = label.endsWith(':') || TERMS.has(one.parent.name) ? index.guess(label) : index.find(label)
      // A link or a button that reads like a label leads somewhere else.
      if (fields.length > 0 && (label.endsWith(':') || nearest(one, LINKS) === null)) {
        labels.push({ fields, label, at, start: one.start, end: one.end, how: 'cell' })
        return
      }
    }
    const beginning = text.slice(one.start, Math.min(one.end, one.start + LONGEST_LABEL + 1))
    const colon = one.start + beginning.indexOf(':')
    const digit = colon < one.start && length <= LONGEST_DATED ? beginning.search(/\d/) : -1
    if (digit > 3) {
      // "Publié le 12/11/2026": dates follow their label without a mark.
      const label = text.slice(one.start, one.start + digit)
      const fields = index.find(label.trim()).filter((field) => DATES.has(field))
      if (fields.length > 0) labels.push({ fields, label, at, start: one.start, end: one.start + digit, how: 'colon' })
      return
    }
    if (colon < one.start) return
    const label = text.slice(one.start, colon)
    const fields = index.find(label)
    if (fields.length > 0) labels.push({ fields, label, at, start: one.start, end: colon + 1, how: 'colon' })
  })
  return labels
}

/** Without the blanks and marks that part a value from its label. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start
  let to = end
  while (from < to && /[\s:：|•·–-]/.test(text[from] ?? '')) from++
  while (to > from && /[\s|•·]/.test(text[to - 1] ?? '')) to--
  return { start: from, end: to }
}

/** Fields of a record that a label can fill, with what its value must look like to be one. */
const FITS: Readonly<Partial<Record<LabelledField, (value: string) => boolean>>> = {
  title: (value) => value.length >= 3 && value.length <= 150 && /\p{L}{2}/u.test(value),
  employer: (value) => value.length >= 2 && value.length <= 100 && /\p{L}/u.test(value) && !/[.!?] \p{Lu}/u.test(value),
  location: (value) => value.length <= 200 && /\p{L}{2}/u.test(value),
  country: (value) => value.length <= 60 && /\p{L}{2}/u.test(value),
  posted_on: (value) => value.length <= 60 && /\d|\p{L}/u.test(value),
  deadline: (value) => value.length <= 120,
  employment_type: (value) => value.length <= 120,
  salary: (value) => /\d/.test(value),
  experience: (value) => /\d/.test(value) && value.length <= 160,
  education: (value) => value.length <= 200,
  work_hours: (value) => /\d/.test(value) && value.length <= 100,
  work_arrangement: (value) => value.length <= 80,
  identifier: (value) => /^[\p{L}\p{N}][\p{L}\p{N} ./_#-]{0,39}$/u.test(value) && /\d/.test(value),
}

export function labelCandidates(pairs: readonly LabelledPair[]): Candidate[] {
  return pairs.flatMap(({ fields, raw, start, end, how }) =>
    fields.flatMap((field) => {
      if (field === 'department' || !FITS[field]?.(raw)) return []
      const name: FieldName = field
      return [{ field: name, reader: 'label' as const, rule: `label.${field}.${how}`, raw, span: { start, end } }]
    }),
  )
}
