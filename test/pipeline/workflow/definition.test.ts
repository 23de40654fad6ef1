import t from 'tap'
import Type from 'typebox'
import { derived, step } from '../../../src/pipeline/workflow/definition.ts'
import { from, join } from '../../../src/pipeline/workflow/graph.ts'
import { posting } from '../../../src/pipeline/workflow/posting.ts'
import { workflow } from '../../../src/pipeline/workflow/workflow.ts'
import { createWorkflow3001 } from '../../../src/pipeline/workflow/workflow-3001.ts'

const declare = (id: number, more: object = {}) =>
  step({
    id,
    name: `step ${id}`,
    model: null,
    needs: {},
    yields: Type.Object({}),
    tokens: ['DONE'],
    builtin: () => ({}),
    decides: () => 'DONE',
    saves: () => ({}),
    ...more,
  })

t.test('workflow 3001 has the sixteen conversations of the seeds, thirteen on the happy path', async (t) => {
  const { steps, order, entry } = createWorkflow3001()
  t.same(
    [...order].sort(),
    [3335, 3336, 3337, 3338, 3339, 3340, 3341, 3350, 9144, 9161, 9162, 9163, 9168, 9184, 9185, 9193].sort(),
  )
  t.equal(entry, 9144)
  const models = [...steps.values()].filter(({ model }) => model !== null)
  t.equal(models.length, 11, 'eleven conversations can be performed by a model')
  t.equal(steps.get(3341)?.model, 'builtin', 'formatting is a job for code')
})

t.test(
  'a definition with a hollow slot, a lost output, a dead token or an endless branch is refused by name',
  async (t) => {
    const a = declare(1)
    const unread = declare(2, { saves: undefined })
    const later = declare(3)
    const reads = declare(4, { needs: { early: later.output } })

    t.throws(
      () =>
        workflow(1, 'dead token', [
          from(declare(1, { tokens: ['DONE', 'LOST'] }))
            .on('DONE')
            .done(),
        ]),
      /token "LOST" leads nowhere/,
    )
    t.throws(() => workflow(1, 'unknown token', [from(a).on('DONE', 'NEVER').done()]), /waits for "NEVER"/)
    t.throws(
      () => workflow(1, 'hollow slot', [from(reads).on('DONE').to(later), from(later).on('DONE').done()]),
      /slot "early" names step 3, which never runs before it/,
    )
    t.throws(() => workflow(1, 'lost output', [from(unread).on('DONE').done()]), /nothing reads or saves its output/)
    t.throws(
      () => workflow(1, 'endless', [from(a).on('DONE').to(later), from(later).on('DONE').to(a)]),
      /its branch never ends/,
    )
    t.throws(
      () =>
        workflow(1, 'join', [
          from(a).on('DONE').to(later, reads),
          join(later, reads).whenAll('PASS').to(a).otherwise(a),
        ]),
      /the join waits for "PASS", which it never decides/,
    )
  },
)

t.test('the version of a definition changes with its wiring and with nothing else', async (t) => {
  const build = (slot: string) => {
    const first = declare(1)
    const second = declare(2, { needs: { [slot]: derived('a value', [1], () => 1) } })
    return workflow(1, 'two', [from(first).on('DONE').to(second), from(second).on('DONE').done()]).version
  }
  t.equal(build('x'), build('x'))
  t.not(build('x'), build('y'))
  t.equal(posting.text.name, 'posting.text')
})
