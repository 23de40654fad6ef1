import fc from 'fast-check'
import t from 'tap'
import { boundOf, workSeconds } from '../../../../bench/schedule/bound.ts'
import { handOutOrder } from '../../../../bench/schedule/order.ts'
import { drawPostings } from '../../../../bench/schedule/steps.ts'
import { MAX_WAIT_MS, playWinnow } from '../../../../bench/schedule/winnow.ts'
import { admissionWindow } from '../../../../src/pipeline/workflow/scheduler/window.ts'

for (const { count, hosts, slots, most } of [
  { count: 50, hosts: 1, slots: 1, most: 1.1 },
  { count: 50, hosts: 1, slots: 4, most: 1.1 },
  { count: 50, hosts: 4, slots: 4, most: 1.25 },
  { count: 500, hosts: 1, slots: 4, most: 1.05 },
  { count: 500, hosts: 4, slots: 4, most: 1.05 },
]) {
  t.test(`a batch of ${count} on ${hosts} x ${slots} slots ends within ${most} of the lower bound`, async (t) => {
    for (const loadSeconds of [5, 15]) {
      for (const seed of count > 100 ? [21] : [21, 22, 23]) {
        const postings = drawPostings(count, seed)
        const setting = { hosts, slots, loadSeconds }
        const ratio = (await playWinnow(postings, setting, handOutOrder)).seconds / boundOf(postings, setting)
        t.ok(ratio <= most, `${ratio.toFixed(3)} with loads of ${loadSeconds} s, seed ${seed}`)
      }
    }
  })
}

t.test('one host loads four times for a closed batch, whatever its size', async (t) => {
  for (const count of [20, 200]) {
    const { loads } = await playWinnow(drawPostings(count, 3), { hosts: 1, slots: 4, loadSeconds: 15 }, handOutOrder)
    t.equal(loads, 4, `${count} postings`)
  }
})

t.test('the window lets the first postings end long before the last, at no price', async (t) => {
  const postings = drawPostings(500, 4)
  const setting = { hosts: 1, slots: 4, loadSeconds: 15 }
  const window = admissionWindow({ posting_seconds: workSeconds(postings) / 500, load_seconds: 45, slots: 4 })
  const { seconds, ends } = await playWinnow(postings, setting, handOutOrder, { window })
  t.ok(seconds / boundOf(postings, setting) <= 1.05)
  t.ok((ends[0] ?? 0) < seconds / 3)
})

t.test('a host never computes more calls at once than it has slots', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(1_000),
      async (slots, hosts, count, seed) => {
        const setting = { slots, hosts, loadSeconds: 5 }
        const { busiest } = await playWinnow(drawPostings(count, seed), setting, handOutOrder)
        return busiest <= slots
      },
    ),
    { numRuns: 15 },
  )
})

t.test('work outside batches starts within LLM_MAX_WAIT on hosts that keep up with it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000), fc.constantFrom(5, 15), async (seed, loadSeconds) => {
      const postings = drawPostings(60, seed)
      const arrivals = postings.map((_, index) => index * 60)
      const { longestWait } = await playWinnow(postings, { slots: 4, hosts: 1, loadSeconds }, handOutOrder, {
        arrivals,
      })
      return longestWait <= MAX_WAIT_MS / 1000
    }),
    { numRuns: 6 },
  )
})
