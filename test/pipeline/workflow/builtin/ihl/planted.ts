import { challengeFlags } from '../../../../../src/pipeline/workflow/builtin/ihl/challenge-flags.ts'
import { decideLikelihood } from '../../../../../src/pipeline/workflow/builtin/ihl/decide-likelihood.ts'
import { findRedFlags } from '../../../../../src/pipeline/workflow/builtin/ihl/find-red-flags.ts'
import { pointsFromFlags } from '../../../../../src/pipeline/workflow/builtin/ihl/score-from-flags.ts'
import type { PostingText } from '../../../../../src/pipeline/workflow/posting-text.ts'

export const PLAIN = [
  'We look for somebody who keeps the accounts of our regional offices and answers the questions of our suppliers.',
  'Your tasks: post invoices, reconcile accounts, prepare the monthly statement.',
  'Your profile: training in bookkeeping, care with figures, good German and English.',
].join('\n')

/** A posting of one section. */
export function postingOf(description: string, more: Partial<PostingText> = {}): PostingText {
  const sections = [
    { start: 0, end: description.length, kind: 'other' as const, heading: null, preferred: false, items: [] },
  ]
  return {
    title: 'Accountant',
    company: 'Muster AG',
    location: 'Berlin',
    job_id: null,
    description,
    language: 'en',
    sections,
    injections: [],
    ...more,
  }
}

/** All three actors in their order, with the points behind the score. */
export function judge(posting: PostingText) {
  const analysis = findRedFlags(posting)
  const challenge = challengeFlags(posting, analysis)
  const likelihood = decideLikelihood(posting, analysis, challenge)
  return { analysis, challenge, likelihood, points: pointsFromFlags(analysis.flags, challenge.counter_evidence) }
}
