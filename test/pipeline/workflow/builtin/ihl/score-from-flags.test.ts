import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import {
  COUNTER_POINTS,
  DECISIVE_FLAGS,
  FLAG_POINTS,
  IHL_RUBRIC_VERSION,
} from '../../../../../src/pipeline/workflow/builtin/ihl/rubric.ts'
import {
  categoryOf,
  pointsFromFlags,
  scoreFromFlags,
} from '../../../../../src/pipeline/workflow/builtin/ihl/score-from-flags.ts'
import { SEVERITIES } from '../../../../../src/pipeline/workflow/records.ts'

const codes = [...Object.keys(FLAG_POINTS), 'a_sign_of_its_own']
const signals = [...Object.keys(COUNTER_POINTS), 'another_sign']
const flag = fc.record({ flag: fc.constantFrom(...codes), severity: fc.constantFrom(...SEVERITIES) })
const counter = fc.oneof(
  fc.record({
    signal: fc.constantFrom(...signals),
    refutes: fc.constant(null),
    effect: fc.constant('supports' as const),
  }),
  fc.record({
    signal: fc.constantFrom(...signals),
    refutes: fc.constantFrom(...codes),
    effect: fc.constantFrom('refuted' as const, 'downgraded' as const),
  }),
)
const flags = fc.array(flag, { maxLength: 12 })
const counters = fc.array(counter, { maxLength: 12 })

t.test('another flag never lowers the score and another piece of counter-evidence never raises it', async () => {
  fc.assert(
    fc.property(flags, counters, flag, counter, (some, answers, moreFlag, moreCounter) => {
      const points = pointsFromFlags(some, answers)
      return (
        pointsFromFlags([...some, moreFlag], answers) >= points &&
        pointsFromFlags(some, [...answers, moreCounter]) <= points
      )
    }),
    { numRuns: 3000 },
  )
})

t.test(
  'of all subsets of a set of flags and answers, the larger set of flags scores no less, the larger set of answers no more',
  async (t) => {
    const some = [
      { flag: 'candidate_identified', severity: 'HIGH' },
      { flag: 'internal_system_required', severity: 'MEDIUM' },
      { flag: 'long_experience', severity: 'LOW' },
      { flag: 'rigid_terms', severity: 'LOW' },
      { flag: 'certificate_stack', severity: 'HIGH' },
    ] as const
    const answers = [
      { signal: 'external_welcome', refutes: 'candidate_identified', effect: 'downgraded' },
      { signal: 'equivalents_accepted', refutes: 'certificate_stack', effect: 'refuted' },
      { signal: 'several_openings', refutes: null, effect: 'supports' },
      { signal: 'training_offered', refutes: null, effect: 'supports' },
    ] as const
    const subsets = <T>(all: readonly T[]) =>
      Array.from({ length: 2 ** all.length }, (_, mask) => ({
        mask,
        members: all.filter((_, bit) => mask & (1 << bit)),
      }))
    for (const small of subsets(some)) {
      for (const large of subsets(some)) {
        if ((small.mask & large.mask) !== small.mask) continue
        for (const { members } of subsets(answers)) {
          if (scoreFromFlags(large.members, members) < scoreFromFlags(small.members, members))
            t.fail(`${small.mask} above ${large.mask}`)
        }
      }
    }
    for (const small of subsets(answers)) {
      for (const large of subsets(answers)) {
        if ((small.mask & large.mask) !== small.mask) continue
        for (const { members } of subsets(some)) {
          if (scoreFromFlags(members, large.members) > scoreFromFlags(members, small.members))
            t.fail(`${large.mask} above ${small.mask}`)
        }
      }
    }
  },
)

t.test(
  'a score is a whole number of 0-10, whatever the order of the evidence, and does not count a thing said twice as two',
  async (t) => {
    fc.assert(
      fc.property(flags, counters, (some, answers) => {
        const score = scoreFromFlags(some, answers)
        return (
          Number.isInteger(score) &&
          score >= 0 &&
          score <= 10 &&
          scoreFromFlags(some.toReversed(), answers.toReversed()) === score &&
          scoreFromFlags(some, [...answers, ...answers]) === score
        )
      }),
    )
    const once = pointsFromFlags([{ flag: 'named_competitor', severity: 'MEDIUM' }], [])
    const twice = pointsFromFlags(Array(2).fill({ flag: 'named_competitor', severity: 'MEDIUM' }), [])
    t.ok(twice - once < once - pointsFromFlags([], []))
  },
)

t.test(
  'small signs alone stay GENUINE, only a decisive flag reaches FAKE, and support does not talk a decisive flag away',
  async (t) => {
    const small = codes.flatMap((code) =>
      code in FLAG_POINTS && FLAG_POINTS[code as keyof typeof FLAG_POINTS].LOW < 1
        ? [{ flag: code, severity: 'LOW' as const }]
        : [],
    )
    t.ok(small.length >= 5)
    t.equal(categoryOf(scoreFromFlags(small, [])), 'GENUINE')
    const others = codes
      .filter((code) => !DECISIVE_FLAGS.has(code))
      .map((code) => ({ flag: code, severity: 'HIGH' as const }))
    t.equal(scoreFromFlags(others, []), 9)
    const decisive = { flag: 'candidate_identified', severity: 'HIGH' as const }
    t.equal(scoreFromFlags([...others, decisive], []), 10)
    const support = Object.keys(COUNTER_POINTS).map((signal) => ({
      signal,
      refutes: null,
      effect: 'supports' as const,
    }))
    t.equal(scoreFromFlags([decisive], support), 7)
    t.ok(
      scoreFromFlags(
        [decisive],
        [{ signal: 'external_welcome', refutes: 'candidate_identified', effect: 'refuted' }],
      ) <= 2,
    )
  },
)

t.test('categories are those of the rubric', async (t) => {
  t.same(
    Array.from({ length: 11 }, (_, score) => categoryOf(score)),
    [...Array(4).fill('GENUINE'), ...Array(3).fill('BORDERLINE'), ...Array(3).fill('COMPLIANCE_THEATER'), 'FAKE'],
  )
})

t.test('the documented table is the table in force', async (t) => {
  const text = readFileSync(join(import.meta.dirname, '../../../../../docs/ihl-rubric.md'), 'utf8').replace(/ +/g, ' ')
  t.match(text, `version ${IHL_RUBRIC_VERSION}`)
  for (const [code, { LOW, MEDIUM, HIGH }] of Object.entries(FLAG_POINTS))
    t.match(text, `| ${code} | ${LOW} | ${MEDIUM} | ${HIGH} |`)
  for (const [signal, points] of Object.entries(COUNTER_POINTS)) t.match(text, `| ${signal} | ${points} |`)
})
