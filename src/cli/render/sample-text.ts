import type { CollectedRecord } from '../../pipeline/collect/collected-record.ts'
import { cut, table, wrap } from '../table.ts'

export type SampleCheck = {
  external_id: string | null
  record: CollectedRecord | Record<string, unknown>
  /** Code of why it would not be stored; null when it would. */
  refused: string | null
  /** What would be stored; null for a row that is refused. */
  stored: Record<string, unknown> | null
  /** What is missing or was not understood, by field. */
  notes: Record<string, string>
}

/** Beside a value there is room for its name. */
const NAME_COLUMNS = 32

/** What the first openings of a source would be stored as. */
export function sampleText(samples: readonly SampleCheck[], columns: number): string {
  return samples.map((sample) => oneText(sample, columns)).join('\n\n')
}

function oneText({ external_id, record, refused, stored, notes }: SampleCheck, columns: number): string {
  const shown = Object.entries(stored ?? record).filter(([, value]) => value !== null && value !== undefined)
  const rows = shown.map(([name, value]) => ({ name, value: cut(lineOf(value), Math.max(20, columns - NAME_COLUMNS)) }))
  return [
    `${external_id ?? 'without an id'}${refused === null ? '' : `: would be refused, ${refused}`}`,
    indented(table(rows, [{ title: '', value: ({ name }) => name }, { title: '', value: ({ value }) => value }], columns - 2)), // biome-ignore format: one table
    ...Object.entries(notes).map(([field, note]) => wrap(`note: ${field} ${note}`, columns, '  ', '    ')),
  ].join('\n')
}

function lineOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.replace(/\s+/g, ' ').trim()
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}
