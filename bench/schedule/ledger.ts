/** The interactions of the bench's postings, kept in memory as the real ledger keeps them: priority within a family, children on completion. */
import { type Family, familyKey } from '../../src/pipeline/llm/port.ts'
import type { Job, Waiting, WorkList } from '../../src/pipeline/workflow/scheduler/work-list.ts'
import { FOLLOWING, nextSteps, type Posting, STEP_NAMES, STEPS, type StepName } from './steps.ts'

export type Order = (item: Item) => number
export type Item = {
  posting: Posting
  step: StepName
  iteration: number
  readyAt: number
  open: boolean
  taken: boolean
}

export type LedgerOptions = {
  now(): number
  /** Lowest first within a family. */
  order: Order
  /** Told of every child, so that idle drivers look. */
  created(): void
  completed(posting: Posting): void
  /** A job was taken after it had waited so long, in milliseconds. */
  waited(item: Item, milliseconds: number): void
}

export type Ledger = WorkList & {
  /** Starts a posting's run. Open: outside closed batches. */
  admit(posting: Posting, open: boolean): void
  finished(): number
}

export function createLedger({ now, order, created, completed, waited }: LedgerOptions): Ledger {
  const families = new Map<string, Heap>()
  const byStep = new Map(STEP_NAMES.map((step) => [step, { items: [] as Item[], head: 0, jobs: 0 }]))
  const runs = new Map<number, { graded: number; left: number; open: boolean }>()
  let done = 0

  const add = (posting: Posting, step: StepName, iteration: number, open: boolean) => {
    const item: Item = { posting, step, iteration, readyAt: now(), open, taken: false }
    const key = familyKey(STEPS[step].family)
    const heap = families.get(key) ?? createHeap()
    families.set(key, heap)
    heap.push(item, order(item))
    const list = byStep.get(step)
    list?.items.push(item)
    if (list) list.jobs++
  }
  const complete = ({ posting, step, iteration }: Item) => {
    const run = runs.get(posting.index)
    if (!run) return
    if (step === 'grade_a' || step === 'grade_b') run.graded++
    const next = nextSteps(posting, step, iteration, run.graded)
    run.left += next.length - 1
    for (const each of next) add(posting, each.step, each.iteration, run.open)
    if (next.length > 0) created()
    if (run.left > 0) return
    runs.delete(posting.index)
    done++
    completed(posting)
  }
  const jobOf = (item: Item, family: Family): Job => ({
    family,
    expected_seconds: STEPS[item.step].mean,
    perform: async (llm, signal) => {
      try {
        await llm.generate(
          {
            family,
            messages: [{ role: 'user', content: String(item.posting.seconds(item.step, item.iteration)) }],
            format: {},
            temperature: 0,
            seed: 0,
            max_tokens: 1,
          },
          signal,
        )
      } catch {
        add(item.posting, item.step, item.iteration, item.open)
        return 'upstream'
      }
      complete(item)
      return 'done'
    },
  })

  return {
    admit: (posting, open) => {
      runs.set(posting.index, { graded: 0, left: 3, open })
      for (const step of ['extract', 'skills', 'analyst'] as const) add(posting, step, 0, open)
      created()
    },
    finished: () => done,
    waiting: async () => {
      const waiting: Waiting[] = []
      for (const [step, list] of byStep) {
        while (list.items[list.head]?.taken) list.head++
        const oldest = list.items[list.head]
        if (!oldest) continue
        const age = (now() - oldest.readyAt) / 1000
        waiting.push({
          family: STEPS[step].family,
          jobs: list.jobs,
          expected_seconds: list.jobs * STEPS[step].mean,
          oldest_seconds: age,
          oldest_open_seconds: oldest.open ? age : null,
          following: FOLLOWING[step].map((branch) =>
            branch.map(({ family, expected_seconds }) => ({ family, expected_seconds: expected_seconds * list.jobs })),
          ),
        })
      }
      return waiting
    },
    take: async (family, limit) => {
      const heap = families.get(familyKey(family))
      const jobs: Job[] = []
      while (jobs.length < limit) {
        const item = heap?.pop()
        if (!item) break
        item.taken = true
        const list = byStep.get(item.step)
        if (list) list.jobs--
        waited(item, now() - item.readyAt)
        jobs.push(jobOf(item, family))
      }
      return jobs
    },
  }
}

type Heap = { push(item: Item, rank: number): void; pop(): Item | undefined }

/** Lowest rank first; equal ranks in the order they came. */
function createHeap(): Heap {
  const heap: { item: Item; rank: number; count: number }[] = []
  let count = 0
  const before = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]]
    if (!one || !other) return false
    return one.rank !== other.rank ? one.rank < other.rank : one.count < other.count
  }
  const swap = (a: number, b: number) => {
    const kept = heap[a] as (typeof heap)[number]
    heap[a] = heap[b] as (typeof heap)[number]
    heap[b] = kept
  }
  return {
    push: (item, rank) => {
      heap.push({ item, rank, count: count++ })
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1
        if (!before(at, parent)) break
        swap(at, parent)
        at = parent
      }
    },
    pop: () => {
      const top = heap[0]
      const last = heap.pop()
      if (!top || !last || heap.length === 0) return top?.item
      heap[0] = last
      for (let at = 0; ; ) {
        const left = 2 * at + 1
        const least = [left, left + 1].reduce((best, child) => (before(child, best) ? child : best), at)
        if (least === at) break
        swap(at, least)
        at = least
      }
      return top.item
    },
  }
}
