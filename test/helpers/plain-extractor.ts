import type {
  ExtractedFields,
  ExtractedPage,
  Extractor,
  FieldName,
  PageType,
} from '../../src/pipeline/extract/extracted-page.ts'
import { FIELD_NAMES } from '../../src/pipeline/store/staged-extraction.ts'

export type PlainPage = {
  page_type?: PageType
  is_job?: boolean
  postings?: { url?: string | null; fields: Partial<Record<FieldName, unknown>> }[]
}

const DUTIES =
  'You plan the weekly rota of the ward together with the head nurse, keep its records and train new colleagues in small groups.'

/** A page that says every field, as its own text. */
export function plainPage(
  changes: Partial<Record<FieldName, unknown>> = {},
  page: Omit<PlainPage, 'postings'> = {},
): string {
  const fields = {
    title: 'Ward nurse',
    employer: 'Harbour Clinic',
    location: 'Kiel, Germany; Lübeck, Germany',
    locations: [
      { raw: 'Kiel, Germany', city: 'Kiel', region: null, country: 'Germany', country_code: 'DE' },
      { raw: 'Lübeck, Germany', city: 'Lübeck', region: null, country: 'Germany', country_code: 'DE' },
    ],
    country: 'DE',
    posted_on: '2026-03-01',
    deadline: '2099-04-30',
    description: DUTIES,
    description_html: `<p>${DUTIES}</p>`,
    requirements: '- Three years on a ward\n- Fluent German',
    responsibilities: 'Plan the rota.\nKeep the records.',
    benefits: '• Pension\n• 30 days of leave',
    employment_type: ['FULL_TIME', 'PART_TIME'],
    salary: { min: 42_000, max: 51_000, currency: 'EUR', unit: 'YEAR', gross: true },
    experience: { min_years: 3, max_years: null },
    education: ['vocational'],
    work_hours: { min: 38, max: 38.5, per: 'WEEK', percent: null },
    remote: false,
    work_arrangement: 'On-site',
    remote_scope: 'Germany',
    application_url: 'https://jobs.example/nurse/apply',
    contacts: ['mailto:anna.petersen@clinic.example'],
    identifier: 'N-77',
    language: 'en',
    ...changes,
  }
  return JSON.stringify({ ...page, postings: [{ url: 'https://jobs.example/nurse', fields }] } satisfies PlainPage)
}

/** A whole reader of a format of its own: the page is JSON, each of its values is taken as it stands. What is no such page is no job. */
export const plainExtractor: Extractor = {
  async extract({ body }): Promise<ExtractedPage> {
    const { page_type = 'detail', is_job = page_type === 'detail', postings = [] } = parse(String(body))
    return {
      page_type,
      score: is_job ? 0.97 : 0.1,
      reasons: ['plain'],
      is_job,
      postings: postings.map(({ url = null, fields }) => ({ url, fields: fieldsOf(fields) })),
      skipped: {},
      language: 'en',
      hidden_characters: 0,
      boilerplate: 0,
      extractor: 'plain/1',
    }
  },
}

function parse(text: string): PlainPage {
  try {
    return JSON.parse(text)
  } catch {
    return { page_type: 'not_job' }
  }
}

/** A value given as {note} is one that the page speaks of without saying anything usable. */
function fieldsOf(stated: Partial<Record<FieldName, unknown>>): ExtractedFields {
  const field = (name: FieldName) => {
    const value = stated[name] ?? null
    if (value === null) return null
    const raw = typeof value === 'string' ? value : JSON.stringify(value)
    const origin = { source: 'label' as const, confidence: 0.9, raw, span: { start: 3, end: 3 + raw.length } }
    return typeof value === 'object' && 'note' in value
      ? { ...origin, value: null, note: value.note }
      : { ...origin, value }
  }
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, field(name)])) as ExtractedFields
}
