import fc from 'fast-check'
import t from 'tap'
import { wordsOf } from '../../../src/pipeline/text/words.ts'

const written = (text: string) => wordsOf(text).map(({ start, end }) => text.slice(start, end))

t.test('words are runs of letters, digits and marks in any script, joined by apostrophes between letters', (t) => {
  t.same(written("The bank's 3rd team – it’s naïve, l'équipe"), [
    'The',
    "bank's",
    '3rd',
    'team',
    'it’s',
    'naïve',
    "l'équipe",
  ])
  t.same(written("teams' 'quoted' re\u00addo cafe\u0301"), ['teams', 'quoted', 're\u00addo', 'cafe\u0301'])
  t.same(written('Zażółć 日本語 𝐀𝐁 👍 Привет'), ['Zażółć', '日本語', '𝐀𝐁', 'Привет'])
  t.equal(wordsOf("Bank's")[0]?.folded, 'banks')
  t.end()
})

t.test('a new capital behind a small letter begins a word that is fused to the one before', (t) => {
  t.same(
    wordsOf('im TeamIhre Aufgaben').map(({ folded, fused }) => [folded, fused]),
    [
      ['im', false],
      ['team', false],
      ['ihre', true],
      ['aufgaben', false],
    ],
  )
  t.end()
})

t.test('words come in order, never overlap and cover every letter and digit of the text', (t) => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'B', 'ä', '7', "'", '’', ' ', '.', '\n', '𝐀', '\u0301', '語'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(text, (value) => {
      const words = wordsOf(value)
      const ordered = words.every(({ start, end }, index) => start < end && start >= (words[index - 1]?.end ?? 0))
      const covered = words.map(({ start, end }) => value.slice(start, end)).join('')
      const letters = (part: string) => part.replace(/[^\p{L}\p{N}]/gu, '')
      return ordered && letters(covered) === letters(value)
    }),
  )
  t.end()
})
