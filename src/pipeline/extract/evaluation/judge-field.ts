import type { ExtractedFields } from '../extracted-page.ts'
import type { Expected } from './labelled-pages.ts'

/** `invented`: a value where the page states none. `absent`: rightly none. */
export type Mark = 'right' | 'wrong' | 'missing' | 'invented' | 'absent'
export type Judged = { mark: Mark; expected: unknown; got: unknown }

export const JUDGED_FIELDS = [
  ...(['title', 'employer', 'location', 'country', 'posted_on', 'deadline'] as const),
  ...(['description', 'employment_type', 'salary', 'remote', 'application_url', 'identifier'] as const),
]
export type JudgedField = (typeof JUDGED_FIELDS)[number]
type Judge = (expected: Expected, fields: ExtractedFields, base: string) => Judged | null

const JUDGES: Readonly<Record<JudgedField, Judge>> = {
  title: (expected, { title }) => simple(expected.title, title?.value, expected.title_alternatives, sameText),
  employer: (expected, { employer }) =>
    simple(expected.employer, employer?.value, expected.employer_alternatives, sameText),
  location: judgeLocation,
  country: (expected, { country }) => simple(expected.country, country?.value, expected.country_alternatives),
  posted_on: (expected, { posted_on }) =>
    simple(expected.posted_date, posted_on?.value, expected.posted_date_alternatives),
  deadline: (expected, { deadline }) => simple(expected.deadline, deadline?.value, expected.deadline_alternatives),
  description: judgeDescription,
  employment_type: judgeTypes,
  salary: judgeSalary,
  remote: judgeRemote,
  application_url: judgeAddress,
  identifier: (expected, { identifier }) =>
    simple(expected.identifier, identifier?.value, expected.identifier_alternatives),
}

/** One field of a page against its label; null when the label does not speak of it. */
export function judgeField(
  field: JudgedField,
  expected: Expected,
  fields: ExtractedFields,
  base: string,
): Judged | null {
  return JUDGES[field](expected, fields, base)
}

function simple(
  expected: string | null | undefined,
  got: string | null | undefined,
  alternatives: readonly unknown[] = [],
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): Judged | null {
  if (expected === undefined) return null
  const value = got ?? null
  const right = [expected, ...alternatives].some((one) =>
    one === null || value === null ? one === value : same(String(one), value),
  )
  return { mark: markOf(right, expected === null, value === null), expected, got: value }
}

function markOf(right: boolean, none: boolean, nothing: boolean): Mark {
  if (right) return nothing ? 'absent' : 'right'
  if (nothing) return 'missing'
  return none ? 'invented' : 'wrong'
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()
const wordsOf = (text: string) =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '')
const sameText = (a: string, b: string) => fold(a) === fold(b)

/** Right when each stated place is found by its first name, and nothing is said that the label does not hold. */
function judgeLocation(expected: Expected, { location, locations, country }: ExtractedFields): Judged | null {
  const { locations: stated } = expected
  if (stated === undefined) return null
  const got = location?.value ?? null
  if (stated.length === 0) return { mark: markOf(got === null, true, got === null), expected: stated, got }
  if (got === null) return { mark: 'missing', expected: stated, got }
  const said = new Set([
    ...wordsOf(got),
    ...(locations?.value ?? []).flatMap(({ city, raw }) => wordsOf(`${city ?? ''} ${raw}`)),
  ])
  const found = stated.every((place) => wordsOf(place).some((word) => word.length > 2 && said.has(word)))
  const may = new Set(
    [
      ...stated,
      ...(expected.location_may ?? []),
      ...((expected.locations_alternatives ?? []) as string[][]).flat(),
      country?.value ?? '',
      'remote',
      'hybrid',
    ].flatMap(wordsOf),
  )
  const extra = wordsOf(got).filter((word) => !may.has(word) && !/\d/.test(word))
  return { mark: found && extra.length <= 2 ? 'right' : 'wrong', expected: stated, got }
}

/** Ends are compared loosely where the label calls them ambiguous, and length within a quarter. */
function judgeDescription(expected: Expected, { description }: ExtractedFields): Judged | null {
  const { description_first40: first, description_last40: last, description_chars: length } = expected
  if (first === undefined || length === undefined) return null
  const got = description?.value ?? null
  if (got === null) return { mark: 'missing', expected: first, got }
  const flat = fold(got.replace(/^- /gm, ''))
  const holds = (text: string | undefined) =>
    text === undefined || flat.replaceAll(' ', '').includes(fold(text).replaceAll(' ', ''))
  const right =
    (expected.desc_start_ambiguous || holds(first)) &&
    (expected.desc_end_ambiguous || holds(last)) &&
    got.length > 0.6 * length &&
    got.length < 1.8 * length + 200
  return {
    mark: right ? 'right' : 'wrong',
    expected: `${length}: ${first} ... ${last}`,
    got: `${got.length}: ${got.slice(0, 40)} ... ${got.slice(-40)}`,
  }
}

function judgeTypes(expected: Expected, { employment_type }: ExtractedFields): Judged | null {
  const { employment_type: stated } = expected
  if (stated === undefined) return null
  const got = employment_type?.value ?? []
  const same = (a: readonly string[]) => a.length === got.length && a.every((type) => got.includes(type as never))
  const right =
    same(stated) || (expected.employment_type_alternatives ?? []).some((one) => same((one ?? []) as string[]))
  return { mark: markOf(right, stated.length === 0, got.length === 0), expected: stated, got }
}

function judgeSalary(expected: Expected, { salary }: ExtractedFields): Judged | null {
  const { salary: stated } = expected
  if (stated === undefined) return null
  const got = salary?.value ?? null
  const same = (one: NonNullable<Expected['salary']>) =>
    got !== null &&
    got.min === one.min &&
    got.max === one.max &&
    got.currency === one.currency &&
    (one.unit === null || got.unit === null || got.unit === one.unit)
  const right = stated === null ? got === null : same(stated)
  const other = (expected.salary_alternatives ?? []).some((one) =>
    one === null ? got === null : same(one as NonNullable<Expected['salary']>),
  )
  return { mark: markOf(right || other, stated === null, got === null), expected: stated, got }
}

function judgeRemote(expected: Expected, { remote }: ExtractedFields): Judged | null {
  if (expected.remote === undefined) return null
  const got = remote?.value ?? null
  const right = expected.remote === true ? got === true : got !== true
  return {
    mark: right ? (got === true ? 'right' : 'absent') : got === true ? 'invented' : 'missing',
    expected: expected.remote,
    got,
  }
}

function judgeAddress(expected: Expected, { application_url }: ExtractedFields, base: string): Judged | null {
  if (expected.apply_url === undefined) return null
  const got = application_url?.value ?? null
  const address = (one: unknown) =>
    typeof one === 'string' && !/^mailto:|^tel:/i.test(one) && URL.canParse(one, base)
      ? new URL(one, base).href.replace(/\/$/, '')
      : null
  const accepted = [expected.apply_url, ...(expected.apply_url_alternatives ?? [])].map(address)
  const right = accepted.includes(got === null ? null : got.replace(/\/$/, ''))
  return { mark: markOf(right, accepted[0] === null, got === null), expected: expected.apply_url, got }
}
