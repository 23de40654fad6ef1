import Type, { type TSchema } from 'typebox'
import { WRITE_ACTIONS } from '../../db/write-totals.ts'
import { PAGE_TYPES } from '../../pipeline/extract/extracted-page.ts'
import type { ExtractionResult } from '../../pipeline/store/extraction/extract-pages.ts'
import { component, Instant, nullable, SourceName, text } from '../schemas.ts'

const Text = Type.String()
const Day = Type.String({ format: 'date' })
const Texts = Type.Array(Text)
const TextOrNull = nullable(Text)
const NumberOrNull = nullable(Type.Number())
const Origin = {
  source: Type.String({ description: 'jsonld, microdata, rdfa, state, opengraph, meta, label, dom, section, ...' }),
  confidence: Type.Number({ minimum: 0, maximum: 1, description: 'Share of such values that are right' }),
  raw: Type.String({ description: 'As the page has it, at most 500 characters' }),
  span: Type.Optional(
    Type.Object(
      { start: Type.Integer(), end: Type.Integer() },
      { description: 'Of raw, in the visible text of the page' },
    ),
  ),
  note: Type.Optional(Text),
}

const field = <T extends TSchema>(value: T) => nullable(Type.Object({ value, ...Origin }))

const Place = Type.Object({
  raw: Text,
  city: TextOrNull,
  region: TextOrNull,
  country: TextOrNull,
  country_code: TextOrNull,
})
const Salary = Type.Object({
  min: NumberOrNull,
  max: NumberOrNull,
  currency: nullable(Type.String({ description: 'ISO 4217' })),
  unit: nullable(Type.String({ description: 'HOUR, DAY, WEEK, MONTH or YEAR' })),
  gross: nullable(Type.Boolean()),
})

const Fields = Type.Object({
  title: field(Text),
  employer: field(Text),
  location: field(Text),
  locations: field(Type.Array(Place)),
  country: field(Type.String({ description: 'ISO 3166 alpha-2' })),
  posted_on: field(Day),
  deadline: field(Day),
  description: field(Text),
  description_html: field(Type.String({ description: 'Sanitised' })),
  requirements: field(Text),
  responsibilities: field(Text),
  benefits: field(Text),
  employment_type: field(Type.Array(Type.String({ description: "One of schema.org's eight" }))),
  salary: field(Salary),
  experience: field(Type.Object({ min_years: NumberOrNull, max_years: NumberOrNull })),
  education: field(Texts),
  work_hours: field(Type.Object({ min: NumberOrNull, max: NumberOrNull, per: Text, percent: NumberOrNull })),
  remote: field(Type.Boolean()),
  work_arrangement: field(Text),
  remote_scope: field(Text),
  application_url: field(Text),
  contacts: field(Texts),
  identifier: field(Text),
  language: field(Type.String({ description: 'ISO 639-1' })),
})

export const Counts = Type.Object(
  Object.fromEntries([...WRITE_ACTIONS, 'total'].map((kind) => [kind, Type.Integer({ minimum: 0 })])),
  { description: 'Of committed rows; the six add up to the total' },
)

const Record = Type.Object({
  url: nullable(Type.String({ description: "The opening's own address" })),
  fields: Fields,
  unreadable: Type.Record(Text, Type.Object({ raw: Text, source: Text, note: Text }), {
    description: 'Fields of which the page says nothing usable',
  }),
  canonical_id: TextOrNull,
  canonical_hash: Text,
  action: nullable(Type.String({ description: `${WRITE_ACTIONS.join(', ')}; null where nothing is stored` })),
  id: nullable(Type.String({ description: 'Of the stored posting, as GET /_internal/jobs/{id} takes it' })),
  reason: nullable(Type.String({ description: 'Why it is not stored, or would not be' })),
})

export const Extraction = component(
  'Extraction',
  Type.Unsafe<ExtractionResult>(
    Type.Object(
      {
        url: TextOrNull,
        page_type: Type.String({ enum: [...PAGE_TYPES] }),
        is_job: Type.Boolean(),
        classifier_score: Type.Number({ minimum: 0, maximum: 1 }),
        reasons: Type.Array(Text, { description: 'Codes of what decided, the weightiest first' }),
        language: Type.String({ description: 'ISO 639-1; und when the page shows too little text' }),
        extractor: Text,
        fetched: Type.Boolean(),
        rendered: Type.Boolean(),
        records: Type.Array(Record),
        skipped: Type.Record(Text, Type.Integer(), { description: 'Items that made no record, by reason' }),
        stored: nullable(Counts),
        storage: Type.Object({ enabled: Type.Boolean(), shadow: Type.Boolean() }),
      },
      { description: 'What a page says, each value with where it came from, and what became of its postings' },
    ),
  ),
)

/** Characters of a page; a longer one holds no posting that a reader would find. */
const LONGEST_PAGE = 10_000_000

const Url = text(8_000, 'http or https; where the page stands')

/** A page of a request. */
export const Page = {
  url: Url,
  html: Type.Optional(Type.String({ maxLength: LONGEST_PAGE, description: 'The page; fetched when left out' })),
  read_at: Type.Optional(Type.String({ ...Instant, description: 'When the page was read; now when left out' })),
  source: Type.Optional(SourceName),
  source_id: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  org_name: Type.Optional(text(500, 'The employer, where the page names none')),
}

export const Narrowing = {
  store: Type.Optional(Type.Boolean({ description: 'false stores nothing; true is refused where storage is off' })),
  shadow_mode: Type.Optional(
    Type.Boolean({ description: 'true writes the shadow table; false is refused where shadow mode is on' }),
  ),
}

type PageBody = { url: string; html?: string; read_at?: string; source?: string; source_id?: number; org_name?: string }

/** The request that a page of a body makes. */
export function requestOf({ html, read_at, ...page }: PageBody) {
  return { ...page, body: html, read_at: read_at === undefined ? undefined : new Date(read_at) }
}
