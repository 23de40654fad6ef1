import Type, { type Static } from 'typebox'
import Value from 'typebox/value'

const text = Type.Union([Type.String(), Type.Null()])
const optional = Type.Optional(text)
/** Sources number their postings or name them; both are kept as text. */
const identifier = Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Null()]))
/** A date as text, or milliseconds since 1970. */
const date = Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Null()]))
const names = Type.Optional(Type.Union([Type.String(), Type.Array(Type.String()), Type.Null()]))

/** One row as a source or an import file gives it. Fields that are not named here are kept in `raw_data.item`. */
export const StagingRecord = Type.Object(
  {
    external_job_id: identifier,
    job_title: optional,
    company_name: optional,
    location: optional,
    external_url: optional,
    apply_url: optional,
    posted_on: date,
    deadline: date,
    salary_range: optional,
    employment_type: names,
    job_description: optional,
    /** ISO instant at which the source was read; the time of receipt when it is not given. */
    fetched_at: optional,
  },
  { additionalProperties: true },
)
export type StagingRecord = Static<typeof StagingRecord>

const FIELDS = Object.keys(StagingRecord.properties) as (keyof StagingRecord)[]

/** Fields of a row that have the right type, and the names of those that do not: a wrong salary must not cost the posting. */
export function readStagingRecord(row: object): { record: StagingRecord; wrong: string[] } {
  if (Value.Check(StagingRecord, row)) return { record: pick(row, FIELDS), wrong: [] }
  const right = FIELDS.filter((field) => {
    return !(field in row) || Value.Check(StagingRecord.properties[field], (row as Record<string, unknown>)[field])
  })
  return { record: pick(row, right), wrong: FIELDS.filter((field) => !right.includes(field)) }
}

function pick(row: object, fields: readonly (keyof StagingRecord)[]): StagingRecord {
  const source = row as StagingRecord
  return Object.fromEntries(fields.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])))
}
