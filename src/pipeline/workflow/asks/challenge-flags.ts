import Type from 'typebox'
import type { Ask } from '../ask.ts'
import type { PostingText } from '../posting-text.ts'
import type { Analysis, Challenge, CounterEvidence } from '../records.ts'
import { createClaims, jaccard, nearness, oneLine, sharesHalf } from './claims.ts'
import { FLAG_MEANINGS, listOf, SIGNAL_MEANINGS } from './flag-meanings.ts'
import { shownAnalysis, shownPosting } from './shown.ts'

/** What `refutes` says where a sign answers no flag. */
const NO_FLAG = 'none'

const ChallengeAnswer = Type.Object(
  {
    counter_evidence: Type.Array(
      Type.Object(
        {
          quote: Type.String({ minLength: 3, maxLength: 240 }),
          signal: Type.Enum(Object.keys(SIGNAL_MEANINGS)),
          refutes: Type.Enum([NO_FLAG, ...Object.keys(FLAG_MEANINGS)]),
          effect: Type.Enum(['supports', 'downgraded', 'refuted']),
          reasoning: Type.String({ minLength: 3, maxLength: 160 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 8 },
    ),
    judgement: Type.String({ minLength: 3, maxLength: 300 }),
    suggested_score: Type.Integer({ minimum: 0, maximum: 10 }),
    verdict: Type.Enum(['GENUINE', 'PLAUSIBLE', 'WEAK_CASE']),
  },
  { additionalProperties: false },
)

type Challenged = { posting: PostingText; analysis: Analysis }

/** The skeptic as a model. An answer may only name a flag that the analyst raised, and never by the flag's own words. */
export const challengeFlagsAsk: Ask<Challenged, Challenge, typeof ChallengeAnswer> = {
  prompt: `You are a skeptic. An analyst looked for signs that one job posting is already meant for a certain person. You look for words of the same posting that speak for an honest, open search.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The signs of an open search, and what the posting must say for each:
${listOf(SIGNAL_MEANINGS)}

The fields:
- counter_evidence: one entry for each sign that the posting really shows. There may be none: [].
- quote: the words of the posting that show the sign, copied letter by letter, at most 30 words. Never quote the words of a flag.
- signal: a code from the list above.
- refutes: the code of the analyst's flag that these words answer, or none when they speak for the posting as a whole.
- effect: refuted when the flag no longer holds, downgraded when it holds less, supports when refutes is none.
- reasoning: why, in one English sentence.
- judgement: the whole posting, in one or two English sentences.
- suggested_score: 0 to 3 for an honest search, 4 to 6 for doubts, 7 to 10 for a person already chosen.
- verdict: GENUINE when the search is honest, PLAUSIBLE when it may be, WEAK_CASE when nothing answers the flags.

Statements on diversity or equal opportunity are no sign: every posting carries them.

{{analysis}}

{{posting}}`,
  max_tokens: 1536,
  shows: ({ posting, analysis }) => ({ analysis: shownAnalysis(analysis), posting: shownPosting(posting) }),
  answers: ChallengeAnswer,
  reads: ({ counter_evidence, judgement, suggested_score, verdict }, { posting, analysis }) => {
    const claims = createClaims(posting.description)
    const raised = new Set(analysis.flags.map(({ flag }) => flag))
    const kept: CounterEvidence[] = []
    for (const { quote, signal, refutes, effect, reasoning } of counter_evidence) {
      const evidence = claims.ground(quote, `${signal}: ${quote}`)
      if (!evidence) continue
      const flag = refutes === NO_FLAG || effect === 'supports' ? null : refutes
      const what = `${signal} against ${flag ?? 'no flag'}: ${quote}`
      if (flag !== null && !raised.has(flag)) claims.drop(what, 'unknown_flag')
      else if (analysis.flags.some((other) => sharesHalf(other.evidence, evidence))) claims.drop(what, 'contradicts')
      else if (kept.some((other) => other.signal === signal && other.refutes === flag)) claims.drop(what, 'duplicate')
      else
        kept.push({
          signal,
          refutes: flag,
          effect: flag === null ? 'supports' : effect,
          reasoning: oneLine(reasoning),
          evidence,
        })
    }
    const unfounded = claims.unfounded()
    if (unfounded) return unfounded
    return {
      output: { verdict, suggested_score, counter_evidence: kept, reasoning: oneLine(judgement) },
      dropped: claims.dropped,
    }
  },
  agreement: (output, builtin) =>
    Math.min(nearness(output.suggested_score, builtin.suggested_score), jaccard(answered(output), answered(builtin))),
}

const answered = ({ counter_evidence }: Challenge) => counter_evidence.flatMap(({ refutes }) => refutes ?? [])
