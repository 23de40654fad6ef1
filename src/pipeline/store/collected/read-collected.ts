import { type CheckedRow, checkRow } from '../check-row.ts'
import { contentHash } from '../identity.ts'
import { presentText } from '../plain-text.ts'
import { readStagingRecord } from '../staging-record.ts'
import { fitColumns } from './fit-columns.ts'
import { type Given, givenColumns } from './given-columns.ts'
import type { StagedCollected } from './staged-collected.ts'

export type ReadCollected = { checked: CheckedRow; given: Given; readAt: Date }

/** A collected record with the verdict on it. `texts` are the row's own, perhaps edited by hand; they count before the record's. */
export function readCollected(
  collected: StagedCollected,
  wrong: readonly string[],
  texts: Readonly<Record<string, unknown>>,
  receivedAt: Date,
): ReadCollected {
  const { record } = collected
  const stated = new Date(collected.read_at)
  const readAt = Number.isNaN(stated.getTime()) || stated > receivedAt ? receivedAt : stated
  const own = readStagingRecord({
    ...record,
    location: presentText(record.location) ?? placesAsText(collected),
    salary_range: presentText(record.salary_range) ?? record.salary?.raw ?? null,
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null && value !== undefined)),
  })
  const checked = checkRow(own.record, [...wrong, ...own.wrong], readAt)
  const given = givenColumns(own.record, collected, readAt)
  for (const { column, note } of given.misfits) checked.findings.push({ code: note, kind: 'note', field: column })
  return { checked, given, readAt }
}

/** Hash of the texts that rules and the reader of places look at. */
export function understoodTexts({ checked, given }: ReadCollected): string {
  const { title, description } = checked
  return contentHash({ title, description, organization: null, location: given.columns.location_raw ?? null })
}

/** All columns of a record: what the source gives, completed by what was understood of the very same texts. */
export function collectedColumns(read: ReadCollected, understood: StagedCollected['understood']): Given {
  if (understood === null || understood.of !== understoodTexts(read)) return read.given
  const { columns } = fitColumns(understood.columns)
  const filled = Object.keys(columns).flatMap((column) => {
    const origin = understood.provenance[column]
    return origin ? [[column, { ...origin, ...noteOf(read.given, column) }] as const] : []
  })
  return {
    ...read.given,
    columns: { ...read.given.columns, ...columns },
    provenance: { ...read.given.provenance, ...Object.fromEntries(filled) },
  }
}

/** A value that the source states and its column cannot hold is remembered also where a rule knows better. */
function noteOf({ provenance }: Given, column: string): { note?: string } {
  const note = provenance[column]?.note
  return note === undefined ? {} : { note }
}

function placesAsText({ record }: StagedCollected): string | null {
  const names = [...new Set((record.places ?? []).flatMap(({ raw }) => presentText(raw) ?? []))]
  return names.length > 0 ? names.join('; ') : null
}
