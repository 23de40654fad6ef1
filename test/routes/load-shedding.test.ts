import t from 'tap'
import { createEpisode } from '../../src/routes/load-shedding.ts'

const options = { sustainedMs: 5_000, gapMs: 2_000 }

t.test('a moment of pressure sheds nothing', async (t) => {
  const isSustained = createEpisode(options)
  t.same([0, 500, 1_000, 4_000, 4_900].map(isSustained), [false, false, false, false, false])
})

t.test('pressure for five seconds on end sheds, until it pauses', async (t) => {
  const isSustained = createEpisode(options)
  t.same([0, 1_500, 3_000, 4_500, 5_000, 6_000].map(isSustained), [false, false, false, false, true, true])
  t.equal(isSustained(8_001), false, 'after a pause it begins anew')
  t.equal(isSustained(9_500), false)
})
