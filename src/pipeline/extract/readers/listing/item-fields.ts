import type { Candidate } from '../../candidate.ts'
import type { FieldName } from '../../extracted-page.ts'
import type { Part } from './item-parts.ts'
import type { ItemTitle } from './item-titles.ts'
import { isGenericLink } from './words/context-words.ts'
import { fold } from './words/fold.ts'
import type { Role } from './words/roles.ts'
import * as value from './words/value-patterns.ts'

/** A part with what it was found to be. */
type Read = { part: Part; role: Role | null; place: number; form: boolean }

const FIELDS: Partial<Record<Role, FieldName>> = {
  employer: 'employer',
  location: 'location',
  posted_on: 'posted_on',
  deadline: 'deadline',
  employment_type: 'employment_type',
  salary: 'salary',
  identifier: 'identifier',
  arrangement: 'work_arrangement',
}
/** Longer parts are teasers. */
const LONGEST_VALUE = 110
const LONGEST_SHORT = 60
const SURE_PLACE = 0.8
const LIKELY_PLACE = 0.3
/** Shares of a column that must show what it is before the whole column counts as that. */
const PLACE_SHARE = 0.5
const EMPLOYER_SHARE = 0.25

/** Candidates of each item besides its title; `titles` with null are skipped. Columns are read over all items together. */
export function fieldsOf(
  items: readonly (readonly Part[])[],
  titles: readonly (ItemTitle | null)[],
  place: (text: string) => number,
): Candidate[][] {
  const read = items.map((parts, index) => rest(parts, titles[index] ?? null).map((part) => readPart(part, place)))
  settleColumns(read)
  return read.map(candidatesOf)
}

/** Parts that are neither the title nor its repetition. */
function rest(parts: readonly Part[], title: ItemTitle | null): Part[] {
  if (title === null) return [...parts]
  const folded = fold(title.text)
  return parts.filter(
    (part) =>
      (part.end <= title.start || part.start >= title.end) && part.folded !== folded && !isGenericLink(part.folded),
  )
}

function readPart(part: Part, placeOf: (text: string) => number): Read {
  const { text, hint } = part
  if (text.length > LONGEST_VALUE) return { part, role: null, place: 0, form: false }
  const stated = statedRole(part)
  if (stated !== undefined) return { part, role: stated, place: 0, form: false }
  const place = placeOf(text)
  const form = value.LEGAL_FORM.test(text)
  // "Northwind Ltd, Berlin" is neither one nor the other.
  if (form && place >= SURE_PLACE && text.includes(',')) return { part, role: null, place: 0, form: false }
  if (place >= SURE_PLACE) return { part, role: 'location', place, form }
  return { part, role: form ? 'employer' : hint, place, form }
}

/** What a label, the shape of the text or a class name says; undefined when only the words themselves can tell. */
function statedRole(part: Part): Role | null | undefined {
  const { folded, text, label, hint } = part
  if (label === 'date' || label === 'title') return dateRole(part, label === 'date')
  if (label !== null) return fitting(part, label)
  const short = text.length <= LONGEST_SHORT
  const digits = /\d/.test(folded)
  if (short && digits && value.SALARY.test(folded) && (hint === 'salary' || !value.PRICE.test(folded))) return 'salary'
  const dated = hint === 'deadline' || hint === 'posted_on' || hint === 'date'
  const date = dated || short ? dateRole(part, dated) : null
  if (date !== null) return date === 'posted_on' && hint === 'deadline' ? 'deadline' : date
  if (short && hint !== 'location' && value.ARRANGEMENT.test(folded)) return 'arrangement'
  if (short && hint !== 'location' && hint !== 'employer' && typeLike(folded)) return 'employment_type'
  if (short && digits && value.IDENTIFIER.test(text)) return 'identifier'
  return hint !== null && hint !== 'other' ? fitting(part, hint) : undefined
}

/** The words of a type, and little beside them. */
function typeLike(folded: string): boolean {
  const match = value.EMPLOYMENT_TYPE.exec(folded)
  return match !== null && (match[0].length >= folded.length * 0.4 || folded.length <= 25)
}

/** A role that the text can bear: a date must be one, a place or employer must not. */
function fitting(part: Part, role: Role): Role | null {
  if (role === 'posted_on' || role === 'deadline' || role === 'date') return part.date !== null ? role : null
  if (role === 'location' || role === 'employer') {
    if (!/\p{L}{2}/u.test(part.text)) return null
    return part.date?.[0].length === part.folded.length ? null : role
  }
  if (role === 'arrangement') return value.ARRANGEMENT.test(part.folded) ? role : null
  if (role === 'salary') return /\d/.test(part.text) ? role : null
  if (role === 'identifier') return /\d/.test(part.text) ? role : null
  return role
}

