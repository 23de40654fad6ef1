import fc from 'fast-check'
import t from 'tap'
import { FLAG_MEANINGS, SIGNAL_MEANINGS } from '../../../../src/pipeline/workflow/asks/flag-meanings.ts'
import { COUNTER_POINTS, FLAG_POINTS } from '../../../../src/pipeline/workflow/builtin/ihl/rubric.ts'
import type { Analysis, Challenge, Likelihood } from '../../../../src/pipeline/workflow/records.ts'
import { doneFor, faultOf, jobFor, outputOf, prompts, textOf } from './ask-jobs.ts'

const SENTENCES = Array.from(
  { length: 14 },
  (_, index) => `Sentence number ${index} tells of depot ${index} and its tours.`,
)
const text = textOf(`Your responsibilities\n- Plan all tours of the vans\n${SENTENCES.join('\n')}`)
const flagged = (quote: string, flag: string, severity = 'HIGH') => ({
  quote,
  flag,
  severity,
  reasoning: 'It says so.',
})
const analyse = (flags: object[], verdict = 'SUSPICIOUS', suggested_score = 5) =>
  outputOf<Analysis>(jobFor(9161, text), { flags, judgement: 'See the flags.', suggested_score, verdict })
const sentence = (index: number) => SENTENCES[index] ?? ''

/** What is done, with this analysis and challenge in the place of the builtin ones. */
const done = (analysis: Analysis, challenge?: Challenge) =>
  doneFor(text).map((step) =>
    step.conversation_id === 9161
      ? { ...step, data: analysis }
      : step.conversation_id === 9162 && challenge
        ? { ...step, data: challenge }
        : step,
  )

t.test('the prompts explain every code of the rubric and no other', async (t) => {
  t.same(Object.keys(FLAG_MEANINGS), Object.keys(FLAG_POINTS))
  t.same(Object.keys(SIGNAL_MEANINGS), Object.keys(COUNTER_POINTS))
  for (const code of Object.keys(FLAG_POINTS)) t.ok(prompts.get(9161)?.template.includes(`- ${code}: `))
  for (const code of Object.keys(COUNTER_POINTS)) t.ok(prompts.get(9162)?.template.includes(`- ${code}: `))
})

t.test('a flag needs a code of the rubric and words of the posting, and the same words raise one', async (t) => {
  const { data, dropped } = analyse([
    flagged(sentence(1), 'candidate_identified'),
    flagged('depot 1 and its tours', 'formal_posting'),
    flagged('We chose our man', 'formal_posting'),
  ])
  t.match(data.flags, [{ flag: 'candidate_identified', evidence: { quote: sentence(1) } }])
  t.equal(data.flags.length, 1)
  t.match(dropped, [{ reason: 'duplicate' }, { reason: 'not_in_posting' }])
  const answer = {
    flags: [flagged(sentence(1), 'bad_vibes')],
    judgement: 'So.',
    suggested_score: 5,
    verdict: 'SUSPICIOUS',
  }
  t.match(faultOf(jobFor(9161, text), answer), { code: 'LLM_ANSWER_INVALID', message: /\/flags\/0\/flag/ })
})

t.test('a suspicion without any flag is refused', async (t) => {
  const answer = { flags: [], judgement: 'So.', suggested_score: 8, verdict: 'PRE_WIRED' }
  t.match(faultOf(jobFor(9161, text), answer), { message: /verdict is PRE_WIRED, but flags is empty/ })
})

t.test('the skeptic answers only flags that were raised, and never by their own words', async (t) => {
  const { data: analysis } = analyse([flagged(sentence(1), 'certificate_stack')])
  const counter = (quote: string, refutes: string, effect: string, signal = 'equivalents_accepted') => ({
    quote,
    signal,
    refutes,
    effect,
    reasoning: 'It opens the search.',
  })
  const { data, dropped } = outputOf<Challenge>(jobFor(9162, text, { done: done(analysis) }), {
    counter_evidence: [
      counter(sentence(2), 'certificate_stack', 'refuted'),
      counter(sentence(3), 'short_window', 'downgraded'),
      counter(sentence(1), 'certificate_stack', 'refuted', 'several_openings'),
      counter(sentence(4), 'none', 'refuted', 'external_welcome'),
      counter('We take all comers', 'none', 'supports'),
    ],
    judgement: 'An open search.',
    suggested_score: 2,
    verdict: 'GENUINE',
  })
  t.match(data.counter_evidence, [
    { refutes: 'certificate_stack', effect: 'refuted' },
    { refutes: null, effect: 'supports', signal: 'external_welcome' },
  ])
  t.same(
    dropped.map(({ reason }) => reason),
    ['unknown_flag', 'contradicts', 'not_in_posting'],
  )
})

const decide = (flags: object[], score = 1) => {
  const { data: analysis } = analyse(flags, flags.length > 0 ? 'SUSPICIOUS' : 'GENUINE')
  const challenge: Challenge = { verdict: 'GENUINE', suggested_score: 0, counter_evidence: [], reasoning: 'None.' }
  const answer = {
    quote: sentence(0),
    reasoning: 'An open search.',
    candidate_pool: 'LARGE',
    score,
    confidence: 'HIGH',
  }
  return outputOf<Likelihood>(jobFor(9163, text, { done: done(analysis, challenge) }), answer).data
}

t.test(
  'the score is computed from the flags that stand; the expert’s number and confidence stand beside it',
  async (t) => {
    const likelihood = decide([flagged(sentence(1), 'candidate_identified')], 1)
    t.match(likelihood, { ihl_score: 9, ihl_category: 'COMPLIANCE_THEATER', expert_score: 1, candidate_pool: 'LARGE' })
    t.equal(likelihood.recommendation, 'SKIP')
    t.match(likelihood.reasoning, /^Expert: 1 of 10, confidence HIGH\. An open search\. Computed: 9 of 10/)
  },
)

t.test('an expert who quotes another posting is refused', async (t) => {
  const answer = { quote: 'Bakers wanted', reasoning: 'Open.', candidate_pool: 'LARGE', score: 1, confidence: 'LOW' }
  t.match(faultOf(jobFor(9163, text), answer), { code: 'LLM_ANSWER_UNFOUNDED' })
})

t.test('another flag of a model never lowers the score, whatever the expert says', async (t) => {
  const codes = fc.constantFrom(...Object.keys(FLAG_POINTS))
  const severity = fc.constantFrom('LOW', 'MEDIUM', 'HIGH')
  fc.assert(
    fc.property(fc.array(fc.tuple(codes, severity), { minLength: 1, maxLength: 8 }), fc.nat(10), (planted, score) => {
      const flags = planted.map(([flag, level], index) => flagged(sentence(index + 1), flag, level))
      const scores = flags.map((_, index) => decide(flags.slice(0, index + 1), score).ihl_score)
      return scores.every((each, index) => each >= (scores[index - 1] ?? decide([], score).ihl_score))
    }),
    { numRuns: 40 },
  )
  t.pass()
})
