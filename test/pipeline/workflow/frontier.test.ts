import { deepEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import Type from 'typebox'
import type { LedgerStep } from '../../../src/db/retry-runs.ts'
import { type ChainJob, createAdvance, type DoneStep } from '../../../src/pipeline/workflow/advance.ts'
import type { Step, Tools } from '../../../src/pipeline/workflow/definition.ts'
import { downstream, frontier, type KeptStep } from '../../../src/pipeline/workflow/frontier.ts'
import type { Workflow } from '../../../src/pipeline/workflow/graph.ts'
import { keptBefore } from '../../../src/pipeline/workflow/replay-run.ts'
import { createWorkflow3001 } from '../../../src/pipeline/workflow/workflow-3001.ts'

const real = createWorkflow3001()

/** What each execution of a step decides, by `conversation:iteration`; the first token where nothing is said. */
type Decisions = Record<string, string>

/** Workflow 3001 with its own graph, whose steps decide as they are told. */
function deciding(decisions: Decisions, done: readonly KeptStep[]): Workflow {
  const seen = new Map<number, number>()
  for (const { conversation_id, iteration } of done)
    seen.set(conversation_id, Math.max(iteration, seen.get(conversation_id) ?? 0))
  const told = (step: Step): Step => ({
    ...step,
    needs: {},
    yields: Type.Object({ token: Type.String() }),
    saves: () => ({}),
    builtin: () => {
      const iteration = (seen.get(step.id) ?? 0) + 1
      seen.set(step.id, iteration)
      return { token: decisions[`${step.id}:${iteration}`] ?? step.tokens[0] }
    },
    decides: (output) => (output as { token: string }).token,
  })
  return { ...real, steps: new Map([...real.steps].map(([id, step]) => [id, told(step)])) }
}

type Node = { conversation_id: number; iteration: number }
const keyOf = ({ conversation_id, iteration }: Node) => `${conversation_id}:${iteration}`

/** Carries a run on from what is done and these heads, to its end; ids number the steps in their order. */
function carryOn(
  decisions: Decisions,
  done: readonly KeptStep[],
  heads: readonly (Node & { parent_ids: number[] })[],
): KeptStep[] {
  const advance = createAdvance(deciding(decisions, done), {} as Tools, () => 0)
  let next = Math.max(0, ...done.map(({ interaction_id }) => interaction_id)) + 1
  const ids = new Map(done.map((step) => [keyOf(step), step.interaction_id]))
  const claimed = heads.map((head) => ({ ...head, interaction_id: next++ }))
  for (const head of claimed) ids.set(keyOf(head), head.interaction_id)
  const job: ChainJob = {
    posting: {
      content_hash: 'hash',
      summary_lineage: null,
      skills_lineage: null,
      text: { injections: [] as readonly never[] },
    } as unknown as ChainJob['posting'],
    done: done.map((step): DoneStep => ({ ...step, data: { token: step.token }, model: 'builtin' })),
    models: [],
    claimed,
    elsewhere: 0,
    prompt_versions: {},
  }
  const { performed } = advance(job)
  for (const step of performed) if (!ids.has(step.key)) ids.set(step.key, next++)
  return performed.map(({ key, conversation_id, iteration, parents, output }) => ({
    interaction_id: ids.get(key) as number,
    conversation_id,
    iteration,
    token: (output as { status: string }).status,
    parent_ids: [
      ...(claimed.find((head) => keyOf(head) === key)?.parent_ids ?? []),
      ...parents.map((parent) => ids.get(parent) as number),
    ],
  }))
}

const fresh = (decisions: Decisions) =>
  carryOn(decisions, [], [{ conversation_id: real.entry, iteration: 1, parent_ids: [] }])

const inLedger = (steps: readonly KeptStep[]): LedgerStep[] =>
  steps.map(({ parent_ids, ...step }) => ({
    ...step,
    workflow_run_id: 1,
    status: 'completed',
    parent_ids: [...parent_ids],
  }))

const decisions: fc.Arbitrary<Decisions> = fc.record(
  Object.fromEntries(
    [...real.steps.values()].flatMap(({ id, tokens }) =>
      [1, 2].map((iteration) => [
        `${id}:${iteration}`,
        // A run that ends at its second step would say little.
        fc.oneof({ weight: 2, arbitrary: fc.constant(tokens[0] as string) }, fc.constantFrom(...tokens)),
      ]),
    ),
  ),
)

const told = (steps: readonly KeptStep[]) => steps.map((step) => `${keyOf(step)} ${step.token}`).sort()

t.test('a finished run has nothing to go on with, whatever it decided', async (t) => {
  fc.assert(
    fc.property(decisions, (made) => {
      const run = fresh(made)
      deepEqual(frontier(real, run), [], told(run).join(', '))
    }),
    { numRuns: 200 },
  )
  t.pass()
})

t.test(
  'replayed from any conversation that it reached, a run performs that and what follows, and ends as before',
  async (t) => {
    let replays = 0
    const from = new Set<number>()
    fc.assert(
      fc.property(decisions, (made) => {
        const run = fresh(made)
        for (const start of new Set(run.map(({ conversation_id }) => conversation_id))) {
          const kept = keptBefore(real, inLedger(run), start)
          const heads = frontier(real, kept)
          const again = carryOn(made, kept, heads)
          if (!heads.some(({ conversation_id }) => conversation_id === start)) throw new Error(`${start} is no head`)
          deepEqual(told([...kept, ...again]), told(run), `from ${start}: the same steps in all`)
          const after = downstream(real, start)
          const beyond = again.filter(({ conversation_id }) => conversation_id !== start && !after.has(conversation_id))
          deepEqual(beyond, [], `from ${start}: nothing else was performed`)
          const first = run.find(({ conversation_id }) => conversation_id === start)
          if (!again.some((step) => first && keyOf(step) === keyOf(first)))
            throw new Error(`${start} was not performed`)
          replays += 1
          from.add(start)
        }
      }),
      // The way to a ticket is rarely drawn.
      { numRuns: 600, examples: [[{ '3337:1': 'FAIL', '3339:1': 'FAIL', '3339:2': 'FAIL' }]] },
    )
    t.ok(replays > 500, `${replays} replays`)
    t.same([...from].sort(), [...real.order].sort(), 'every conversation was a start')
  },
)

const goesOn = (made: Decisions, at: number): void => {
  const run = fresh(made)
  const kept = run.slice(0, at)
  deepEqual(told([...kept, ...carryOn(made, kept, frontier(real, kept))]), told(run), `broke off after ${at} steps`)
}

t.test('a run that broke off anywhere goes on to the same end', async (t) => {
  fc.assert(
    fc.property(decisions, fc.nat(), (made, cut) => goesOn(made, cut % (fresh(made).length + 1))),
    { numRuns: 500 },
  )
  t.pass()
})

t.test('a run that broke off after any step of its last improvement goes on to the same end', async (t) => {
  const made: Decisions = { '3337:1': 'FAIL', '3339:1': 'FAIL', '3339:2': 'PASS' }
  t.ok(told(fresh(made)).includes('3338:2 DONE'), 'it has a second improvement')
  for (let at = 0; at <= fresh(made).length; at += 1) goesOn(made, at)
})
