import type { PostingText } from '../../posting-text.ts'
import type { Summary } from '../../records.ts'
import { candidatesOf } from './candidates.ts'
import { chooseBullets } from './choose-bullets.ts'
import { detailsOf } from './details.ts'
import { roleOf } from './role.ts'
import { termsOf } from './terms.ts'

/**
 * An extractive summary: the most telling duties and requirements in the posting's own words, and the facts it states. Role,
 * company, location and job id are the record's. Every bullet's evidence is an exact slice of the description.
 */
export function draftSummary(posting: PostingText): Summary {
  const responsibilities = chooseBullets(candidatesOf(posting, 'responsibilities'))
  const requirements = chooseBullets(
    candidatesOf(posting, 'requirements'),
    responsibilities.map(({ text }) => termsOf(text)),
  )
  const { company, location, job_id } = posting
  const taken = [...responsibilities, ...requirements]
  return {
    role: roleOf(posting),
    company,
    location,
    job_id,
    responsibilities,
    requirements,
    details: detailsOf(posting, taken),
  }
}
