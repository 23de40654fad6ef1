import type { Candidate } from '../candidate.ts'
import type { Extracted } from '../extracted-page.ts'
import { findDate, findDeadline, readDate } from '../normalise/dates.ts'
import type { Prose } from '../normalise/prose.ts'
import { weightOf } from './evidence.ts'
import type { FieldContext } from './field-context.ts'
import { extracted, rank } from './rank.ts'

const DAY_MS = 86_400_000
/** No opening waits longer for applications: such an end is a placeholder. */
const LONGEST_OPEN_DAYS = 3 * 366

export type PageDates = { posted_on: Extracted<string> | null; deadline: Extracted<string> | null }

/** Day of posting and last day for applying. A value that cannot be right (a deadline before the posting, of 1970, of 2099) is null with its reason. */
export function datesOf(
  candidates: readonly Candidate[],
  context: FieldContext,
  country: string | null,
  description: Prose,
): PageDates {
  const posted = dateOf(candidates, 'posted_on', context, country)
  const deadline = dateOf(candidates, 'deadline', context, country) ?? deadlineIn(description, context, country)
  if (deadline?.value && posted?.value) {
    const days = (Date.parse(deadline.value) - Date.parse(posted.value)) / DAY_MS
    if (days < 0)
      return {
        posted_on: posted,
        deadline: { ...deadline, value: null, confidence: 0, note: 'deadline_before_posted' },
      }
    if (days > LONGEST_OPEN_DAYS)
      return { posted_on: posted, deadline: { ...deadline, value: null, confidence: 0, note: 'placeholder_date' } }
  }
  return { posted_on: posted, deadline }
}

/** A deadline that the text tells: "Please apply by 6 July 2026". */
function deadlineIn(
  text: Prose,
  { language, read_at }: FieldContext,
  country: string | null,
): Extracted<string> | null {
  const found = findDeadline(text, read_at, { language, country, field: 'deadline' })
  if (!found || found.relative) return null
  const candidate: Candidate = { field: 'deadline', reader: 'text', rule: 'text.deadline', raw: found.raw }
  return extracted<string>(
    found.date,
    candidate,
    found.date === null ? 0 : weightOf(candidate),
    found.note ?? undefined,
  )
}

function dateOf(
  candidates: readonly Candidate[],
  field: 'posted_on' | 'deadline',
  context: FieldContext,
  country: string | null,
): Extracted<string> | null {
  const own = candidates.filter((candidate) => candidate.field === field)
  const read = (raw: string) => readOne(raw, field, context, country)
  const best = rank(own, weightOf, ({ raw }) => {
    const { date } = read(raw)
    return date === null ? null : { value: date, key: date }
  })
  if (best) return best
  // The page speaks of the date but names none: the text is kept for whoever looks.
  const first = [...own].sort((a, b) => weightOf(b) - weightOf(a))[0]
  return first ? extracted<string>(null, first, 0, read(first.raw).note ?? 'no_date') : null
}

function readOne(
  raw: string,
  field: 'posted_on' | 'deadline',
  { language, read_at, saved }: FieldContext,
  country: string | null,
): { date: string | null; note: string | null } {
  const hints = { language, country, field }
  const whole = readDate(raw, read_at, hints)
  const found = whole.date === null && !whole.relative ? findDate(raw, read_at, hints) : null
  const read = found ?? whole
  if (read.relative && saved) return { date: null, note: 'relative' }
  if (read.date === null) return { date: null, note: read.note }
  const day = Date.parse(read.date)
  if (field === 'posted_on' && day > read_at.getTime() + 2 * DAY_MS) return { date: null, note: 'impossible_date' }
  if (field === 'deadline' && day > read_at.getTime() + LONGEST_OPEN_DAYS * DAY_MS)
    return { date: null, note: 'placeholder_date' }
  return { date: read.date, note: null }
}
