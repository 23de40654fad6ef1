import { distinctPlaces, payIn, placeOf } from '../board-values.ts'
import type { CollectedPlace, CollectedRecord } from '../collected-record.ts'
import { countryCode } from '../country-names.ts'
import { objectOf, objectsIn, textOf, textsOf } from '../json-values.ts'

type Item = Record<string, unknown>

/** Parts of the world stand where other addresses have a region. */
const CONTINENT = /^(?:africa|asia|europe|north america|south america|oceania|emea|apac|nordics)$/i

/** The number of the opening, which is also in its address; the feed's own id where that is missing. */
export function feedIdentity(item: Item): string | null {
  return textOf(objectOf(postingOf(item).identifier).value) ?? textOf(item.id)
}

/** An entry of the JSON feed: the posting is told twice, in the entry and as schema.org's JobPosting. */
export function feedRecord(item: Item): CollectedRecord {
  const posting = postingOf(item)
  const employer = objectOf(posting.hiringOrganization)
  const places = distinctPlaces(listed(posting.jobLocation).map(placeFrom))
  const types = textsOf(posting.employmentType) ?? [textOf(posting.employmentType)].flatMap((type) => type ?? [])
  const isRemote = textOf(posting.jobLocationType)?.toUpperCase() === 'TELECOMMUTE'
  const pay = objectOf(posting.baseSalary)
  const amount = objectOf(pay.value)
  const [site, logo] = [textOf(employer.sameAs), textOf(employer.logo)]
  return {
    external_job_id: feedIdentity(item),
    job_title: textOf(item.title) ?? textOf(posting.title),
    company_name: textOf(employer.name) ?? textOf(objectOf(posting.identifier).name),
    location: places?.map(({ raw }) => raw).join('; ') ?? null,
    ...(places ? { places } : {}),
    external_url: textOf(item.url),
    posted_on: textOf(item.date_published) ?? textOf(posting.datePosted),
    deadline: textOf(posting.validThrough),
    employment_type: types.length > 0 ? types : null,
    ...payIn({
      min: amount.minValue ?? amount.value,
      max: amount.maxValue ?? amount.value,
      currency: pay.currency,
      period: amount.unitText,
    }),
    job_description: textOf(item.content_html) ?? textOf(posting.description) ?? textOf(item.content_text),
    columns: {
      ats_platform: 'teamtailor',
      ...(site === null ? {} : { organization_url: site }),
      ...(logo === null ? {} : { organization_logo: logo }),
      ...(isRemote ? { remote: true } : {}),
    },
  }
}

function postingOf(item: Item): Item {
  return objectOf(item._jobposting)
}

function listed(value: unknown): Item[] {
  return objectsIn([value].flat())
}

function placeFrom(place: Item): CollectedPlace | null {
  const { addressLocality: city, addressRegion, addressCountry } = objectOf(place.address)
  const stated = textOf(addressRegion)
  const region = stated === null || CONTINENT.test(stated) || countryCode(stated) !== null ? null : stated
  return placeOf({ city, region, country: textOf(addressCountry) ?? objectOf(addressCountry).name }, null)
}
