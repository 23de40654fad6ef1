import { distinctPlaces, languageOf, payIn, placeOf } from '../board-values.ts'
import type { CollectedRecord } from '../collected-record.ts'
import { objectOf, objectsIn, textOf } from '../json-values.ts'
import { arrangementNamed } from '../work-arrangement.ts'

type Item = Record<string, unknown>

export function apiIdentity(item: Item): string | null {
  return textOf(item.id)
}

/** A job of the API, with the locations that api-page.ts put beside it. The employer is the owner of the key: it names itself nowhere. */
export function apiRecord(item: Item): CollectedRecord {
  const job = objectOf(item.attributes)
  const links = objectOf(item.links)
  const places = distinctPlaces(
    objectsIn(item.locations).map(({ city, country, name }) => placeOf({ city, country }, city ?? name)),
  )
  const type = textOf(job['employment-type'])
  return {
    external_job_id: apiIdentity(item),
    job_title: textOf(job.title),
    location: places?.map(({ raw }) => raw).join('; ') ?? null,
    ...(places ? { places } : {}),
    external_url: textOf(links['careersite-job-url']),
    apply_url: textOf(job['external-application-url']) ?? textOf(links['careersite-job-apply-url']),
    posted_on: textOf(job['start-date']) ?? textOf(job['created-at']),
    deadline: textOf(job['end-date']),
    employment_type: type === null ? null : [type],
    ...payIn({
      min: job['min-salary'],
      max: job['max-salary'],
      currency: job.currency,
      period: job['salary-time-unit'],
    }),
    job_description: textOf(job.body),
    columns: {
      ats_platform: 'teamtailor',
      ...arrangementNamed(job['remote-status']),
      ...(languageOf(job['language-code']) === null ? {} : { ai_job_language: languageOf(job['language-code']) }),
    },
  }
}
