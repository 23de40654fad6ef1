import Type from 'typebox'
import type { Ask } from '../ask.ts'
import { decideLikelihood } from '../builtin/ihl/decide-likelihood.ts'
import { categoryOf } from '../builtin/ihl/score-from-flags.ts'
import type { PostingText } from '../posting-text.ts'
import { type Analysis, type Challenge, CONFIDENCES, type Likelihood } from '../records.ts'
import { createClaims, nearness, oneLine } from './claims.ts'
import { shownAnalysis, shownChallenge, shownPosting } from './shown.ts'

const LikelihoodAnswer = Type.Object(
  {
    quote: Type.String({ minLength: 3, maxLength: 240 }),
    reasoning: Type.String({ minLength: 3, maxLength: 300 }),
    candidate_pool: Type.Enum(['LARGE', 'MEDIUM', 'SMALL', 'TINY']),
    score: Type.Integer({ minimum: 0, maximum: 10 }),
    confidence: Type.Enum(CONFIDENCES),
  },
  { additionalProperties: false },
)

type Decided = { posting: PostingText; analysis: Analysis; challenge: Challenge }

/** The expert as a model. Score, category and confidence are computed from the flags that stand; the expert's own stand beside them. */
export const decideLikelihoodAsk: Ask<Decided, Likelihood, typeof LikelihoodAnswer> = {
  prompt: `You are an expert in hiring. An analyst and a skeptic judged whether one job posting is already meant for a certain person. You weigh both against the posting.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The fields:
- quote: the words of the posting that weigh most for your judgement, copied letter by letter, at most 30 words.
- reasoning: your judgement in one or two English sentences: which flags stand, and which are answered.
- candidate_pool: how many people could meet the requirements. LARGE: more than 1000. MEDIUM: 100 to 1000. SMALL: 10 to 100. TINY: fewer than 10.
- score: how likely the job is meant for a certain person. 0 to 3: an honest search. 4 to 6: doubts. 7 to 9: hardly an open search. 10: surely not open.
- confidence: HIGH, MEDIUM or LOW: how sure you are of the score.

A flag counts only when its words stand in the posting. Use the whole range of the score. Without flags it is 0 to 3.

{{analysis}}

{{challenge}}

{{posting}}`,
  max_tokens: 1024,
  shows: ({ posting, analysis, challenge }) => ({
    analysis: shownAnalysis(analysis),
    challenge: shownChallenge(challenge),
    posting: shownPosting(posting),
  }),
  answers: LikelihoodAnswer,
  reads: ({ quote, reasoning, candidate_pool, score, confidence }, { posting, analysis, challenge }) => {
    const claims = createClaims(posting.description)
    claims.ground(quote)
    const unfounded = claims.unfounded()
    if (unfounded) return unfounded
    const computed = decideLikelihood(posting, analysis, challenge)
    const output: Likelihood = {
      ...computed,
      expert_score: score,
      candidate_pool,
      reasoning:
        `Expert: ${score} of 10, confidence ${confidence}. ${oneLine(reasoning)} Computed: ${computed.reasoning}`.slice(
          0,
          600,
        ),
    }
    return { output, dropped: claims.dropped }
  },
  agreement: (output, builtin) =>
    categoryOf(output.expert_score) === categoryOf(builtin.expert_score)
      ? 1
      : nearness(output.expert_score, builtin.expert_score) / 2,
}
