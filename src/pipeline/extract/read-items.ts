import type { Candidate, JobObject } from './candidate.ts'
import type { ExtractedFields, ExtractedPosting } from './extracted-page.ts'
import { identifierOf } from './fields/application.ts'
import { datesOf } from './fields/dates.ts'
import { employerOf } from './fields/employer.ts'
import type { FieldContext } from './fields/field-context.ts'
import { placesOf } from './fields/places.ts'
import { employmentTypeOf, salaryOf } from './fields/terms.ts'
import { titleOf } from './fields/title.ts'
import { Prose } from './normalise/prose.ts'
import { fieldsOf, languageField } from './page-fields.ts'
import type { PageView } from './page-view.ts'
import { candidatesOfJob } from './readers/job-object.ts'
import type { Listing } from './readers/listing/listing.ts'

type Items = { listing: Listing; groups: readonly (readonly JobObject[])[]; view: PageView; language: string }

/** The openings of a list: those that structured markup tells of when it tells of as many, else the items that the page shows. */
export function readItems({ listing, groups, view, language }: Items): {
  postings: ExtractedPosting[]
  skipped: Record<string, number>
} {
  const { page, base, read_at, saved, gazetteer } = view
  const context: FieldContext = {
    page: bare(page),
    base,
    language: language === 'und' ? null : language,
    read_at,
    saved,
    gazetteer,
    places: new Map(),
  }
  const skipped: Record<string, number> = { ...listing.skipped }
  const structured = groups.length > 1 && groups.length >= listing.items.length
  const read: ExtractedPosting[] = structured
    ? groups.map((jobs) => ({
        url: absolute(jobs.find(({ url }) => url !== null)?.url ?? null, base),
        fields: fieldsOf(
          jobs.flatMap((job) => candidatesOfJob(job, { base })),
          null,
          context,
        ),
      }))
    : listing.items.map(({ url, candidates }) => ({ url, fields: fieldsOfItem(candidates, context) }))
  const postings = read.filter(({ fields }) => fields.title?.value)
  if (postings.length < read.length) skipped.no_title = (skipped.no_title ?? 0) + read.length - postings.length
  return { postings, skipped }
}

/** As `fieldsOf`, for the fields that the reader of lists finds: an item has no description in which the others could stand. */
function fieldsOfItem(candidates: readonly Candidate[], context: FieldContext): ExtractedFields {
  const of = (field: Candidate['field']) => candidates.filter((candidate) => candidate.field === field)
  const title = titleOf(of('title'))
  const name = title?.value ?? ''
  const places = placesOf(candidates, context, name, '')
  const country = places.country?.value ?? null
  return {
    title,
    employer: employerOf(of('employer'), { elsewhere: '', not: [name, places.location?.value ?? ''] }),
    ...places,
    ...datesOf(candidates, context, country, NOTHING),
    ...NOT_IN_LISTS.texts,
    employment_type: employmentTypeOf(candidates, context, name, NOTHING),
    salary: salaryOf(candidates, context, country, NOTHING),
    ...NOT_IN_LISTS.rest,
    identifier: identifierOf(of('identifier')),
    language: languageField(context, ''),
  }
}

const NOTHING = new Prose('')
const NOT_IN_LISTS = {
  texts: { description: null, description_html: null, requirements: null, responsibilities: null, benefits: null },
  rest: { experience: null, education: null, work_hours: null, application_url: null, contacts: null },
}

/** What the page says of itself is true of none of its items. */
function bare(page: FieldContext['page']): FieldContext['page'] {
  return { ...page, title: null, meta: new Map() }
}

function absolute(url: string | null, base: URL | null): string | null {
  return url !== null && URL.canParse(url, base?.href) ? new URL(url, base?.href).href : null
}
