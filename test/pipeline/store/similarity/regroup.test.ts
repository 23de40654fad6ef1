import fc from 'fast-check'
import t from 'tap'
import { type Match, regroup, type Standing } from '../../../../src/pipeline/store/similarity/regroup.ts'

const alone = (...ids: number[]): Standing[] =>
  ids.map((posting_id) => ({ posting_id, duplicate_of: null, similarity: null }))
const like = (older: number, newer: number, similarity = 0.9, exact = false): Match => ({
  older,
  newer,
  similarity,
  exact,
})

/** Regroups until nothing is left to be compared anew, each time with the matches of those looked at. */
function settle(standings: readonly Standing[], first: readonly number[], matches: readonly Match[]) {
  const now = new Map(standings.map((one) => [one.posting_id, one]))
  let ids = first
  let rounds = 0
  while (ids.length > 0) {
    if (++rounds > 50) throw new Error('it never ends')
    const own = matches.filter(({ older, newer }) => ids.includes(older) || ids.includes(newer))
    const { changed, again } = regroup([...now.values()], ids, own)
    for (const one of changed) now.set(one.posting_id, one)
    ids = again
  }
  return now
}

const links = (standings: ReadonlyMap<number, Standing>) =>
  [...standings.values()]
    .filter(({ duplicate_of }) => duplicate_of !== null)
    .map(({ posting_id, duplicate_of }) => [posting_id, duplicate_of])

t.test('a duplicate points to the oldest posting that it matches', async (t) => {
  const { changed } = regroup(alone(1, 2, 3), [3], [like(1, 3), like(2, 3, 0.99)])
  t.same(changed, [{ posting_id: 3, duplicate_of: 1, similarity: 0.9 }])
})

t.test('a group does not drift: who matches a duplicate but not its original is not linked', async (t) => {
  t.same(links(settle(alone(1, 2, 3), [1, 2, 3], [like(1, 2), like(2, 3)])), [[2, 1]])
})

t.test('an exact twin of a duplicate repeats the original, no closer than the twin does', async (t) => {
  const { changed } = regroup(alone(1, 2, 3), [1, 2, 3], [like(1, 2, 0.85), like(2, 3, 1, true)])
  t.same(changed.at(-1), { posting_id: 3, duplicate_of: 1, similarity: 0.85 })
})

t.test('an older original found later takes over, and what it does not match is compared anew', async (t) => {
  const standings = [...alone(1, 2), { posting_id: 3, duplicate_of: 2, similarity: 0.9 }]
  const { changed, again } = regroup(standings, [1], [like(1, 2)])
  t.same(changed, [
    { posting_id: 2, duplicate_of: 1, similarity: 0.9 },
    { posting_id: 3, duplicate_of: null, similarity: null },
  ])
  t.same(again, [3])
})

t.test('a link that no longer holds is cleared', async (t) => {
  const standings = [...alone(1), { posting_id: 2, duplicate_of: 1, similarity: 0.9 }]
  t.same(regroup(standings, [2], []).changed, [{ posting_id: 2, duplicate_of: null, similarity: null }])
  t.same(regroup(standings, [1], []).again, [2], 'also when the original changed')
  t.same(regroup(standings, [1, 2], [like(1, 2)]).changed, [], 'and one that holds is not written again')
})

t.test('a link that a person made stays, and follows its original', async (t) => {
  const byHand = { posting_id: 5, duplicate_of: 3, similarity: null }
  t.same(regroup([...alone(1, 3), byHand], [5], [like(1, 5)]).changed, [])
  t.same(regroup([...alone(1, 3), byHand], [3], []).changed, [])
  t.same(regroup([...alone(1, 3), byHand], [3], [like(1, 3)]).changed.at(-1), { ...byHand, duplicate_of: 1 })
})

t.test(
  'whatever the order of the work, the links come out the same: flat, to older postings, each a match',
  async () => {
    const ids = [1, 2, 3, 4, 5, 6, 7]
    const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([a, b]) => a < b)
    const pairs = fc.uniqueArray(pair, { selector: ([a, b]) => `${a} ${b}` })
    const order = fc.shuffledSubarray(ids, { minLength: ids.length })
    fc.assert(
      fc.property(pairs, order, fc.integer({ min: 1, max: 7 }), (pairs, order, size) => {
        const matches = pairs.map(([older, newer]) => like(older, newer))
        const atOnce = settle(alone(...ids), ids, matches)
        let bit = new Map(alone(...ids).map((one) => [one.posting_id, one]))
        for (let from = 0; from < order.length; from += size) {
          bit = settle([...bit.values()], order.slice(from, from + size), matches)
        }
        for (const one of bit.values()) {
          if (one.duplicate_of === null) continue
          const original = bit.get(one.duplicate_of)
          const matched = matches.some(({ older, newer }) => older === one.duplicate_of && newer === one.posting_id)
          if (original?.duplicate_of !== null || !matched) return false
        }
        return JSON.stringify(links(bit)) === JSON.stringify(links(atOnce))
      }),
      { numRuns: 300 },
    )
  },
)
