import fc from 'fast-check'
import t from 'tap'
import { boundOf } from '../../../../bench/schedule/bound.ts'
import { handOutOrder } from '../../../../bench/schedule/order.ts'
import { byActor } from '../../../../bench/schedule/peers.ts'
import { drawPostings } from '../../../../bench/schedule/steps.ts'
import { playWinnow } from '../../../../bench/schedule/winnow.ts'
import { lowerBoundSeconds } from '../../../../src/pipeline/workflow/scheduler/lower-bound.ts'

t.test(
  'the bound is all work and one load of each family over every slot, or the longest chain with its first load',
  async (t) => {
    const families = [
      { work_seconds: 100, load_seconds: 5 },
      { work_seconds: 300, load_seconds: 15 },
    ]
    const chain = { longest_chain_seconds: 50, first_load_seconds: 5 }
    t.equal(lowerBoundSeconds({ families, slots: 1, hosts: 1, ...chain }), 420)
    t.equal(lowerBoundSeconds({ families, slots: 4, hosts: 1, ...chain }), 120)
    t.equal(lowerBoundSeconds({ families, slots: 4, hosts: 2, ...chain }), 60)
    t.equal(lowerBoundSeconds({ families, slots: 4, hosts: 4, ...chain }), 55, 'the chain is longer')
    t.equal(lowerBoundSeconds({ families: [], slots: 4, hosts: 4, longest_chain_seconds: 0, first_load_seconds: 0 }), 0)
  },
)

t.test('no schedule beats the lower bound', async () => {
  const setting = fc.record({
    slots: fc.integer({ min: 1, max: 4 }),
    hosts: fc.integer({ min: 1, max: 4 }),
    loadSeconds: fc.integer({ min: 0, max: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.nat(1_000), setting, async (count, seed, setting) => {
      const postings = drawPostings(count, seed)
      const bound = boundOf(postings, setting) - 1e-6
      const ours = await playWinnow(postings, setting, handOutOrder)
      const peer = await byActor(postings, setting)
      return ours.seconds >= bound && peer.seconds >= bound
    }),
    { numRuns: 40 },
  )
})
