/** What a page said, as it stands in staging beside the row that it makes (`raw_data.extraction`), so that every try reads the same. */
import Type, { type Static, type TSchema } from 'typebox'
import Value from 'typebox/value'
import { type ExtractedFields, type FieldName, SALARY_UNITS, type WorkArrangement } from '../extract/extracted-page.ts'

const WORK_ARRANGEMENTS = ['On-site', 'Hybrid', 'Remote OK', 'Remote Solely'] as const satisfies WorkArrangement[]

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)))
const Text = Type.String()
const TextOrNull = Type.Union([Text, Type.Null()])
const NumberOrNull = Type.Union([Type.Number(), Type.Null()])
const List = Type.Array(Text)
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Types of the values by field: a staged row may have been typed or edited by hand. */
const VALUES = {
  title: Text,
  employer: Text,
  location: Text,
  locations: Type.Array(
    Type.Object({ raw: Text, city: TextOrNull, region: TextOrNull, country: TextOrNull, country_code: TextOrNull }),
  ),
  country: Text,
  posted_on: Day,
  deadline: Day,
  description: Text,
  description_html: Text,
  requirements: Text,
  responsibilities: Text,
  benefits: Text,
  employment_type: List,
  salary: Type.Object({
    min: NumberOrNull,
    max: NumberOrNull,
    currency: TextOrNull,
    unit: Type.Union([oneOf(SALARY_UNITS), Type.Null()]),
  }),
  experience: Type.Object({ min_years: NumberOrNull, max_years: NumberOrNull }),
  education: List,
  work_hours: Type.Object({ min: NumberOrNull, max: NumberOrNull, per: Text }),
  remote: Type.Boolean(),
  work_arrangement: oneOf(WORK_ARRANGEMENTS),
  remote_scope: Text,
  application_url: Text,
  contacts: List,
  identifier: Text,
  language: Text,
} as const satisfies Record<FieldName, TSchema>

export const FIELD_NAMES = Object.keys(VALUES) as FieldName[]

const Origin = Type.Object({
  source: Text,
  confidence: Type.Number(),
  raw: Text,
  span: Type.Optional(Type.Object({ start: Type.Integer(), end: Type.Integer() })),
  note: Type.Optional(Text),
})
const Page = Type.Object({
  page_type: Text,
  score: Type.Number(),
  extractor: Text,
  fields: Type.Record(Text, Type.Unknown()),
})

export type StagedField = Static<typeof Origin> & { value: unknown }
/** `fields` holds only what the page spoke of; each value has the type of its field. */
export type StagedExtraction = Omit<Static<typeof Page>, 'fields'> & { fields: Partial<Record<FieldName, StagedField>> }

/** Why a posting's own page is not needed to store it: raw texts longer than this are the page over again. UTF-16 code units. */
const LONGEST_RAW = 500

/** Contacts name persons: they are answered to whoever asked, and never stored. */
const NOT_KEPT: readonly FieldName[] = ['contacts']

/** The staged form of a page's posting. */
export function toStagedExtraction(fields: ExtractedFields, page: Omit<StagedExtraction, 'fields'>): StagedExtraction {
  const kept = FIELD_NAMES.flatMap((name) => {
    const field = NOT_KEPT.includes(name) ? null : fields[name]
    if (field === null) return []
    return [[name, { ...field, raw: field.raw.slice(0, LONGEST_RAW).toWellFormed() }] as const]
  })
  return { ...page, fields: Object.fromEntries(kept) }
}

/** What is staged, without the fields that have the wrong type, whose names are answered too; null where no extraction is staged. */
export function readStagedExtraction(staged: unknown): { extraction: StagedExtraction | null; wrong: FieldName[] } {
  if (!Value.Check(Page, staged)) return { extraction: null, wrong: [] }
  const { page_type, score, extractor, fields: stated } = staged
  const wrong: FieldName[] = []
  const fields: StagedExtraction['fields'] = {}
  for (const name of FIELD_NAMES) {
    const field = stated[name] as StagedField | null | undefined
    if (field === null || field === undefined) continue
    const fits = Value.Check(Origin, field) && (field.value === null || Value.Check(VALUES[name], field.value))
    if (fits) fields[name] = field
    else wrong.push(name)
  }
  return { extraction: { page_type, score, extractor, fields }, wrong }
}
