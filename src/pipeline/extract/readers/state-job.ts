import { isObject, lineOf, linesOf, proseOf } from './job-values.ts'
import { richTextToHtml } from './rich-text.ts'

type State = Readonly<Record<string, unknown>>

/** Characters of a description, tags included: teasers are shorter. */
const SHORTEST_DESCRIPTION = 150
const LONGEST_TITLE = 250
/** Names, without their case and "_", under which applications keep what schema.org calls `property`; the likeliest first. */
const NAMES: readonly (readonly [property: string, names: string])[] = [
  [
    'title',
    'jobtitle positiontitle postingtitle vacancytitle title stellentitel positionname jobname name text headline',
  ],
  [
    'description',
    'jobdescription descriptionhtml jobdescriptionhtml fulldescription externaldescription description content body ' +
      'descriptionplain jobad details stellenbeschreibung',
  ],
  [
    'hiringOrganization',
    'hiringorganization companyname company employername employer organizationname organization organisation ' +
      'hiringcompany companydetails',
  ],
  [
    'jobLocation',
    'joblocation joblocations locations location locationname locationtext primarylocation office offices ' +
      'dutystation cityname city workplace',
  ],
  [
    'datePosted',
    'dateposted posteddate postedat postedon publishedat publisheddate publishdate datepublished firstpublished listedat',
  ],
  ['validThrough', 'validthrough applicationdeadline deadline closingdate expirydate expiresat enddate applyby'],
  [
    'employmentType',
    'employmenttype employmenttypes jobtype jobtypes contracttype typeofemployment commitment worktype',
  ],
  ['applyUrl', 'applyurl applicationurl applylink applicationlink applyurls externalapplyurl hostedurl jobapplyurl'],
  ['url', 'url joburl absoluteurl canonicalurl publicurl link'],
  ['identifier', 'requisitionid reqid jobid jobreqid referencenumber reference externalid jobcode refnumber'],
  ['qualifications', 'qualifications requirements requirementshtml jobrequirements profile'],
  ['responsibilities', 'responsibilities duties tasks'],
  ['jobBenefits', 'jobbenefits benefits perks'],
  ['baseSalary', 'basesalary salary compensation salaryrange payrange'],
  ['workHours', 'workhours workinghours'],
  ['jobLocationType', 'joblocationtype'],
]
/** Things that have titles, descriptions, places and dates as well. */
const OTHER_KINDS =
  /^(?:venue|rsvp|ticketurl|sku|price|addtocart|ingredients|isbn|author|authors|byline|doorsopen|eventdate|courseid)$/
/** An applicant tracking system's own notions: with them one more statement is enough. */
const DEPARTMENTS = ['departments', 'department', 'team', 'requisitionid', 'questions'] as const
const JOB_WORDS = /job|position|vacanc|posting|opening|requisition|stelle|offer|role/i

/**
 * An object of an application's state as a JobPosting, or null: it must have a title, a description of some length and two of employer,
 * place, date, type of employment and way to apply; and something must say that it is a job rather than an event, article or product.
 * `key` is the name under which the object was found.
 */
export function jobOfState(state: State, key: string): Record<string, unknown> | null {
  const named = byPlainName(state)
  if (named === null) return null
  const properties: Record<string, unknown> = { '@type': 'JobPosting' }
  for (const [property, names] of NAMES) {
    for (const name of names.split(' ')) {
      const value = named.get(name)
      if (value === undefined || !fits(property, value)) continue
      properties[property] = property === 'description' ? richTextToHtml(value) : value
      break
    }
  }
  if (properties.title === undefined || properties.description === undefined) return null
  if (!isPlainlyJob(properties, named, key)) return null
  return { ...schemaShapes(properties) }
}

function byPlainName(state: State): Map<string, unknown> | null {
  const named = new Map<string, unknown>()
  for (const [key, value] of Object.entries(state)) {
    if (value === null || value === undefined || value === '') continue
    const name = key.replace(/[_-]/g, '').toLowerCase()
    if (!named.has(name)) named.set(name, value)
  }
  return named.size < 4 ? null : named
}

function fits(property: string, value: unknown): boolean {
  if (property === 'title') {
    const line = lineOf(value)
    return line !== null && line.length > 2 && line.length <= LONGEST_TITLE && /\p{L}{2}/u.test(line)
  }
  if (property === 'description') return (richTextToHtml(value)?.length ?? 0) >= SHORTEST_DESCRIPTION
  if (property === 'applyUrl' || property === 'url') return typeof value === 'string' && /^(?:https?:|\/)/.test(value)
  if (property === 'baseSalary') return typeof value !== 'boolean'
  if (/^(?:qualifications|responsibilities|jobBenefits)$/.test(property)) return proseOf(value) !== null
  if (property === 'jobLocation') return placeOfState(value) !== null
  return linesOf(value).length > 0
}

function isPlainlyJob(properties: State, named: ReadonlyMap<string, unknown>, key: string): boolean {
  const facets = ['hiringOrganization', 'jobLocation', 'employmentType', 'applyUrl'].filter(
    (property) => properties[property] !== undefined,
  ).length
  const dated = properties.datePosted !== undefined || properties.validThrough !== undefined ? 1 : 0
  const names = [...named.keys()]
  const typed = lineOf(named.get('typename') ?? named.get('type') ?? named.get('@type')) ?? ''
  const isOther =
    names.some((name) => OTHER_KINDS.test(name)) || /event|article|product|course|recipe|post$/i.test(typed)
  const ownWords =
    properties.employmentType !== undefined ||
    properties.applyUrl !== undefined ||
    JOB_WORDS.test(key) ||
    JOB_WORDS.test(typed) ||
    names.some((name) => /^(?:job|position|vacancy|posting|requisition)/.test(name))
  const structured =
    facets + dated >= 2 || (facets === 1 && JOB_WORDS.test(key) && DEPARTMENTS.some((name) => named.has(name)))
  return structured && ownWords && !(isOther && !JOB_WORDS.test(`${key} ${typed}`))
}

/** Values in the shapes that a JobPosting has. */
function schemaShapes({ applyUrl, jobLocation, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...rest,
    ...(jobLocation === undefined ? {} : { jobLocation: placeOfState(jobLocation) }),
    ...(applyUrl === undefined ? {} : { potentialAction: { '@type': 'ApplyAction', target: applyUrl } }),
  }
}

const PLACE_PARTS: readonly (readonly [property: string, names: readonly string[]])[] = [
  ['streetAddress', ['streetAddress', 'street', 'address1']],
  ['postalCode', ['postalCode', 'postal_code', 'zip', 'zipCode']],
  ['addressLocality', ['addressLocality', 'city', 'cityName', 'town', 'locality']],
  ['addressRegion', ['addressRegion', 'region', 'state', 'stateName', 'province']],
  ['addressCountry', ['addressCountry', 'country', 'countryName', 'countryCode', 'country_code']],
]

/** A place as a text, as a PostalAddress, or a list of either. */
function placeOfState(value: unknown): unknown {
  if (Array.isArray(value)) {
    const places = value.slice(0, 100).flatMap((one) => placeOfState(one) ?? [])
    return places.length > 0 ? places : null
  }
  if (!isObject(value)) return lineOf(value)
  if (value.address !== undefined && isObject(value.address)) return placeOfState(value.address)
  const address: Record<string, unknown> = {}
  for (const [property, names] of PLACE_PARTS) {
    const line = names.flatMap((name) => linesOf(value[name])).at(0)
    if (line !== undefined) address[property] = line
  }
  if (Object.keys(address).length > 0) return { '@type': 'Place', address }
  return linesOf(value)[0] ?? null
}
