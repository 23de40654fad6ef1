import type { JobObject } from './candidate.ts'
import type { ExtractedPosting } from './extracted-page.ts'
import type { FieldContext } from './fields/field-context.ts'
import { fieldsOf } from './page-fields.ts'
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
    : listing.items.map(({ url, candidates }) => ({ url, fields: fieldsOf(candidates, null, context) }))
  const postings = read.filter(({ fields }) => fields.title?.value)
  if (postings.length < read.length) skipped.no_title = (skipped.no_title ?? 0) + read.length - postings.length
  return { postings, skipped }
}

/** What the page says of itself is true of none of its items. */
function bare(page: FieldContext['page']): FieldContext['page'] {
  return { ...page, title: null, meta: new Map() }
}

function absolute(url: string | null, base: URL | null): string | null {
  return url !== null && URL.canParse(url, base?.href) ? new URL(url, base?.href).href : null
}
