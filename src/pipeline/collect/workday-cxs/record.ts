import type { CollectedColumns, CollectedPlace, CollectedRecord } from '../collected-record.ts'
import { listOf, objectOf, textOf, textsOf } from '../json-values.ts'
import { arrangementNamed } from '../work-arrangement.ts'

/** An opening of the listing; everything in it may be missing. */
export type WorkdayItem = Record<string, unknown>

type Site = { host: string; site: string; locale?: string | undefined }

/** "3 Locations": how many places there are, in any language, instead of a place. */
const COUNT_OF_PLACES = /^\d{1,3}\s+\p{L}+$/u

/**
 * The requisition, such as R0123456 or JR-7309: the end of the path, which is the same in every language and on every site. A path
 * that ends in -1 or -2 advertises the same requisition again (after a pause, in another town), so it is the same opening.
 */
export function requisitionOf(item: WorkdayItem): string | null {
  const path = pathOf(item) ?? ''
  const end = path.slice(path.lastIndexOf('_') + 1)
  if (end === path || end === '') return textOf(item.jobReqId) ?? idAmong(item.bulletFields)
  const stated = [textOf(item.jobReqId), ...(textsOf(item.bulletFields) ?? [])]
  if (stated.includes(end)) return end
  const [, requisition = end] = /^(.*\d.*)-\d{1,2}$/.exec(end) ?? []
  return requisition
}

/** The address of an opening within its site; an opening that was just withdrawn may be listed without one. */
export function pathOf({ externalPath }: WorkdayItem): string | null {
  const path = textOf(externalPath)
  return path?.startsWith('/') ? path : null
}

/** A bullet may be a place or a department: only one word with a digit is an id. */
function idAmong(bullets: unknown): string | null {
  return textsOf(bullets)?.find((bullet) => /^\S*\d\S*$/.test(bullet)) ?? null
}

/** An opening of the listing with its detail, as Workday states it. Pure. */
export function workdayRecord(item: WorkdayItem, detail: unknown, config: Site): CollectedRecord {
  const info = objectOf(objectOf(detail).jobPostingInfo)
  const employer = objectOf(objectOf(detail).hiringOrganization)
  const { places, counted } = placesOf(item, info)
  return {
    external_job_id: requisitionOf(item),
    job_title: textOf(info.title) ?? textOf(item.title),
    company_name: textOf(employer.name),
    location: places[0]?.raw ?? null,
    external_url: textOf(info.externalUrl) ?? pageUrl(item, config),
    posted_on: textOf(info.startDate) ?? textOf(info.postedOn) ?? textOf(item.postedOn),
    deadline: textOf(info.endDate),
    employment_type: textsOf([info.timeType ?? item.timeType]),
    job_description: textOf(info.jobDescription),
    places,
    columns: columnsOf(item, info, employer, config),
    ...(counted ? { notes: { location: 'count_of_places' } } : {}),
  }
}

function columnsOf(
  item: WorkdayItem,
  info: Record<string, unknown>,
  employer: Record<string, unknown>,
  { host }: Site,
): CollectedColumns {
  return {
    ats_platform: 'workday',
    source_domain: host,
    source_type: 'ats',
    organization_url: textOf(employer.url),
    ...arrangementNamed(info.remoteType ?? item.remoteType),
  }
}

/** The first place has the country of the opening; the others are only named. */
function placesOf(item: WorkdayItem, info: Record<string, unknown>): { places: CollectedPlace[]; counted: boolean } {
  const listed = textOf(item.locationsText)
  const counted = listed !== null && COUNT_OF_PLACES.test(listed)
  const first = nameOf(info.location) ?? (counted ? null : listed)
  if (first === null) return { places: [], counted }
  const others = listOf(info.additionalLocations).flatMap((place) => nameOf(place) ?? [])
  const names = [...new Set([first, ...others])]
  return {
    places: names.map((raw, index) => (index === 0 ? { raw, ...countryOf(info) } : { raw })),
    counted: false,
  }
}

function countryOf(info: Record<string, unknown>): Pick<CollectedPlace, 'country' | 'country_code'> {
  const required = objectOf(objectOf(info.jobRequisitionLocation).country)
  const country = textOf(objectOf(info.country).descriptor) ?? textOf(required.descriptor)
  if (country === null) return {}
  // The requisition may sit in another country than the place that is advertised; then its code is not this country's.
  const code = country === textOf(required.descriptor) ? textOf(required.alpha2Code) : null
  return { country, ...(code ? { country_code: code } : {}) }
}

function nameOf(place: unknown): string | null {
  return textOf(place) ?? textOf(objectOf(place).descriptor)
}

function pageUrl(item: WorkdayItem, { host, site, locale }: Site): string | null {
  const path = pathOf(item)
  return path === null ? null : `https://${host}/${locale === undefined ? '' : `${locale}/`}${site}${path}`
}
