/** A collected record as it stands in staging (`raw_data.collected`), so that every try reads the same. */
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { CollectedColumns, CollectedPlace, CollectedRecord } from '../../collect/collected-record.ts'

const Origin = Type.Object({
  source: Type.String(),
  confidence: Type.Number(),
  raw: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  extractor: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  span: Type.Optional(Type.Object({ start: Type.Integer(), end: Type.Integer() })),
})
/** What was understood of the texts when they came: `of` is the hash of those texts; for others it says nothing. */
const Understood = Type.Object({
  of: Type.String(),
  columns: Type.Record(Type.String(), Type.Unknown()),
  provenance: Type.Record(Type.String(), Origin),
})
export type Understood = Static<typeof Understood>

export type StagedCollected = {
  mapper: string
  /** ISO instant at which the source was read. */
  read_at: string
  /** Of the item in the listing: while it is the same, the opening need not be read again. */
  listing_hash: string | null
  record: Partial<Omit<CollectedRecord, 'columns'>> & { columns?: Record<string, unknown> }
  understood: Understood | null
}

type Collected = Omit<StagedCollected, 'record' | 'understood'> & { understood?: Understood | null }

const FIELDS = Object.keys(CollectedRecord.properties) as (keyof CollectedRecord)[]
const COLUMNS = Object.keys(CollectedColumns.properties)

/** The staged form: the fields that a record has, no other, so that nothing a mapper should have dropped is kept. */
export function stageCollected(record: CollectedRecord, collected: Collected): Record<string, unknown> {
  const { job_description: _, columns, ...rest } = record
  return {
    ...collected,
    ...pick(rest, FIELDS),
    ...(isObject(columns) ? { columns: pick(columns, COLUMNS) } : {}),
  }
}

/** What is staged, without the fields that have the wrong type, whose names are answered too; null where no record is staged. */
export function readStagedCollected(staged: unknown): { collected: StagedCollected | null; wrong: string[] } {
  if (!isObject(staged) || typeof staged.mapper !== 'string' || typeof staged.read_at !== 'string')
    return { collected: null, wrong: [] }
  const { mapper, read_at, listing_hash, understood } = staged
  const wrong: string[] = []
  const record: Record<string, unknown> = {}
  for (const field of FIELDS) {
    const value = staged[field]
    if (value === undefined || field === 'job_description') continue
    // Each column and each place is judged by itself.
    if (field === 'columns' ? isObject(value) : field === 'places' ? Array.isArray(value) : fits(field, value))
      record[field] =
        field === 'places' ? (value as unknown[]).filter((one) => Value.Check(CollectedPlace, one)) : value
    else wrong.push(field)
  }
  const collected = {
    mapper,
    read_at,
    listing_hash: typeof listing_hash === 'string' ? listing_hash : null,
    record: record as StagedCollected['record'],
    understood: Value.Check(Understood, understood) ? understood : null,
  }
  return { collected, wrong }
}

const fits = (field: keyof CollectedRecord, value: unknown) => Value.Check(CollectedRecord.properties[field], value)

function pick(from: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name, value]) => names.includes(name) && value !== undefined))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
