import Type from 'typebox'
import { BoardName, listingOf } from './board.ts'
import { distinctPlaces, languageOf, payIn, placeOf } from './board-values.ts'
import type { CollectedRecord } from './collected-record.ts'
import { listOf, numberOf, objectOf, objectsIn, textOf, textsOf } from './json-values.ts'
import { recordKind } from './source-kind.ts'
import { arrangementNamed } from './work-arrangement.ts'

type Json = Record<string, unknown>

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
/** Fields of the employer's own that hold a choice or a figure; the others hold people and free text. */
const METADATA_TYPES = ['single_select', 'multi_select', 'yes_no', 'number', 'currency', 'currency_range']

/** Greenhouse's Job Board API: the whole board with its texts in one answer, made for the employers' own pages. */
export const greenhouse = recordKind({
  kind: 'greenhouse',
  summary: 'The job board of an employer at Greenhouse (boards-api.greenhouse.io)',
  config: Type.Object({ board: BoardName }),
  politeness: { interval_ms: 500, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'greenhouse/1',

  async page({ board }, { http }) {
    const url = `https://boards-api.greenhouse.io/v1/boards/${encodeURIComponent(board)}/jobs`
    const answer = await http.json({ url, query: { content: true } })
    const faults: Record<string, number> = {}
    const items = objectsIn(listingOf(answer, 'jobs'), faults).map(withoutPeople)
    return { items, next: null, total: numberOf(objectOf(objectOf(answer.data).meta).total), faults }
  },

  identity: ({ id }) => textOf(id),

  toRecord(item) {
    const places = distinctPlaces(objectsIn(item.offices).map(({ name, location }) => officeOf(name, location)))
    return {
      external_job_id: textOf(item.id),
      job_title: textOf(item.title),
      company_name: textOf(item.company_name),
      location: textOf(objectOf(item.location).name),
      external_url: textOf(item.absolute_url),
      posted_on: textOf(item.first_published),
      deadline: textOf(item.application_deadline),
      employment_type: stated(item, /^(?:employment|job|contract|position) type$|^time type$/),
      job_description: unescaped(textOf(item.content)),
      ...rangeOf(item.pay_input_ranges),
      ...(places ? { places } : {}),
      columns: {
        ats_platform: 'greenhouse',
        ai_job_language: languageOf(item.language),
        ...arrangementNamed(stated(item, /^(?:work(?:place|ing|)? (?:type|model|arrangement)|location type)$/)?.[0]),
      },
    }
  },
})

function withoutPeople(item: Json): Json {
  const metadata = objectsIn(item.metadata).filter(({ value_type }) => METADATA_TYPES.includes(String(value_type)))
  return { ...item, metadata }
}

/** `location` of an office is its place, its name often only a unit of the firm. */
function officeOf(name: unknown, location: unknown) {
  return placeOf({}, textOf(location) ?? textOf(objectOf(location).name) ?? name)
}

/** The values of the employer's own field with such a name. */
function stated(item: Json, name: RegExp): string[] | null {
  const field = objectsIn(item.metadata).find((entry) => name.test(textOf(entry.name)?.toLowerCase() ?? ''))
  return textsOf([field?.value ?? []].flat())
}

/** One range of pay in cents; several are pay by region, none of which is the opening's. No period is stated beside it. */
function rangeOf(value: unknown): Pick<CollectedRecord, 'salary'> {
  const [range, ...more] = listOf(value).map(objectOf)
  if (!range || more.length > 0) return {}
  const [min, max] = [numberOf(range.min_cents), numberOf(range.max_cents)]
  const parts = { min: min && min / 100, max: max && max / 100, currency: range.currency_type, period: null }
  return payIn(parts, textOf(range.title))
}

/** The HTML under the one layer of escaping; text that has tags already is not escaped, and its "&lt;" is meant. */
function unescaped(content: string | null): string | null {
  if (content === null || /<[a-z/!]/i.test(content)) return content
  return content.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => CHARACTERS[name] ?? entity)
}
