import fc from 'fast-check'
import t from 'tap'
import { bandsOf, candidateProbability, chooseBanding } from '../../../../src/pipeline/store/similarity/bands.ts'
import { BANDING } from '../../../../src/pipeline/store/similarity/fingerprint.ts'
import { jaccard } from '../../../../src/pipeline/store/similarity/jaccard.ts'
import { shinglesOf } from '../../../../src/pipeline/store/similarity/shingles.ts'
import {
  estimate,
  signatureFromBytes,
  signatureOf,
  signatureToBytes,
} from '../../../../src/pipeline/store/similarity/signature.ts'
import { type Edit, edited, wordsOf } from './texts.ts'

const signature = (words: readonly string[]) => signatureOf(shinglesOf(words.join(' '))) ?? new Uint32Array()
const meet = (one: Uint32Array, other: Uint32Array) => {
  const bands = bandsOf(other, BANDING)
  return bandsOf(one, BANDING).some((band, index) => band === bands[index])
}

t.test('case, punctuation and line breaks do not count; numbers and accents do', async (t) => {
  const shingles = (text: string) => [...shinglesOf(text)]
  t.same(shingles('Plan the WEEKLY rota, team 3!'), shingles('plan\nthe - weekly  rota (team 3)'))
  t.not(jaccard(shinglesOf('plan the rota 3'), shinglesOf('plan the rota 4')), 1)
  t.same(shingles('Prüfung der Pläne'), shingles('Pru\u0308fung der Pla\u0308ne'))
  t.not(jaccard(shinglesOf('Prüfung der Pläne'), shinglesOf('Prufung der Plane')), 1)
  t.same([shingles(''), shingles('two words')], [[], []])
  t.same(shingles('a b c a b c'), [...new Set(shingles('a b c a b c'))])
})

t.test('the exact similarity is that of the sets', async () => {
  const sets = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 })
  fc.assert(
    fc.property(sets, sets, (one, other) => {
      const shared = one.filter((each) => other.includes(each)).length
      const expected = shared / new Set([...one, ...other]).size
      const sorted = (set: number[]) => Uint32Array.from(set).sort()
      return jaccard(sorted(one), sorted(other)) === expected && jaccard(sorted(other), sorted(one)) === expected
    }),
  )
  t.equal(jaccard(new Uint32Array(), new Uint32Array()), 0)
})

t.test('the bands are the longest that keep the recall, and the S-curve is the documented one', async (t) => {
  t.same(BANDING, { bands: 18, rows: 7 })
  const curve = [0.5, 0.7, 0.8, 0.9].map((similarity) => candidateProbability(similarity, BANDING).toFixed(5))
  t.same(curve, ['0.13166', '0.78711', '0.98554', '0.99999'])
  t.ok(candidateProbability(0.8, { bands: 16, rows: 8 }) < 0.98)
  t.same(chooseBanding(0.1, 1), { bands: 128, rows: 1 })
})

t.test('the estimate of a signature is the similarity within its error, for long texts and short ones', async (t) => {
  for (const [count, most] of [
    [300, 0.05],
    [60, 0.08],
  ] as const) {
    let squares = 0
    let signed = 0
    for (let seed = 1; seed <= 200; seed++) {
      const words = wordsOf(seed, count)
      const other = edited(words, 'replace', (seed % 20) / 100, seed + 7)
      const error =
        estimate(signature(words), signature(other)) - jaccard(shinglesOf(words.join(' ')), shinglesOf(other.join(' ')))
      squares += error * error
      signed += error
    }
    t.ok(Math.sqrt(squares / 200) < most, `${count} words: off by ${Math.sqrt(squares / 200)}`)
    t.ok(Math.abs(signed / 200) < 0.015, `${count} words: bias ${signed / 200}`)
  }
})

t.test('a text edited in few words is found, an unrelated one is not', async (t) => {
  // 1 % of words edited leaves 0.94 of the shingles' union, 2 % 0.89, both far above the threshold.
  for (const edit of ['drop', 'insert', 'replace'] satisfies Edit[]) {
    let found = 0
    for (let seed = 1; seed <= 300; seed++) {
      const words = wordsOf(seed)
      if (meet(signature(words), signature(edited(words, edit, 0.02, seed + 1)))) found++
    }
    t.ok(found >= 297, `${edit}: ${found} of 300`)
  }
  const signatures = Array.from({ length: 300 }, (_, seed) => signature(wordsOf(seed + 1000)))
  const strangers = signatures.flatMap((one, index) => signatures.slice(index + 1).filter((other) => meet(one, other)))
  t.equal(strangers.length, 0)
})

t.test(
  'a signature keeps through its bytes, and does not depend on the order of the words’ first appearance',
  async () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1 }), (hashes) => {
        const one = signatureOf(Uint32Array.from(hashes)) ?? new Uint32Array()
        const other = signatureOf(Uint32Array.from(hashes.toReversed())) ?? new Uint32Array()
        return estimate(one, other) === 1 && estimate(signatureFromBytes(signatureToBytes(one)), one) === 1
      }),
    )
    t.equal(signatureOf(new Uint32Array()), null)
  },
)
