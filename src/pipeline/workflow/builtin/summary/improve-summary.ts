import type { PostingText } from '../../posting-text.ts'
import type { Bullet, Complaint, Summary } from '../../records.ts'
import { wordingFault } from './bullet-faults.ts'
import { type BulletSection, type Candidate, candidatesOf } from './candidates.ts'
import { chooseBullets, chooseByCoverage } from './choose-bullets.ts'
import { coreTerms } from './core-terms.ts'
import { detailsOf } from './details.ts'
import { HEADER_OF } from './grade-by-rubric-a.ts'
import { groundingFault } from './grounding.ts'
import { roleOf } from './role.ts'
import { secondStatement } from './second-statement.ts'
import { overlap, SAME_ACROSS, termsOf } from './terms.ts'

/**
 * Rebuilds what the complaints fault and leaves the rest: a part with a complaint is chosen anew, by coverage of the posting's core
 * terms where substance was missing; head lines are filled from the record.
 */
export function improveSummary(posting: PostingText, summary: Summary, complaints: readonly Complaint[]): Summary {
  const rulesOf = (header: string) => complaints.filter(({ section }) => section === header).map(({ rule }) => rule)
  const rebuild = (part: BulletSection): Bullet[] => {
    const rules = rulesOf(HEADER_OF[part])
    if (rules.length === 0) return summary[part]
    const others = summary[part === 'responsibilities' ? 'requirements' : 'responsibilities'].map(({ text }) =>
      termsOf(text),
    )
    const candidates = candidatesOf(posting, part)
      .map(firstStatementOnly)
      .filter(({ terms }) => !others.some((other) => overlap(other, terms) >= SAME_ACROSS))
    return rules.includes('substance')
      ? chooseByCoverage(candidates, coreTerms(posting, part))
      : chooseBullets(candidates.filter(({ sound }) => sound))
  }
  const responsibilities = rebuild('responsibilities')
  const requirements = rebuild('requirements')
  const faulty =
    rulesOf(HEADER_OF.details).length > 0 || summary.details.some((bullet) => groundingFault(posting, bullet) !== null)
  const details = faulty ? detailsOf(posting, [...responsibilities, ...requirements]) : summary.details
  const { company, location, job_id } = posting
  return { role: roleOf(posting), company, location, job_id, responsibilities, requirements, details }
}

/** Of two statements in one bullet the first, with the whole passage as evidence. */
function firstStatementOnly(candidate: Candidate): Candidate {
  const { text, evidence } = candidate.bullet
  const second = secondStatement(text)
  if (second < 0) return candidate
  const bullet = { text: text.slice(0, second).trimEnd(), evidence }
  const terms = termsOf(bullet.text)
  return { ...candidate, bullet, terms, sound: wordingFault(bullet.text) === null && terms.size > 0 }
}