function dateRole(part: Part, hinted: boolean): Role | null {
  const match = part.date
  if (match === null) return null
  const before = part.folded.slice(0, match.index)
  if (value.DEADLINE_BEFORE.test(before)) return 'deadline'
  if (value.POSTED_BEFORE.test(before)) return 'posted_on'
  if (value.CLOCK.test(part.folded) && !hinted) return null
  return hinted || match[0].length >= part.folded.length * 0.6 ? 'posted_on' : null
}

/** Reads parts in one place of their items together: when most name places, or some bear a legal form, all of them do. */
function settleColumns(items: readonly Read[][]): void {
  const columns = new Map<string, Read[]>()
  for (const read of items.flat()) {
    const column = columns.get(read.part.column)
    if (column) column.push(read)
    else columns.set(read.part.column, [read])
  }
  let employers = items.some((item) =>
    item.some(({ role, part }) => role === 'employer' && (part.label !== null || part.hint === 'employer')),
  )
  for (const column of columns.values()) {
    const places = column.filter(({ role, place }) => role === 'location' || (role === null && place >= LIKELY_PLACE))
    const sure = column.filter(({ role }) => role === 'location').length
    const forms = column.filter(({ role, form }) => role === 'employer' || form).length
    const open = column.filter(({ role, part }) => role === null && part.text.length <= LONGEST_VALUE)
    if (sure > 0 && places.length >= column.length * PLACE_SHARE && sure >= forms) {
      // "Remote" among places says where the work is done.
      for (const read of column)
        if (read.role === null || read.role === 'employer' || read.role === 'arrangement') read.role = 'location'
    } else if (forms >= Math.max(1, column.length * EMPLOYER_SHARE) && forms >= sure) {
      for (const read of open) read.role = 'employer'
      for (const read of column)
        if (read.role === 'location' && read.part.hint === null && read.part.label === null) read.role = 'employer'
      employers = true
    }
  }
  if (!employers) linkedEmployer(items, columns)
}

/** The line after the title that leads elsewhere and differs from item to item names who offers the opening. */
function linkedEmployer(items: readonly Read[][], columns: ReadonlyMap<string, Read[]>): void {
  for (const column of columns.values()) {
    if (
      column.length < Math.max(3, items.length * 0.7) ||
      column.some(({ role }) => role !== null && role !== 'employer')
    )
      continue
    const linked = column.filter(({ part }) => part.element.name === 'a' || part.element.parent?.name === 'a')
    const distinct = new Set(column.map(({ part }) => part.folded)).size
    if (linked.length < column.length * 0.7 || distinct < column.length * 0.6) continue
    for (const read of column) read.role = 'employer'
    return
  }
}

function candidatesOf(read: readonly Read[]): Candidate[] {
  const candidates: Candidate[] = []
  const taken = new Set<FieldName>()
  // What a label or class names counts before what only looks like it.
  const ordered = read.filter(({ role }) => role !== null).sort((a, b) => surety(b.part) - surety(a.part))
  for (const { part, role } of ordered) {
    const field = FIELDS[role!]
    if (field === undefined || taken.has(field)) continue
    taken.add(field)
    candidates.push(candidateOf(field, part, role!))
    const both = role === 'location' && !taken.has('work_arrangement') && value.ARRANGEMENT.test(part.folded)
    if (both) candidates.push(candidateOf('work_arrangement', part, 'arrangement'))
  }
  return candidates
}

const surety = ({ label, hint }: Part): number => (label !== null ? 2 : hint !== null && hint !== 'other' ? 1 : 0)

function candidateOf(field: FieldName, part: Part, role: Role): Candidate {
  const rule = `listing.${role}`
  const isDate = role === 'posted_on' || role === 'deadline'
  const match = isDate ? part.date : role === 'identifier' ? value.IDENTIFIER.exec(part.text) : null
  // Folding may change lengths; then the whole part is the raw text.
  const exact = isDate ? part.folded.length === part.text.length : true
  const found = isDate ? match?.[0] : match?.[1]
  const base = { field, reader: 'listing' as const, rule }
  const datetime = isDate ? dateTimeOf(part) : undefined
  const parts = datetime === undefined ? {} : { parts: { datetime } }
  if (match === null || found === undefined || !exact)
    return { ...base, raw: part.text, span: { start: part.start, end: part.end }, ...parts }
  const at = part.start + match.index + (isDate ? 0 : match[0].length - found.length)
  return {
    ...base,
    raw: part.text.slice(at - part.start, at - part.start + found.length),
    span: { start: at, end: at + found.length },
    ...parts,
  }
}

function dateTimeOf({ element }: Part): string | undefined {
  const time = element.name === 'time' ? element : element.parent?.name === 'time' ? element.parent : null
  return time?.attributes.datetime
}
