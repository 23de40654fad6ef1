import { isDeepStrictEqual } from 'node:util'
import { CONTENT_COLUMNS, type Content, type ContentColumn, type PostingRow } from './posting-columns.ts'

/** What is stored of a posting, as far as the decision needs it. */
export type StoredPosting = {
  posting_id: number
  posting_uid: string
  posting_status: string
  invalidated: boolean
  deleted: boolean
  deletion_hold: boolean
  canonical_version: number | null
  content_hash: string | null
  /** MD5 of the description; null where the content hash says that it is the same. */
  description_hash: string | null
  /** MD5 of the sanitised HTML, "" hashed where there is none; null where the record brings none. */
  html_hash: string | null
  /** The text from which the date of posting was read. */
  posted_raw: string | null
  has_results: boolean
  /** ISO date of the database. */
  today: string
  content: Content
}

export type FieldChange = { field: string; old_value: unknown; new_value: unknown }

export type Decision =
  /** Deleted with hold: only a person brings it back. */
  | { action: 'skipped' }
  | { action: 'unchanged' }
  | {
      action: 'updated' | 'restored'
      /** Complete row to write: what the record does not say is taken from what is stored. */
      row: PostingRow
      status: string
      /** Title or description changed: results were made from another text. */
      superseded: boolean
      changes: FieldChange[]
    }

/** MD5 of a record's texts, which are never compared or copied whole; `html` is null when it brings none. */
export type TextHashes = { description: string; html: string | null }

const GONE = ['removed', 'filled']

/**
 * What a record does to the posting that is stored under its identity. Seen again, a posting that was removed, filled, deleted or
 * expired comes back; an expired one only when its deadline is not past still, else each sweep would bring it back for a day.
 */
export function decide(stored: StoredPosting, record: PostingRow, hashes: TextHashes): Decision {
  if (stored.deleted && stored.deletion_hold) return { action: 'skipped' }
  const merged = merge(stored, record)
  const changes: FieldChange[] = []
  for (const field of CONTENT_COLUMNS) {
    if (!isSame(stored.content[field], merged[field])) {
      changes.push({ field, old_value: stored.content[field] ?? null, new_value: merged[field] ?? null })
    }
  }
  const rewritten = stored.description_hash !== null && stored.description_hash !== hashes.description
  if (rewritten)
    changes.push({ field: 'job_description', old_value: stored.description_hash, new_value: hashes.description })
  if (hashes.html !== null && stored.html_hash !== hashes.html)
    changes.push({ field: 'description_html', old_value: stored.html_hash, new_value: hashes.html })
  const superseded = rewritten || changes.some(({ field }) => field === 'job_title')
  const open = merged.deadline === null || merged.deadline === undefined || merged.deadline >= stored.today
  const back = stored.deleted || GONE.includes(stored.posting_status) || (stored.posting_status === 'expired' && open)
  const current = stored.canonical_version === record.canonical_version
  if (!back && changes.length === 0 && current) return { action: 'unchanged' }

  const inputChanged = stored.content_hash !== record.content_hash
  const status = nextStatus(stored, { back, superseded, inputChanged })
  if (status !== stored.posting_status) {
    changes.push({ field: 'posting_status', old_value: stored.posting_status, new_value: status })
  }
  return { action: back ? 'restored' : 'updated', row: merged, status, superseded, changes }
}

function nextStatus(
  { posting_status, has_results }: StoredPosting,
  { back, superseded, inputChanged }: { back: boolean; superseded: boolean; inputChanged: boolean },
): string {
  if (superseded) return posting_status === 'pending' ? 'pending' : 'active'
  // A new employer or place is new input too: the posting is due again, its results stay until they are replaced.
  if (posting_status === 'complete') return inputChanged ? 'active' : 'complete'
  if (!back) return posting_status
  return has_results && !inputChanged ? 'complete' : 'active'
}

/** The record, completed by what is stored wherever it says nothing. */
function merge(stored: StoredPosting, record: PostingRow): PostingRow {
  const merged: PostingRow = { ...record, provenance: { ...record.provenance } }
  for (const field of CONTENT_COLUMNS) {
    const kept = stored.content[field]
    if (kept === null || kept === undefined) continue
    if (isSilent(record[field]) || isSameRelativeDate(field, stored, record)) {
      Object.assign(merged, { [field]: kept })
      delete merged.provenance[field]
    }
  }
  return merged
}

const isSilent = (value: unknown) => value === null || value === undefined

/** "Posted 3 Days Ago" read again later from the same record would move the date: the first reading was the exact one. */
function isSameRelativeDate(field: ContentColumn, stored: StoredPosting, record: PostingRow): boolean {
  return (
    field === 'posted_date' && stored.posted_raw !== null && record.provenance.posted_date?.raw === stored.posted_raw
  )
}

function isSame(stored: unknown, value: unknown): boolean {
  if (isSilent(stored) || isSilent(value)) return isSilent(stored) && isSilent(value)
  return stored === value || isDeepStrictEqual(stored, value)
}
