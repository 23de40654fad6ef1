import t from 'tap'
import Type from 'typebox'
import { type ChainJob, createAdvance } from '../../../src/pipeline/workflow/advance.ts'
import { derived, step } from '../../../src/pipeline/workflow/definition.ts'
import { from, join } from '../../../src/pipeline/workflow/graph.ts'
import { workflow } from '../../../src/pipeline/workflow/workflow.ts'

type Decide = (slots: Record<string, unknown>) => string

const declare = (id: number, tokens: string[], decide: Decide, needs = {}) =>
  step({
    id,
    name: `step ${id}`,
    model: 'model',
    needs,
    yields: Type.Object({ token: Type.String() }),
    tokens,
    builtin: (slots) => ({ token: decide(slots) }),
    decides: ({ token }) => token,
    saves: () =>
      id === 9168
        ? { extracted_summary: 'x' }
        : id === 3350
          ? { skills: [] }
          : id === 9163
            ? { likelihood: {} as never }
            : {},
  })

/** entry -> (a, b side by side) -> join -> saver, or mend -> regrade up to twice -> saver; beside it two branches of one step. */
function build(decide: { a: Decide; b: Decide; regrade: Decide }) {
  const entry = declare(1, ['GO', 'STOP'], () => 'GO')
  const a = declare(2, ['PASS', 'FAIL'], decide.a)
  const b = declare(3, ['PASS', 'FAIL'], decide.b)
  const mend = declare(4, ['DONE'], () => 'DONE')
  const regrade = declare(5, ['PASS', 'FAIL'], decide.regrade, { mended: mend.output })
  const giveUp = declare(6, ['DONE'], () => 'DONE')
  const save = declare(9168, ['SAVED'], () => 'SAVED', { a: derived('a', [2], ({ outputs }) => outputs.get(2)) })
  const skills = declare(3350, ['DONE'], () => 'DONE')
  const ihl = declare(9163, ['DONE'], () => 'DONE')
  return workflow(7, 'seven', [
    from(entry).on('GO').to(a, b, skills, ihl).on('STOP').complete('invalid'),
    join(a, b).whenAll('PASS').to(save).otherwise(mend),
    from(mend).on('DONE').to(regrade),
    from(regrade).on('PASS').to(save).on('FAIL').toAtMost(2, mend, giveUp),
    from(giveUp).on('DONE').to(save),
    from(save).on('SAVED').done(),
    from(skills).on('DONE').done(),
    from(ihl).on('DONE').done(),
  ])
}

const job = (more: Partial<ChainJob> = {}): ChainJob => ({
  posting: {
    content_hash: 'hash',
    summary_lineage: null,
    skills_lineage: null,
    text: { injections: [] as readonly never[] },
  } as unknown as ChainJob['posting'],
  done: [],
  models: [],
  claimed: [{ interaction_id: 10, conversation_id: 1, iteration: 1 }],
  elsewhere: 0,
  prompt_versions: {},
  ...more,
})

const passes = { a: () => 'PASS', b: () => 'PASS', regrade: () => 'PASS' }
const advanceOf = (decide: Parameters<typeof build>[0]) => {
  let clock = 0
  return createAdvance(build(decide), {} as never, () => ++clock)
}
const visited = (advance: ReturnType<ReturnType<typeof createAdvance>>) => advance.performed.map(({ key }) => key)

t.test('a chain runs through forks and joins to the end', async (t) => {
  const advance = advanceOf(passes)(job())
  t.same(visited(advance), ['1:1', '2:1', '3:1', '3350:1', '9163:1', '9168:1'])
  t.same(advance.end, { status: 'completed', outcome: 'processed', reason: null })
  t.same(
    advance.performed.find(({ conversation_id }) => conversation_id === 9168)?.parents,
    ['2:1', '3:1'],
    'a join names both parents',
  )
  const [graderA, graderB] = advance.performed.filter(({ conversation_id }) => [2, 3].includes(conversation_id))
  t.equal(graderA?.created, graderB?.created, 'both branches of a fork are created in one instant')
})

t.test('one failing grader is enough for mending, and mending ends after its bound', async (t) => {
  for (const decide of [
    { ...passes, a: () => 'FAIL', regrade: () => 'FAIL' },
    { ...passes, b: () => 'FAIL', regrade: () => 'FAIL' },
  ]) {
    const advance = advanceOf(decide)(job())
    t.same(
      visited(advance).filter((key) => /^[456]:/.test(key)),
      ['4:1', '5:1', '4:2', '5:2', '6:1'],
    )
    t.equal(advance.end?.status, 'completed')
  }
})

t.test('a chain stops before a step for a model and goes on from its answer', async (t) => {
  const advance = advanceOf(passes)
  const first = advance(job({ models: [2] }))
  t.same(
    first.heads.map(({ key }) => key),
    ['2:1'],
  )
  t.equal(first.end, null, 'the join waits, so the run does not end')
  t.notOk(visited(first).includes('9168:1'))

  const done = first.performed.map(({ conversation_id, iteration, output }) => ({
    interaction_id: conversation_id,
    conversation_id,
    iteration,
    token: (output as { status: string }).status,
    data: (output as { data: unknown }).data,
    model: 'builtin',
  }))
  const second = advance(job({ done, claimed: [{ interaction_id: 20, conversation_id: 2, iteration: 1 }] }))
  t.same(visited(second), ['2:1', '9168:1'])
  t.equal(second.end?.status, 'completed')
})

t.test('a run does not end while one of its interactions waits elsewhere', async (t) => {
  t.equal(advanceOf(passes)(job({ elsewhere: 1 })).end, null)
})

t.test('an actor that throws, or yields what its schema forbids, fails the run loudly', async (t) => {
  const thrown = advanceOf({
    ...passes,
    a: () => {
      throw new Error('no luck')
    },
  })(job())
  t.match(thrown.end, { status: 'failed', reason: 'step 2: no luck' })
  t.match(thrown.performed.at(-1), {
    failed: true,
    output: { error: 'no luck', data: { error: 'no luck' }, fault: 'internal' },
  })

  const wrong = advanceOf({ ...passes, a: () => 7 as never })(job())
  t.match(wrong.end, { status: 'failed', reason: /does not fit its schema/ })
})

t.test('a decision that leads nowhere is a failed run, never silence', async (t) => {
  const advance = advanceOf({ ...passes, a: () => 'FAIL', regrade: () => 'MAYBE' })(job())
  t.match(advance.end, { status: 'failed', reason: 'step 5: decided "MAYBE", which leads nowhere' })
})
