import Type from 'typebox'
import type { Ask } from '../ask.ts'
import { writeTicket } from '../builtin/summary/write-ticket.ts'
import type { PostingText } from '../posting-text.ts'
import { type Complaint, type Summary, SummaryHeader, type Ticket } from '../records.ts'
import { createClaims, jaccard, oneLine } from './claims.ts'
import { shownComplaints, shownPosting, shownSummary } from './shown.ts'

const TicketAnswer = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          section: SummaryHeader,
          issue: Type.String({ minLength: 3, maxLength: 200 }),
          check: Type.String({ minLength: 3, maxLength: 200 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 6 },
    ),
    advice: Type.String({ minLength: 3, maxLength: 300 }),
  },
  { additionalProperties: false },
)

type Ticketed = { posting: PostingText; summary: Summary; complaints: Complaint[] }

const sectionOf = (line: string) => /^[^:(]*/.exec(line)?.[0].trim() ?? ''

/** A ticket for a person. Only what graders complained about may be an issue; a complaint that the model leaves out is added as it is. */
export const createTicketAsk: Ask<Ticketed, Ticket, typeof TicketAnswer> = {
  prompt: `A summary of one job posting failed its checks twice. Write a short ticket in English for the person who will mend it by hand.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The fields:
- items: one entry for each section that has a complaint.
- section: the section of the summary, as the complaints name it.
- issue: what is wrong there, in one sentence.
- check: what the person must compare with the posting, in one sentence.
- advice: what to do first, in one or two sentences.

Speak only about the complaints. Invent no other fault.

{{summary}}

{{complaints}}

{{posting}}`,
  max_tokens: 1024,
  shows: ({ posting, summary, complaints }) => ({
    summary: shownSummary(posting, summary),
    complaints: shownComplaints(complaints),
    posting: shownPosting(posting),
  }),
  answers: TicketAnswer,
  reads: ({ items, advice }, { posting, summary, complaints }) => {
    const claims = createClaims(posting.description)
    const faulted = new Set<string>(complaints.map(({ section }) => section))
    const kept = items.filter(({ section, issue }) => {
      if (!faulted.has(section)) claims.drop(`${section}: ${issue}`, 'contradicts')
      return faulted.has(section)
    })
    if (kept.length === 0)
      return { invalid: `no complaint is about ${items[0]?.section}; complaints are about ${[...faulted].join(', ')}` }
    const builtin = writeTicket(posting, summary, complaints)
    const covered = new Set<string>(kept.map(({ section }) => section))
    const output = {
      title: builtin.title,
      issues: [
        ...kept.map(({ section, issue }) => `${section}: ${oneLine(issue)}`),
        ...builtin.issues.filter((line) => !covered.has(sectionOf(line))),
      ].slice(0, 12),
      check: [
        ...kept.map(({ section, check }) => `${section}: ${oneLine(check)}`),
        ...builtin.check.filter((line) => !covered.has(sectionOf(line))),
      ].slice(0, 12),
      advice: oneLine(advice),
    }
    return { output, dropped: claims.dropped }
  },
  agreement: (output, builtin) => jaccard(output.issues.map(sectionOf), builtin.issues.map(sectionOf)),
}
