import Type from 'typebox'
import type { Ask } from '../ask.ts'
import { scoreFromFlags } from '../builtin/ihl/score-from-flags.ts'
import type { PostingText } from '../posting-text.ts'
import { type Analysis, type RedFlag, Severity } from '../records.ts'
import { createClaims, jaccard, nearness, oneLine, sharesHalf } from './claims.ts'
import { FLAG_MEANINGS, listOf } from './flag-meanings.ts'
import { shownPosting } from './shown.ts'

const AnalysisAnswer = Type.Object(
  {
    flags: Type.Array(
      Type.Object(
        {
          quote: Type.String({ minLength: 3, maxLength: 240 }),
          flag: Type.Enum(Object.keys(FLAG_MEANINGS)),
          reasoning: Type.String({ minLength: 3, maxLength: 160 }),
          severity: Severity,
        },
        { additionalProperties: false },
      ),
      { maxItems: 8 },
    ),
    judgement: Type.String({ minLength: 3, maxLength: 300 }),
    suggested_score: Type.Integer({ minimum: 0, maximum: 10 }),
    verdict: Type.Enum(['GENUINE', 'SUSPICIOUS', 'PRE_WIRED']),
  },
  { additionalProperties: false },
)

/** The analyst as a model: flags of the rubric, each with the words that raise it. His number and verdict are his own; no score is made of them. */
export const findRedFlagsAsk: Ask<{ posting: PostingText }, Analysis, typeof AnalysisAnswer> = {
  prompt: `You are an analyst. You judge whether one job posting is already meant for a certain person, so that other people would apply in vain. Most postings are honest.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The flags, and what the posting must say for each:
${listOf(FLAG_MEANINGS)}

The fields:
- flags: one entry for each sign that the posting really shows. An honest posting has none: [].
- quote: the words of the posting that say so, copied letter by letter, at most 30 words.
- flag: the code from the list above.
- reasoning: why these words raise the flag, in one English sentence.
- severity: HIGH when the words leave no doubt, MEDIUM when they make it likely, LOW when they only hint at it.
- judgement: the whole posting, in one or two English sentences.
- suggested_score: 0 to 3 for an honest search, 4 to 6 for doubts, 7 to 10 for a person already chosen.
- verdict: GENUINE for 0 to 3, SUSPICIOUS for 4 to 6, PRE_WIRED for 7 to 10.

These are no flags: common tools and technologies, titles such as VP or AVP, agile work, "5+ years", a long list of duties, benefits, statements on diversity.

{{posting}}`,
  max_tokens: 1536,
  shows: ({ posting }) => ({ posting: shownPosting(posting) }),
  answers: AnalysisAnswer,
  reads: ({ flags, judgement, suggested_score, verdict }, { posting }) => {
    if (verdict !== 'GENUINE' && flags.length === 0)
      return { invalid: `verdict is ${verdict}, but flags is empty; quote the words that raise a flag, or say GENUINE` }
    const claims = createClaims(posting.description)
    const kept: RedFlag[] = []
    for (const { quote, flag, severity, reasoning } of flags) {
      const evidence = claims.ground(quote, `${flag}: ${quote}`)
      if (!evidence) continue
      // The same words raise one flag: a passage read twice would count twice.
      if (kept.some((other) => sharesHalf(other.evidence, evidence))) claims.drop(`${flag}: ${quote}`, 'duplicate')
      else kept.push({ flag, severity, reasoning: oneLine(reasoning), evidence })
    }
    const unfounded = claims.unfounded()
    if (unfounded) return unfounded
    return { output: { verdict, suggested_score, flags: kept, reasoning: oneLine(judgement) }, dropped: claims.dropped }
  },
  agreement: (output, builtin) =>
    Math.min(
      nearness(scoreFromFlags(output.flags, []), scoreFromFlags(builtin.flags, [])),
      jaccard(
        output.flags.map(({ flag }) => flag),
        builtin.flags.map(({ flag }) => flag),
      ),
    ),
}
