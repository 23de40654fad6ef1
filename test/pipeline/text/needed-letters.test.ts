import fc from 'fast-check'
import t from 'tap'
import { mayMatch, neededTriples, triplesOf } from '../../../src/pipeline/text/needed-letters.ts'

const PATTERNS = [
  /equal[- ]opportunit|affirmative action/i,
  /401\(?k|#li-|versicherung/i,
  /benefi(?:t|ts)\b.*(?:package|range)|(?:range|package) of .{0,20}benefits/i,
  /\b(?:vollzeit|part[- ]?time|permanent (?:position|contract))\b/i,
  /leading (?:\p{L}+ ){0,2}(?:bank|company)|führende[rns]? /iu,
  /^(?:sie |du )(?!hast)\p{Ll}+(?:en|st)\b|zuständig/iu,
  /\bour (?:bank|people)|x{2,3}yes|ab?cde/i,
]
const PIECES =
  'equal opportunity-affirmative action 401 (k #LI- VERSICHERUNG benefits package range of vollzeit part time permanent position contract leading global bank company Führende führenden sie du hast machst zuständig ZUSTÄNDIG our people xx xxx yes acde abcde'.split(
    ' ',
  )

t.test('a text that matches a pattern is never ruled out by its letters', (t) => {
  const text = fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ', '-', '. ')), { maxLength: 8 })
    .map((parts) => parts.flat().join(''))
  fc.assert(
    fc.property(text, (passage) =>
      PATTERNS.every(
        (pattern) => !pattern.test(passage) || mayMatch(triplesOf(passage), neededTriples(pattern.source)),
      ),
    ),
    { numRuns: 2000 },
  )
  t.end()
})

t.test('a text without the letters of any alternative is ruled out', (t) => {
  const cases: [RegExp, string][] = [
    [/affirmative action|versicherung/, 'Manage a team of engineers'],
    [/\b(?:vollzeit|teilzeit)\b/, 'Manage a team of engineers'],
    [/leading (?:\p{L}+ ){0,2}bank/u, 'Manage a bank of questions'],
  ]
  for (const [pattern, text] of cases) t.notOk(mayMatch(triplesOf(text), neededTriples(pattern.source)), pattern.source)
  t.end()
})

t.test('a pattern with an alternative of fewer than three plain characters needs nothing', (t) => {
  for (const pattern of [/salary|[$€] ?\d{2}/, /(?:insurance)?/, /a?b?c?/, /\d{100}/, /(?=insurance)/])
    t.equal(neededTriples(pattern.source), null, pattern.source)
  t.ok(mayMatch(triplesOf(''), null))
  t.end()
})
