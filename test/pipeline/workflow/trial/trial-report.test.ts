import t from 'tap'
import type { TriedInteraction } from '../../../../src/db/tried-interactions.ts'
import type { CandidateAnswer } from '../../../../src/pipeline/workflow/trial/ask-candidate.ts'
import { reportOf } from '../../../../src/pipeline/workflow/trial/trial-report.ts'

const candidate = { conversation_id: 3350, model: 'new', prompt_template: 'p', temperature: 0, sample: 9 }
const claims = (count: number) => ({
  skills: Array.from({ length: count }, () => ({ name: 'x', evidence: { start: 0 } })),
})
const strays = (count: number) =>
  Array.from({ length: count }, () => ({ what: 'x', reason: 'not_in_posting' as const }))
const cost = (seconds: number, prompt_tokens: number, output_tokens: number) => ({
  seconds,
  prompt_tokens,
  output_tokens,
})

function past(id: number, more: Partial<TriedInteraction>): TriedInteraction {
  return {
    ...{ interaction_id: id, workflow_run_id: id, posting_id: id, posting_uid: `uid-${id}`, conversation_id: 3350 },
    ...{ iteration: 1, attempt: 1, model_used: 'old', input: {}, faults: [] },
    ...{ output: { status: 'DONE', data: {} }, cost: cost(0, 0, 0), ...more },
  }
}
const good = (kept: number, lost: number, agreement: number): CandidateAnswer['output'] => ({
  status: 'DONE',
  data: claims(kept),
  check: { agreement, kept: 'model', injection: [] },
  dropped: [...strays(lost), { what: 'twice', reason: 'duplicate' }],
})

t.test('the figures of both sides are those of a hand', async (t) => {
  const report = reportOf(
    candidate,
    'skills',
    [
      {
        // Recorded: 3 of 4 claims stand, after an attempt of 10 s that was of no use.
        tried: past(1, {
          output: { status: 'DONE', data: claims(3), check: { agreement: 0.5 }, dropped: strays(1) },
          cost: cost(4, 100, 20),
          faults: [cost(10, 100, 50)],
        }),
        answer: { output: good(2, 2, 0.4), repaired: true, cost: cost(3, 300, 30) },
        agreement: 0.25,
      },
      {
        tried: past(2, { output: { status: 'DONE', data: claims(5) }, model_used: 'builtin' }),
        answer: { output: good(4, 0, 1), repaired: false, cost: cost(1, 100, 10) },
        agreement: 0.75,
      },
      {
        tried: past(3, { output: { status: 'DONE', data: claims(0), check: { agreement: 1 } }, cost: cost(1, 50, 5) }),
        answer: { output: { fault: 'cut off' }, repaired: false, cost: null },
        agreement: null,
      },
    ],
    2,
  )
  t.same(report, {
    conversation_id: 3350,
    conversation_name: 'skills',
    candidate,
    sample: 3,
    skipped: 2,
    agreement: 0.5,
    sides: {
      recorded: {
        model: 'builtin, old',
        answers: 4,
        valid: 0.75,
        repaired: null,
        grounding: 0.889, // 8 of 9
        builtin_agreement: 0.833, // 0.5, 1, 1
        mean_seconds: 3.75, // 10, 4, 0, 1
        mean_prompt_tokens: 62.5,
        mean_output_tokens: 18.75,
      },
      candidate: {
        model: 'new',
        answers: 3,
        valid: 0.667,
        repaired: 0.333,
        grounding: 0.75, // 6 of 8; a duplicate is no stray
        builtin_agreement: 0.7,
        mean_seconds: 2,
        mean_prompt_tokens: 200,
        mean_output_tokens: 20,
      },
    },
    items: [
      { interaction_id: 1, posting_id: 'uid-1', agreement: 0.25, recorded: 'DONE', candidate: 'DONE', fault: null },
      { interaction_id: 2, posting_id: 'uid-2', agreement: 0.75, recorded: 'DONE', candidate: 'DONE', fault: null },
      {
        interaction_id: 3,
        posting_id: 'uid-3',
        agreement: null,
        recorded: 'DONE',
        candidate: 'unusable',
        fault: 'cut off',
      },
    ],
  })
})

t.test('nothing compared gives no figure out of nothing', async (t) => {
  const { agreement, sides } = reportOf(candidate, 'skills', [], 3)
  t.equal(agreement, null)
  t.match(sides.recorded, { model: 'none', answers: 0, grounding: null, mean_seconds: null })
})
