import Type from 'typebox'
import { createAlign } from '../../llm/align.ts'
import type { Ask } from '../ask.ts'
import { formatSummary } from '../builtin/summary/format-summary.ts'
import { groundingFault } from '../builtin/summary/grounding.ts'
import type { PostingText } from '../posting-text.ts'
import type { Bullet, Summary } from '../records.ts'
import { type Claims, createClaims, jaccard, oneLine } from './claims.ts'
import { PARTS } from './read-bullets.ts'
import { shownSummary } from './shown.ts'

const Line = Type.String({ minLength: 3, maxLength: 400 })
const FormatAnswer = Type.Object(
  {
    responsibilities: Type.Array(Line, { maxItems: 5 }),
    requirements: Type.Array(Line, { maxItems: 5 }),
    details: Type.Array(Line, { maxItems: 8 }),
  },
  { additionalProperties: false },
)

type Formatted = { posting: PostingText; summary: Summary }

/** Tidies the bullets; headers, head lines and layout are code's. A line must be one of the summary's bullets, and none may get lost. */
export const formatSummaryAsk: Ask<Formatted, { text: string }, typeof FormatAnswer> = {
  prompt: `You tidy the bullets of a finished summary of one job posting.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The fields:
- responsibilities: the bullets under "Key Responsibilities".
- requirements: the bullets under "Requirements".
- details: the bullets under "Details".
A section that says "Not stated" becomes an empty list: [].

Rules:
- Copy every bullet in its order, with the words it has. Only mend spaces, bullet marks and punctuation.
- Leave nothing out. Add nothing. Do not translate.

{{summary}}`,
  max_tokens: 1536,
  shows: ({ posting, summary }) => ({ summary: shownSummary(posting, summary) }),
  answers: FormatAnswer,
  reads: (answer, { posting, summary }) => {
    const claims = createClaims(posting.description)
    const parts = PARTS.map((part) => [part, tidied(answer[part], summary[part], posting, claims)] as const)
    const all = PARTS.flatMap((part) => answer[part])
    const strays = claims.dropped.filter(({ reason }) => reason === 'not_in_posting').length
    if (all.length > 0 && strays === all.length)
      return { invalid: 'none of its lines is a bullet of the summary; copy the bullets', unfounded: true }
    return {
      output: { text: formatSummary(posting, { ...summary, ...Object.fromEntries(parts) }) },
      dropped: claims.dropped,
    }
  },
  agreement: (output, builtin) => jaccard(output.text.split('\n'), builtin.text.split('\n')),
}

/** The summary's bullets, each in the model's wording where a line is that bullet. */
function tidied(lines: readonly string[], bullets: readonly Bullet[], posting: PostingText, claims: Claims): Bullet[] {
  const worded = new Map<Bullet, string>()
  for (const line of lines) {
    const text = oneLine(line)
    const bullet = bullets.find((each) => !worded.has(each) && isThe(each, text, posting))
    if (bullet) worded.set(bullet, text)
    else claims.drop(text, 'not_in_posting')
  }
  return bullets.map((bullet) => ({ ...bullet, text: worded.get(bullet) ?? bullet.text }))
}

function isThe(bullet: Bullet, text: string, posting: PostingText): boolean {
  const same = createAlign(text)(bullet.text) !== null || createAlign(bullet.text)(text) !== null
  return same && groundingFault(posting, { ...bullet, text }) === null
}
