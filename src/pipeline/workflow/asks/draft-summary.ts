import type { Ask } from '../ask.ts'
import { roleOf } from '../builtin/summary/role.ts'
import type { PostingText } from '../posting-text.ts'
import type { Summary } from '../records.ts'
import { createClaims } from './claims.ts'
import { bulletAgreement, FIELDS_OF_A_SUMMARY, readBullets, SummaryAnswer } from './read-bullets.ts'
import { shownPosting } from './shown.ts'

/** Summary of a posting: the model chooses and words the bullets; each must quote the posting. */
export const draftSummaryAsk: Ask<{ posting: PostingText }, Summary, typeof SummaryAnswer> = {
  prompt: `You summarise one job posting for people who look for work. Use only what the posting says.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The fields:
${FIELDS_OF_A_SUMMARY}

Rules:
- Keep the order of the posting. Say nothing twice.
- Add nothing of your own. Where the posting says nothing, the list is empty: [].

{{posting}}`,
  max_tokens: 2048,
  shows: ({ posting }) => ({ posting: shownPosting(posting) }),
  answers: SummaryAnswer,
  reads: (answer, { posting }) => {
    const claims = createClaims(posting.description)
    const responsibilities = readBullets(answer.responsibilities, posting, claims)
    const requirements = readBullets(answer.requirements, posting, claims, responsibilities)
    const details = readBullets(answer.details, posting, claims, [...responsibilities, ...requirements])
    const unfounded = claims.unfounded()
    if (unfounded) return unfounded
    if (responsibilities.length + requirements.length === 0)
      return { invalid: 'it has no responsibility and no requirement; quote at least one passage of the posting' }
    const { company, location, job_id } = posting
    const output = { role: roleOf(posting), company, location, job_id, responsibilities, requirements, details }
    return { output, dropped: claims.dropped }
  },
  agreement: bulletAgreement,
}
