import type { Finding } from '../../db/staging.ts'
import { errors, type WinnowError } from '../../errors.ts'
import { readDate } from '../extract/normalise/dates.ts'
import { splitPlace } from '../extract/normalise/place.ts'
import { cleanDescription } from '../text/clean-text.ts'
import { readHttpUrl } from './identity.ts'
import { cleanLabel, presentText } from './plain-text.ts'
import type { StagedExtraction } from './staged-extraction.ts'
import type { StagingRecord } from './staging-record.ts'

/** Shorter texts describe no opening. Characters of clean text; what is left after boilerplate is judged by the workflow. */
export const SHORTEST_DESCRIPTION = 100
/** PostgreSQL indexes at most one megabyte of words; no posting is a book. Characters of clean text. */
export const LONGEST_DESCRIPTION = 1_000_000
/** A raw text longer than this is not even cleaned. */
const LONGEST_RAW = 4 * LONGEST_DESCRIPTION

/** A row with its cleaned texts, and everything that is wrong with it. Without an error it can be promoted. */
export type CheckedRow = {
  record: StagingRecord
  title: string | null
  description: string | null
  findings: Finding[]
  /** The first error for people, with its fix; null for a valid row. */
  fault: WinnowError | null
  /** What a page said, where the row was made of one. */
  extraction?: StagedExtraction | null
}

/**
 * Cleans and checks one row. Errors: no_title, no_description, description_too_short, description_too_long, and for a page's posting
 * no_apply_url. Notes, which leave the row valid: no_url, bad_url, place_unusable, bad_date, impossible_date, ambiguous_date,
 * wrong_type, and what a page's fields note. Source of the limits: the seeds.
 */
export function checkRow(
  record: StagingRecord,
  wrong: readonly string[] = [],
  readAt = new Date(),
  extraction: StagedExtraction | null = null,
): CheckedRow {
  const findings: Finding[] = wrong.map((field) => ({ code: 'wrong_type', kind: 'note', field }))
  const note = (code: string, field: string) => findings.push({ code, kind: 'note', field })
  let fault: WinnowError | null = null
  const refuse = (code: string, field: string, reason: WinnowError) => {
    findings.push({ code, kind: 'error', field })
    fault ??= reason
  }

  const title = titleOf(record.job_title)
  if (title === null) refuse('no_title', 'job_title', errors.rowWithoutTitle())
  if (extraction !== null && readHttpUrl(record.apply_url) === null)
    refuse('no_apply_url', 'apply_url', errors.rowWithoutApplyUrl())
  const { text: description, code, reason } = readDescription(record.job_description)
  if (code !== null) refuse(code, 'job_description', reason)

  if (presentText(record.external_url) === null) note('no_url', 'external_url')
  for (const field of ['external_url', 'apply_url'] as const) {
    if (presentText(record[field]) !== null && readHttpUrl(record[field]) === null) note('bad_url', field)
  }
  if (extraction !== null) {
    for (const [field, stated] of Object.entries(extraction.fields)) if (stated.note) note(stated.note, field)
    return { record, title, description, findings, fault, extraction }
  }
  if (!splitPlace(cleanLabel(record.location)).usable) note('place_unusable', 'location')
  for (const field of ['posted_on', 'deadline'] as const) {
    const read = readDate(record[field], readAt)
    if (read.note !== null) note(read.note, field)
  }
  return { record, title, description, findings, fault }
}

/** A title in words: an address or a mail address stands there only by mistake. */
function titleOf(stated: unknown): string | null {
  const title = cleanLabel(stated)
  return title === null || /^https?:\/\/|^[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(title) || !/\p{L}/u.test(title)
    ? null
    : title
}

type ReadDescription = { text: string; code: null; reason: null } | { text: null; code: string; reason: WinnowError }

function readDescription(stated: unknown): ReadDescription {
  const raw = presentText(stated)
  if (raw === null)
    return { text: null, code: 'no_description', reason: errors.noUsableDescription('there is no text') }
  if (raw.length > LONGEST_RAW) return tooLong()
  const { text } = cleanDescription(raw)
  if (text.length > LONGEST_DESCRIPTION) return tooLong()
  if (text.length >= SHORTEST_DESCRIPTION) return { text, code: null, reason: null }
  const why = `it has ${text.length} of ${SHORTEST_DESCRIPTION} characters`
  return { text: null, code: 'description_too_short', reason: errors.noUsableDescription(why) }
}

function tooLong(): ReadDescription {
  return { text: null, code: 'description_too_long', reason: errors.descriptionTooLong(LONGEST_DESCRIPTION) }
}
