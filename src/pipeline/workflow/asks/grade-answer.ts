import Type from 'typebox'
import type { Ask } from '../ask.ts'
import { complaint } from '../builtin/summary/grade.ts'
import type { PostingText } from '../posting-text.ts'
import { type Grade, type Summary, Verdict } from '../records.ts'
import { createClaims, oneLine } from './claims.ts'
import { shownPosting, shownSummary } from './shown.ts'

/** Head lines are the record's: nothing in them is a model's to complain about. */
const SECTIONS = ['Key Responsibilities', 'Requirements', 'Details'] as const

/** A rule of a rubric: its name in complaints, and when it is broken. */
export type Rubric = readonly { rule: string; broken: string }[]

type Graded = { posting: PostingText; summary: Summary }

/** A grader with a rubric of its own. The rest of the question is the same for all, so that only the rubric tells two graders apart. */
export function gradeAsk(rubric: Rubric): Ask<Graded, Grade> {
  const answers = Type.Object(
    {
      complaints: Type.Array(
        Type.Object(
          {
            section: Type.Enum(SECTIONS),
            rule: Type.Enum(rubric.map(({ rule }) => rule)),
            quote: Type.String({ minLength: 2, maxLength: 200 }),
            message: Type.String({ minLength: 3, maxLength: 200 }),
          },
          { additionalProperties: false },
        ),
        { maxItems: 6 },
      ),
      verdict: Verdict,
    },
    { additionalProperties: false },
  )
  const ask: Ask<Graded, Grade, typeof answers> = {
    prompt: `You check a summary of one job posting. Look for faults by the rules below, and by no others.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The rules:
${rubric.map(({ rule, broken }) => `- ${rule}: ${broken}`).join('\n')}

The fields:
- complaints: one entry for each fault. A good summary has none: [].
- section: the part of the summary that has the fault.
- rule: the rule that is broken.
- quote: the words that show the fault, copied letter by letter: from the summary, or from the posting where the summary lacks them.
- message: what is wrong, in one English sentence.
- verdict: FAIL when there is a complaint, PASS when complaints is [].

Role, Company, Location and Job ID are filled by a machine: never complain about them. Style, length and taste are no faults.

{{summary}}

{{posting}}`,
    max_tokens: 1024,
    shows: ({ posting, summary }) => ({ summary: shownSummary(posting, summary), posting: shownPosting(posting) }),
    answers,
    reads: ({ verdict, complaints }, { posting, summary }) => {
      if (verdict === 'PASS' && complaints.length > 0)
        return {
          invalid: `verdict is PASS, but complaints has ${complaints.length}; with a complaint the verdict is FAIL`,
        }
      if (verdict === 'FAIL' && complaints.length === 0)
        return { invalid: 'verdict is FAIL, but complaints is empty; name the fault, or say PASS' }
      const claims = createClaims(posting.description, [shownSummary(posting, summary)])
      const seen = new Set<string>()
      const kept = complaints.filter(({ section, rule, quote, message }) => {
        if (!claims.ground(quote, message)) return false
        const key = `${section} ${rule} ${quote}`
        if (seen.has(key)) claims.drop(message, 'duplicate')
        return !seen.has(key) && seen.add(key)
      })
      const unfounded = claims.unfounded()
      if (unfounded) return unfounded
      const output = {
        verdict,
        complaints: kept.map(({ section, rule, quote, message }) =>
          complaint(section, rule, `"${oneLine(quote)}": ${oneLine(message)}`),
        ),
      }
      return { output, dropped: claims.dropped }
    },
    agreement: (output, builtin) => (output.verdict === builtin.verdict ? 1 : 0),
  }
  return ask
}
