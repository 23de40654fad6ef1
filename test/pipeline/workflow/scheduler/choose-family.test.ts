import fc from 'fast-check'
import t from 'tap'
import { type Family, familyKey } from '../../../../src/pipeline/llm/port.ts'
import {
  chooseFamily,
  type HostView,
  type Resident,
} from '../../../../src/pipeline/workflow/scheduler/choose-family.ts'
import type { Waiting } from '../../../../src/pipeline/workflow/scheduler/work-list.ts'

const family = (model: string): Family => ({ model, num_ctx: 8192, options: {} })
const [small, grader, large] = [family('gemma3:1b'), family('gemma2:latest'), family('qwen2.5:7b')]
const waits = (of: Family, expected_seconds: number, more: Partial<Waiting> = {}): Waiting => ({
  family: of,
  jobs: 10,
  expected_seconds,
  oldest_seconds: 10,
  oldest_open_seconds: null,
  ...more,
})
const loaded = (of: Family, more: Partial<Resident> = {}): Resident => ({
  family: of,
  worked_seconds: 0,
  idle_seconds: 0,
  in_flight: 0,
  ...more,
})
const view = (more: Partial<HostView>): HostView => ({
  slots: 1,
  loaded: 1,
  residents: [],
  waiting: [],
  others: [],
  missing: new Set(),
  loadSeconds: () => 10,
  max_wait_seconds: 600,
  ...more,
})
const modelOf = (more: Partial<HostView>) => {
  const choice = chooseFamily(view(more))
  return choice.kind === 'serve' ? choice.family.model : choice.reason
}

t.test('a loaded family is served while it has work, however much waits for others', async (t) => {
  const waiting = [waits(small, 5), waits(large, 50_000)]
  t.equal(modelOf({ residents: [loaded(small, { worked_seconds: 9_999 })], waiting }), small.model)
})

t.test('an empty host takes the family with the most work for its load', async (t) => {
  const waiting = [waits(small, 100), waits(large, 300)]
  t.equal(modelOf({ waiting }), large.model)
  t.equal(modelOf({ waiting, loadSeconds: ({ model }) => (model === large.model ? 60 : 5) }), small.model)
})

t.test('what has waited longer weighs more', async (t) => {
  t.equal(modelOf({ waiting: [waits(small, 100, { oldest_seconds: 3_600 }), waits(large, 300)] }), small.model)
})

t.test('work that other families wait for goes before leaves', async (t) => {
  const following = [[{ family: grader, expected_seconds: 1_000 }]]
  t.equal(modelOf({ waiting: [waits(small, 100, { following }), waits(large, 300)] }), small.model)
})

t.test('hosts settle on different families by themselves', async (t) => {
  const waiting = [waits(grader, 2_000), waits(large, 1_500)]
  t.equal(modelOf({ waiting }), grader.model)
  t.equal(modelOf({ waiting, others: [{ families: [grader] }] }), large.model)
  t.equal(modelOf({ waiting, others: [{ families: [grader] }, { families: [large] }] }), grader.model)
})

t.test('a family that others will soon have finished is not loaded once more', async (t) => {
  const waiting = [waits(grader, 19)]
  t.equal(modelOf({ waiting, others: [{ families: [grader] }] }), 'nothing')
  t.equal(modelOf({ waiting: [waits(grader, 21)], others: [{ families: [grader] }] }), grader.model)
})

t.test('nothing is switched while calls of the loaded family run', async (t) => {
  const waiting = [waits(large, 500)]
  t.equal(modelOf({ residents: [loaded(small, { in_flight: 1 })], waiting }), 'busy')
  t.equal(modelOf({ residents: [loaded(small)], waiting }), large.model)
})

t.test('work that another host is making for the loaded family is waited for, as long as a load takes', async (t) => {
  const following = [[{ family: grader, expected_seconds: 500 }]]
  const more = { waiting: [waits(large, 500, { following }), waits(small, 50)], others: [{ families: [large] }] }
  t.equal(modelOf({ residents: [loaded(grader, { idle_seconds: 5 })], ...more }), 'work_is_coming')
  t.not(modelOf({ residents: [loaded(grader, { idle_seconds: 10 })], ...more }), 'work_is_coming')
})

