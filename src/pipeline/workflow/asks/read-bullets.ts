import Type, { type Static } from 'typebox'
import { groundingFault } from '../builtin/summary/grounding.ts'
import { trimBullet } from '../builtin/summary/trim-bullet.ts'
import { type PostingText, speaksToModel } from '../posting-text.ts'
import type { Bullet, Summary } from '../records.ts'
import { type Claims, oneLine, sharesHalf } from './claims.ts'

const Claim = Type.Object(
  { quote: Type.String({ minLength: 3, maxLength: 300 }), text: Type.String({ minLength: 3, maxLength: 200 }) },
  { additionalProperties: false },
)

/** The parts of a summary that a model writes; the head lines are the record's. */
export const SummaryAnswer = Type.Object(
  {
    responsibilities: Type.Array(Claim, { maxItems: 5 }),
    requirements: Type.Array(Claim, { maxItems: 5 }),
    details: Type.Array(Claim, { maxItems: 5 }),
  },
  { additionalProperties: false },
)

export const PARTS = ['responsibilities', 'requirements', 'details'] as const

/** What the fields of a SummaryAnswer mean: shared by all prompts that ask for one. */
export const FIELDS_OF_A_SUMMARY = `- responsibilities: what the person will do. The 3 to 5 duties that tell most about this job.
- requirements: what the person must bring, such as experience, degrees, tools and languages. The 3 to 5 that decide who may apply.
- details: facts such as salary, hours, contract, start date, place of work and travel. 0 to 5. Benefits and praise of the company are no details.
Every entry has two fields:
- quote: one passage of the posting, copied letter by letter, at most 40 words.
- text: what the quote says as one short phrase in {{language}}, in words of the quote.`

/** Bullets of one part: only those whose quote stands in the posting, each passage once, in the order of the posting. */
export function readBullets(
  claimed: readonly Static<typeof Claim>[],
  posting: PostingText,
  claims: Claims,
  taken: readonly Bullet[] = [],
): Bullet[] {
  const bullets: Bullet[] = []
  for (const { quote, text } of claimed) {
    const evidence = claims.ground(quote, text)
    if (!evidence) continue
    if (speaksToModel(posting, evidence)) {
      claims.drop(text, 'speaks_to_model')
      continue
    }
    if ([...taken, ...bullets].some((other) => sharesHalf(other.evidence, evidence))) {
      claims.drop(text, 'duplicate')
      continue
    }
    const bullet: Bullet = { text: oneLine(text), evidence }
    // Words that the quote does not have give way to the quote's own.
    if (groundingFault(posting, bullet) !== null) {
      claims.drop(text, 'not_in_posting')
      bullet.text = trimBullet(evidence).text
    }
    bullets.push(bullet)
  }
  return bullets.sort((a, b) => a.evidence.start - b.evidence.start)
}

/** Share of the bullets whose passage the builtin summary shows as well; two empty summaries agree. */
export function bulletAgreement(summary: Summary, builtin: Summary): number {
  const [own, other] = [summary, builtin].map(({ responsibilities, requirements }) => [
    ...responsibilities,
    ...requirements,
  ])
  if (!own || !other || own.length === 0) return other?.length === 0 ? 1 : 0
  const shared = own.filter(({ evidence }) => other.some((bullet) => sharesHalf(bullet.evidence, evidence)))
  return shared.length / own.length
}
