import t from 'tap'
import { Value } from 'typebox/value'
import { decideLikelihood } from '../../../../../src/pipeline/workflow/builtin/ihl/decide-likelihood.ts'
import { scoreFromFlags } from '../../../../../src/pipeline/workflow/builtin/ihl/score-from-flags.ts'
import { Analysis, Challenge, Likelihood } from '../../../../../src/pipeline/workflow/records.ts'
import { judge, PLAIN, postingOf } from './planted.ts'

const LONG = Array(6).fill(PLAIN).join('\n')

t.test('the results of the three actors are what their records promise', async (t) => {
  for (const description of [
    '',
    PLAIN,
    LONG,
    `${LONG}\nInternal candidates only. Exactly 7 years of experience. Several openings.`,
  ]) {
    const { analysis, challenge, likelihood } = judge(postingOf(description))
    t.ok(Value.Check(Analysis, analysis))
    t.ok(Value.Check(Challenge, challenge))
    t.ok(Value.Check(Likelihood, likelihood))
    t.equal(likelihood.ihl_score, scoreFromFlags(analysis.flags, challenge.counter_evidence))
  }
})

t.test('few signals or little text lower the confidence, a decisive flag raises it', async (t) => {
  t.equal(judge(postingOf(LONG)).likelihood.ihl_confidence, 'LOW')
  t.equal(judge(postingOf(`${LONG}\nInternal candidates only.`)).likelihood.ihl_confidence, 'HIGH')
  t.equal(
    judge(postingOf(`${LONG}\nGraduates are welcome to apply. Visa sponsorship is available.`)).likelihood
      .ihl_confidence,
    'MEDIUM',
  )
  t.equal(
    judge(postingOf('Graduates are welcome to apply. Visa sponsorship is available.')).likelihood.ihl_confidence,
    'LOW',
  )
})

t.test('open, doubtful and taken openings are told apart in score, pool and advice', async (t) => {
  const of = (sentence: string) => judge(postingOf(`${LONG}\n${sentence}`)).likelihood
  t.match(of('We are hiring 12 bookkeepers. Career changers welcome. Full training is provided.'), {
    ihl_score: 0,
    recommendation: 'APPLY',
    candidate_pool: 'LARGE',
  })
  t.match(of('Between 11 and 12 years of experience in ship finance.'), {
    ihl_category: 'BORDERLINE',
    recommendation: 'CAUTION',
    candidate_pool: 'SMALL',
  })
  t.match(of('An internal candidate has already been identified.'), {
    ihl_category: 'COMPLIANCE_THEATER',
    recommendation: 'SKIP',
    candidate_pool: 'TINY',
  })
  t.match(of('An internal candidate has already been identified. This posting is a formality.'), {
    ihl_score: 10,
    ihl_category: 'FAKE',
  })
})

t.test('the expert keeps a number of his own beside the score, also for flags of another analyst', async (t) => {
  const posting = postingOf(LONG)
  const evidence = { start: 0, end: 2, quote: LONG.slice(0, 2) }
  const analysis = {
    verdict: 'SUSPICIOUS' as const,
    suggested_score: 5,
    reasoning: '',
    flags: [{ flag: 'odd_tone', severity: 'HIGH' as const, reasoning: '', evidence }],
  }
  const challenge = { verdict: 'PLAUSIBLE' as const, suggested_score: 3, reasoning: '', counter_evidence: [] }
  const likelihood = decideLikelihood(posting, analysis, challenge)
  t.equal(likelihood.ihl_score, 4)
  t.equal(likelihood.expert_score, 4)
  const refuted = decideLikelihood(posting, analysis, {
    ...challenge,
    counter_evidence: [{ signal: 'irony', refutes: 'odd_tone', effect: 'refuted' as const, reasoning: '', evidence }],
  })
  t.ok(refuted.ihl_score < likelihood.ihl_score && refuted.expert_score < likelihood.expert_score)
})
