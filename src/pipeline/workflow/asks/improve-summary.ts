import type { Ask } from '../ask.ts'
import { HEADER_OF } from '../builtin/summary/grade-by-rubric-a.ts'
import { roleOf } from '../builtin/summary/role.ts'
import type { PostingText } from '../posting-text.ts'
import type { Bullet, Complaint, Summary } from '../records.ts'
import { createClaims } from './claims.ts'
import { bulletAgreement, FIELDS_OF_A_SUMMARY, PARTS, readBullets, SummaryAnswer } from './read-bullets.ts'
import { shownComplaints, shownPosting, shownSummary } from './shown.ts'

type Improved = { posting: PostingText; summary: Summary; complaints: Complaint[] }

/** Rewrites the parts that the complaints fault. The others stay as they are, whatever the model makes of them. */
export const improveSummaryAsk: Ask<Improved, Summary, typeof SummaryAnswer> = {
  prompt: `You mend a summary of one job posting. Graders found the faults listed under "complaints". Write each section that has a complaint anew, so that the complaint no longer holds. Use only what the posting says.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The fields:
${FIELDS_OF_A_SUMMARY}

Rules:
- A section without a complaint stays as it is: give an empty list for it: [].
- In a section with a complaint, write all its bullets again, the good ones too.
- Keep the order of the posting. Say nothing twice. Add nothing of your own.

{{summary}}

{{complaints}}

{{posting}}`,
  max_tokens: 2048,
  shows: ({ posting, summary, complaints }) => ({
    summary: shownSummary(posting, summary),
    complaints: shownComplaints(complaints),
    posting: shownPosting(posting),
  }),
  answers: SummaryAnswer,
  reads: (answer, { posting, summary, complaints }) => {
    const faulted = PARTS.filter((part) => complaints.some(({ section }) => section === HEADER_OF[part]))
    const claims = createClaims(posting.description)
    const parts: Record<(typeof PARTS)[number], Bullet[]> = {
      responsibilities: summary.responsibilities,
      requirements: summary.requirements,
      details: summary.details,
    }
    for (const part of faulted) {
      // A language may be a requirement and a detail: only duties and requirements must not repeat one another.
      const others = (['responsibilities', 'requirements'] as const)
        .filter((other) => other !== part && part !== 'details')
        .flatMap((other) => parts[other])
      const rebuilt = readBullets(answer[part], posting, claims, others)
      // A section that comes back empty is no better: it stays, and the regrader says what it is worth.
      if (rebuilt.length > 0) parts[part] = rebuilt
      else claims.drop(`${part}: nothing to put in their place`, 'contradicts')
    }
    const unfounded = claims.unfounded()
    if (unfounded) return unfounded
    const { company, location, job_id } = posting
    return { output: { role: roleOf(posting), company, location, job_id, ...parts }, dropped: claims.dropped }
  },
  agreement: bulletAgreement,
}
