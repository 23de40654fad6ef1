import type { JobObject } from './candidate.ts'
import { fold } from './readers/page/fold.ts'

export type JobGroups = {
  /** Structured postings of the opening that the page is about, from all readers; null when the page is about none or several. */
  main: JobObject[] | null
  /** One list for each opening. */
  others: JobObject[][]
  /** Openings that structured markup tells of. */
  count: number
}

/** A structured posting that says enough to be one: a title, and a text or an employer. */
export function isReadable({ properties }: JobObject): boolean {
  const { title, name, description, hiringOrganization } = properties
  return Boolean(title ?? name) && Boolean(description ?? hiringOrganization)
}

/** Brings together what several readers say of one opening, and tells the page's own from those it only lists. */
export function groupJobs(jobs: readonly JobObject[], heading: string | null): JobGroups {
  const groups = new Map<string, JobObject[]>()
  for (const job of jobs.filter(isReadable)) {
    const key = keyOf(job)
    groups.set(key, [...(groups.get(key) ?? []), job])
  }
  const others = [...groups.values()]
  const [only] = others
  if (others.length <= 1) return { main: only ?? null, others, count: others.length }
  // Two readers of one page may differ in the title alone: each names one.
  const perReader = new Map(
    jobs.filter(isReadable).map((job) => [job.reader, jobs.filter(({ reader }) => reader === job.reader).length]),
  )
  if ([...perReader.values()].every((count) => count === 1))
    return { main: others.flat(), others: [others.flat()], count: 1 }
  const named =
    heading === null
      ? []
      : others.filter((group) => group.some((job) => titleOf(job) !== '' && fold(heading).includes(titleOf(job))))
  return { main: named.length === 1 ? (named[0] ?? null) : null, others, count: others.length }
}

function keyOf(job: JobObject): string {
  const { identifier, jobLocation } = job.properties
  // Two openings of one title in two towns stay two; where markup tells them apart, it does by address, number or place.
  return [
    titleOf(job),
    job.url ?? '',
    job.url === null ? JSON.stringify(identifier ?? jobLocation ?? '').slice(0, 300) : '',
  ].join('|')
}

function titleOf({ properties: { title, name } }: JobObject): string {
  const stated = title ?? name
  return typeof stated === 'string' ? fold(stated) : ''
}
