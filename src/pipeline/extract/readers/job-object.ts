import type { Candidate, JobObject } from '../candidate.ts'
import type { FieldName } from '../extracted-page.ts'
import { applicationOf } from './job-application.ts'
import { payOf } from './job-pay.ts'
import { areasOf, placesOf } from './job-places.ts'
import { isObject, lineOf, linesOf, listOf, type Properties, proseOf } from './job-values.ts'

export type JobContext = {
  /** What relative addresses of the page are resolved against. */
  base: URL | null
}
/** A candidate before its reader and rule are named. */
export type Stated = { raw: string; parts?: Readonly<Record<string, string>> | undefined }
type Reading = readonly [field: FieldName, property: string, read: (properties: Properties) => readonly Stated[]]

const lines = (property: string) => (properties: Properties) => stated(linesOf(properties[property]))
const first = (property: string) => (properties: Properties) => stated(linesOf(properties[property]).slice(0, 1))
const prose = (property: string) => (properties: Properties) => stated([proseOf(properties[property])])
const stated = (texts: readonly (string | null)[]) => texts.flatMap((raw): Stated[] => (raw === null ? [] : [{ raw }]))

/** What each property of a JobPosting says of which field. */
const READINGS: readonly Reading[] = [
  ['title', 'title', first('title')],
  ['title', 'name', first('name')],
  ['employer', 'hiringOrganization', first('hiringOrganization')],
  ['employer', 'employmentUnit', first('employmentUnit')],
  ['location', 'jobLocation', ({ jobLocation }) => placesOf(jobLocation)],
  ['location', 'address', ({ address }) => placesOf(address)],
  ['remote', 'jobLocationType', lines('jobLocationType')],
  ['remote_scope', 'applicantLocationRequirements', (job) => stated(areasOf(job.applicantLocationRequirements))],
  ['posted_on', 'datePosted', first('datePosted')],
  ['deadline', 'validThrough', first('validThrough')],
  ['deadline', 'applicationDeadline', first('applicationDeadline')],
  ['description', 'description', prose('description')],
  ['requirements', 'qualifications', prose('qualifications')],
  ['requirements', 'skills', prose('skills')],
  ['requirements', 'experienceRequirements', prose('experienceRequirements')],
  ['responsibilities', 'responsibilities', prose('responsibilities')],
  ['benefits', 'jobBenefits', prose('jobBenefits')],
  ['benefits', 'benefits', prose('benefits')],
  ['employment_type', 'employmentType', lines('employmentType')],
  ['salary', 'baseSalary', ({ baseSalary, salaryCurrency }) => payOf(baseSalary, salaryCurrency)],
  ['salary', 'estimatedSalary', ({ estimatedSalary, salaryCurrency }) => payOf(estimatedSalary, salaryCurrency)],
  ['experience', 'experienceRequirements', ({ experienceRequirements }) => experienceOf(experienceRequirements)],
  ['education', 'educationRequirements', ({ educationRequirements }) => educationOf(educationRequirements)],
  ['work_hours', 'workHours', first('workHours')],
  ['identifier', 'identifier', ({ identifier }) => identifierOf(identifier)],
  ['language', 'inLanguage', first('inLanguage')],
]

/**
 * Candidates of a JobPosting, whatever shapes its values have. Rules are named after schema.org's properties ("jobposting.title"). Values
 * that say nothing ("N/A", "{{title}}") yield none; every `raw` and part is a text. Never throws.
 */
export function candidatesOfJob(job: JobObject, context: JobContext): Candidate[] {
  const found: Candidate[] = []
  const seen = new Set<string>()
  const add = (field: FieldName, property: string, { raw, parts }: Stated) => {
    const key = JSON.stringify([field, property, raw, parts])
    if (seen.has(key)) return
    seen.add(key)
    const candidate: Candidate = { field, reader: job.reader, rule: `jobposting.${property}`, raw }
    found.push(parts === undefined ? candidate : { ...candidate, parts })
  }
  for (const [field, property, read] of READINGS) for (const one of read(job.properties)) add(field, property, one)
  for (const [field, property, one] of applicationOf(job.properties, context)) add(field, property, one)
  return found
}

function experienceOf(value: unknown): Stated[] {
  return listOf(value).flatMap((one): Stated[] => {
    if (!isObject(one)) {
      const line = lineOf(one)
      return line !== null && /\d/.test(line) ? [{ raw: line }] : []
    }
    const months = lineOf(one.monthsOfExperience)
    if (months !== null) return [{ raw: `${months} months`, parts: { months } }]
    return stated(linesOf(one).filter((line) => /\d/.test(line)))
  })
}

function educationOf(value: unknown): Stated[] {
  return listOf(value).flatMap((one) =>
    stated(isObject(one) && one.credentialCategory !== undefined ? linesOf(one.credentialCategory) : linesOf(one)),
  )
}

/** `name` of an identifier is the employer's: only its value counts. */
function identifierOf(value: unknown): Stated[] {
  const values = listOf(value).flatMap((one) => linesOf(isObject(one) ? (one.value ?? one['@value']) : one))
  return stated(values.slice(0, 1))
}