t.test(
  'one of two hosts of a family leaves it for one that no host serves, once it has paid for its load',
  async (t) => {
    const more = { waiting: [waits(large, 100), waits(small, 400)], others: [{ families: [large] }] }
    t.equal(modelOf({ residents: [loaded(large, { worked_seconds: 29 })], ...more }), large.model)
    t.equal(modelOf({ residents: [loaded(large, { worked_seconds: 30 })], ...more }), small.model)
    t.equal(
      modelOf({ residents: [loaded(large, { worked_seconds: 30 })], waiting: more.waiting }),
      large.model,
      'alone',
    )
  },
)

t.test('LLM_MAX_WAIT forces one switch, early enough for the load, for work outside batches only', async (t) => {
  const residents = [loaded(large, { worked_seconds: 100, in_flight: 1 })]
  const after = (oldest_open_seconds: number | null, worked_seconds = 100) =>
    modelOf({
      residents: residents.map((one) => ({ ...one, worked_seconds })),
      waiting: [waits(large, 9_000), waits(small, 5, { oldest_seconds: 5_000, oldest_open_seconds })],
    })
  t.equal(after(589), large.model)
  t.equal(after(590), small.model)
  t.equal(after(null), large.model)
  t.equal(after(590, 9), large.model, 'not before the host has worked as long as it loaded')
})

t.test('a model that the host does not have is not chosen', async (t) => {
  t.equal(modelOf({ waiting: [waits(large, 100)], missing: new Set([familyKey(large)]) }), 'nothing')
})

t.test(
  'a host that keeps two models loads the second beside the first, and then replaces the one that ran dry',
  async (t) => {
    const waiting = [waits(grader, 100), waits(large, 100)]
    const second = chooseFamily(view({ loaded: 2, residents: [loaded(large, { in_flight: 1 })], waiting }))
    t.match(second, { kind: 'serve', family: grader, instead_of: null })
    const residents = [loaded(large, { in_flight: 1 }), loaded(small)]
    t.match(chooseFamily(view({ loaded: 2, residents, waiting })), { kind: 'serve', family: grader, instead_of: small })
  },
)

t.test(
  'the choice never loads beyond the limit, never leaves a family for itself, never takes what is missing',
  async () => {
    const all = [small, grader, large]
    const anyFamily = fc.constantFrom(...all)
    const seconds = fc.nat(5_000)
    const anyWaiting = fc.record({
      family: anyFamily,
      jobs: fc.nat(5),
      expected_seconds: seconds,
      oldest_seconds: seconds,
      oldest_open_seconds: fc.option(seconds),
    })
    const anyResident = fc.record({
      family: anyFamily,
      worked_seconds: seconds,
      idle_seconds: seconds,
      in_flight: fc.nat(3),
    })
    const anyView = fc
      .record({
        loaded: fc.integer({ min: 1, max: 3 }),
        residents: fc.uniqueArray(anyResident, { maxLength: 3, selector: ({ family }) => family.model }),
        waiting: fc.array(anyWaiting),
        others: fc.array(fc.record({ families: fc.array(anyFamily) }), { maxLength: 3 }),
        missing: fc.subarray(all.map(familyKey)).map((keys) => new Set(keys)),
      })
      .map((one) => view({ ...one, residents: one.residents.slice(0, one.loaded) }))
    fc.assert(
      fc.property(anyView, (one) => {
        const choice = chooseFamily(one)
        if (choice.kind === 'wait') return true
        const key = familyKey(choice.family)
        const has = one.residents.some(({ family }) => familyKey(family) === key)
        const works = one.waiting.some(({ family, jobs }) => jobs > 0 && familyKey(family) === key)
        const fits = has || choice.instead_of !== null || one.residents.length < one.loaded
        const other = choice.instead_of === null || familyKey(choice.instead_of) !== key
        return works && fits && other && (has || !one.missing.has(key))
      }),
    )
  },
)
