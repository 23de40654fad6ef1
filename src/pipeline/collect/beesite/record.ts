import { distinctPlaces, placeOf } from '../board-values.ts'
import type { CollectedPlace, CollectedRecord } from '../collected-record.ts'
import { joined, listOf, objectOf, objectsIn, textOf, textsOf } from '../json-values.ts'
import { arrangementNamed } from '../work-arrangement.ts'

/** `{MatchedObjectId, MatchedObjectDescriptor}`. */
export type BeesiteItem = Record<string, unknown>

type Site = { site?: string | undefined; organization?: string | undefined }

const DEFAULT_SITE = 'https://careers.db.com/'

export function beesiteId(item: BeesiteItem): string | null {
  return textOf(objectOf(item.MatchedObjectDescriptor).PositionID) ?? textOf(item.MatchedObjectId)
}

/**
 * The page of the opening at the system that carries it, or null. Addresses of Workday end in /apply: that is its form, which has no
 * text, so the end is taken off.
 */
export function jobPage(item: BeesiteItem, applyUri?: unknown): string | null {
  const address = applyAddress(item, applyUri)
  return address === null ? null : address.replace(/\/apply\/?(?=$|[?#])/, '')
}

/** An opening with the text from /jobhtml and, where it was read, Workday's jobPostingInfo. Bilingual texts stay whole. Pure. */
export function beesiteRecord(item: BeesiteItem, detail: unknown, config: Site): CollectedRecord {
  const opening = objectOf(item.MatchedObjectDescriptor)
  const { html, apply_uri, workday: read } = objectOf(detail)
  const workday = objectOf(read)
  const channel = objectOf(listOf(opening.PublicationChannel)[0])
  const page = jobPage(item, apply_uri)
  const apply = applyAddress(item, apply_uri)
  const own = ownPage(opening.PositionURI, config.site ?? DEFAULT_SITE)
  const url = isWorkday(page) ? page : (own ?? page)
  const places = distinctPlaces(objectsIn(opening.PositionLocation).map(placeIn)) ?? []
  return {
    external_job_id: beesiteId(item),
    job_title: textOf(opening.PositionTitle) ?? textOf(workday.title),
    // OrganizationName is the branch ("Frankfurt"), never the employer.
    ...(config.organization === undefined ? {} : { company_name: config.organization }),
    location: joined(
      places.map(({ raw }) => raw),
      '; ',
    ),
    external_url: url,
    apply_url: apply === url ? null : apply,
    posted_on: textOf(workday.startDate) ?? textOf(opening.PublicationStartDate) ?? textOf(channel.StartDate),
    deadline: textOf(workday.endDate) ?? textOf(opening.PublicationEndDate) ?? textOf(channel.EndDate),
    employment_type: textsOf([...namesOf(opening.PositionSchedule), ...namesOf(opening.PositionOfferingType)]),
    job_description: textOf(workday.jobDescription) ?? textOf(html),
    places,
    columns: {
      ats_platform: isWorkday(page) ? 'workday' : 'beesite',
      source_domain: url === null ? null : (URL.parse(url)?.hostname ?? null),
      source_type: isWorkday(page) ? 'ats' : 'career-site',
      ...arrangementNamed(workday.remoteType),
    },
  }
}

function applyAddress(item: BeesiteItem, applyUri: unknown): string | null {
  return textsOf(objectOf(item.MatchedObjectDescriptor).ApplyURI)?.[0] ?? textOf(applyUri)
}

function isWorkday(page: string | null): boolean {
  return page !== null && (URL.parse(page)?.hostname.endsWith('.myworkdayjobs.com') ?? false)
}

/** The professionals' board gives a path, the students' board whole addresses. */
function ownPage(uri: unknown, site: string): string | null {
  const text = textOf(uri)
  return text === null ? null : (URL.parse(text, site)?.href ?? null)
}

function placeIn(place: Record<string, unknown>): CollectedPlace | null {
  const { CityName, CountrySubDivisionName, CountryName, CountryCode } = place
  return placeOf({ city: CityName, region: CountrySubDivisionName, country: CountryName, code: CountryCode }, null)
}

function namesOf(list: unknown): (string | null)[] {
  return objectsIn(list).map(({ Name }) => textOf(Name))
}
