import t from 'tap'
import { answerLike } from '../../../helpers/fake-answers.ts'
import { asks, CONVERSATIONS, faultOf, jobFor, outputOf, promptOf, samples, textOf, workflow } from './ask-jobs.ts'

const text = textOf(
  'Your responsibilities\n- Plan and track the tours of twelve vans\n- Write reports on delays\n- Coordinate repairs with workshops\n\n' +
    'Your profile\n- Three years of experience in dispatching\n- Good knowledge of Excel\n- Fluent English',
)

t.test(
  'every conversation of every sample posting is asked, answered and read, and each claim stands in the posting',
  async (t) => {
    for (const posting of samples)
      for (const conversation of CONVERSATIONS) {
        const job = jobFor(conversation, posting)
        const prepared = asks.prepare(job)
        if (prepared.kind !== 'ready') {
          t.match(prepared, { code: 'LLM_PROMPT_TOO_LONG' }, posting.title)
          continue
        }
        const output = outputOf(job, answerLike({ prompt: promptOf(prepared), format: prepared.format }))
        t.ok(workflow.steps.get(conversation)?.tokens.includes(output.status))
        for (const { start, end, quote } of evidencesOf(output.data))
          if (posting.description.slice(start, end) !== quote) t.fail(`${conversation}: ${quote}`)
        t.ok(output.check.agreement >= 0 && output.check.agreement <= 1)
      }
  },
)

t.test('the builtin actor agrees with itself', async (t) => {
  for (const conversation of CONVERSATIONS) {
    const step = workflow.steps.get(conversation)
    const done = new Map(jobFor(conversation, text).done.map(({ conversation_id, data }) => [conversation_id, data]))
    const builtin = step?.builtin(
      {
        posting: text,
        summary: done.get(3335),
        complaints: [{ section: 'Requirements', rule: 'coverage', message: 'x' }],
        analysis: done.get(9161),
        challenge: done.get(9162),
      } as never,
      (await import('./ask-jobs.ts')).tools,
    )
    t.equal(step?.asks?.agreement(builtin as never, builtin as never), 1, String(conversation))
  }
})

t.test('an answer about another posting is refused as unfounded', async (t) => {
  const other = samples[0] ?? text
  for (const conversation of [3335, 3338, 3350, 9163] as const) {
    const prepared = asks.prepare(jobFor(conversation, other))
    const answer = answerLike({ prompt: promptOf(prepared), format: prepared.kind === 'ready' ? prepared.format : {} })
    const fault = faultOf(jobFor(conversation, text), answer)
    t.match(fault, { code: 'LLM_ANSWER_UNFOUNDED', message: /not about this posting/ }, String(conversation))
  }
})

t.test('what is no JSON of the schema is refused; only a fence and blanks around it are forgiven', async (t) => {
  const job = jobFor(3336, text)
  const good = '{"complaints": [], "verdict": "PASS"}'
  for (const answer of [good, `\n ${good}\n`, `\`\`\`json\n${good}\n\`\`\``, `\`\`\`\n${good}\n\`\`\`\n`])
    t.equal(outputOf(job, answer).status, 'PASS')
  for (const answer of [
    '',
    'PASS',
    '[PASS]',
    `Sure! ${good}`,
    `${good} [PASS]`,
    'a, b, c',
    '[]',
    'null',
    '{"verdict": "PASS"',
    `${good}${good}`,
  ])
    t.match(faultOf(job, answer), { code: 'LLM_ANSWER_INVALID' }, answer)
})

t.test('the repair shows the question, the answer and the validator’s words', async (t) => {
  const job = jobFor(3336, text)
  const asked = promptOf(asks.prepare(job))
  const { repair } = faultOf(job, { complaints: [], verdict: 'MAYBE' })
  t.same(
    repair.map(({ role }) => role),
    ['user', 'assistant', 'user'],
  )
  t.equal(repair[0]?.content, asked)
  t.equal(repair[1]?.content, '{"complaints":[],"verdict":"MAYBE"}')
  t.match(repair[2]?.content, /\/verdict must be equal to one of the allowed values: PASS, FAIL/)
  t.equal(faultOf(job, 'x'.repeat(9000)).repair[1]?.content.length, 4000)
  const tight = { ...job, num_ctx: Math.ceil(asked.length / 2) + 1700, max_tokens: 1024 }
  const { repair: short } = faultOf(tight, 'x'.repeat(9000))
  t.ok((short[1]?.content.length ?? 0) <= 4000)
})

t.test('what was left out of an answer is counted by reason', async (t) => {
  const claim = (quote: string) => ({ quote, text: quote })
  const { data, dropped } = outputOf<{ responsibilities: { text: string }[] }>(jobFor(3335, text), {
    responsibilities: [
      claim('Write reports on delays'),
      claim('write REPORTS on delays'),
      claim('Bake bread for shops'),
    ],
    requirements: [claim('Good knowledge of Excel')],
    details: [],
  })
  t.same(
    data.responsibilities.map((bullet) => bullet.text),
    ['Write reports on delays'],
  )
  t.same(dropped, [
    { what: 'write REPORTS on delays', reason: 'duplicate' },
    { what: 'Bake bread for shops', reason: 'not_in_posting' },
  ])
})

type Quoted = { start: number; end: number; quote: string }

function evidencesOf(data: unknown): Quoted[] {
  if (Array.isArray(data)) return data.flatMap(evidencesOf)
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([field, value]) =>
    field === 'evidence' ? [value as Quoted] : evidencesOf(value),
  )
}
