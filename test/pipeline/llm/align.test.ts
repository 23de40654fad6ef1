import t from 'tap'
import { createAlign } from '../../../src/pipeline/llm/align.ts'

const aligned = (text: string, quote: string) => createAlign(text)(quote)?.quote ?? null

t.test('a quote is found whatever happened to case, blanks, punctuation, quotes and dashes', async (t) => {
  const text = 'We want:\n•  “Solid”   knowledge of Java – and\n   the JVM; you’ll learn the rest.'
  t.equal(aligned(text, 'solid knowledge of java - and the jvm'), 'Solid”   knowledge of Java – and\n   the JVM')
  t.equal(aligned(text, "you'll learn the rest."), 'you’ll learn the rest.')
  t.equal(aligned(text, '- knowledge of Java'), 'knowledge of Java')
})

t.test('the quote returned is the text’s own slice at its offsets', async (t) => {
  const text = 'Ärzte und Pflege: 40 Stunden/Woche. Ärzte und Pflege!'
  const found = createAlign(text)('ärzte UND pflege')
  t.same(found, { start: 0, end: 16, quote: 'Ärzte und Pflege' })
})

t.test('mojibake in the text or in the quote does not matter', async (t) => {
  t.equal(aligned('Part of Riskâs journey, weâll grow', "Risk's journey, we'll grow"), 'Riskâs journey, weâll grow')
  t.equal(aligned('Tätigkeit FÃ¼r die MÃ¤rkte', 'für die Märkte'), 'FÃ¼r die MÃ¤rkte')
  t.equal(aligned('DB â a bank of Europe', 'DB – a bank'), 'DB â a bank')
  t.equal(aligned('Corporate &amp; Investment Bank', 'Corporate & Investment Bank'), 'Corporate &amp; Investment Bank')
})

t.test('words that a flattened page fused are still found apart', async (t) => {
  const text = 'Arbeit in ProjektteamsPräsentationsfähigkeiten und JavaScript'
  t.equal(aligned(text, 'Projektteams Präsentationsfähigkeiten'), 'ProjektteamsPräsentationsfähigkeiten')
  t.equal(aligned(text, 'Javascript'), 'JavaScript')
})

t.test('a match begins and ends at words, and signs that make a name count', async (t) => {
  t.equal(aligned('They are there', 'he'), null)
  t.equal(aligned('C++ and C# needed', 'C'), null)
  t.equal(aligned('C++ and C# needed', 'c#'), 'C#')
  t.equal(aligned('Excel (advanced), SAP', 'Excel (advanced)'), 'Excel (advanced)')
})

t.test('a long quote may differ in one word of eight, a short one in none', async (t) => {
  const text = 'You plan and track the tours of twelve vans in the north of the country every week'
  t.equal(aligned(text, 'You plan and follow the tours of twelve vans in the north of the country'), text.slice(0, 71))
  t.equal(aligned(text, 'plan and follow the tours'), null)
  t.equal(aligned(text, 'You bake and sell the breads of twelve shops in the north of the country'), null)
})

t.test('a number or a denial is never the word that differs', async (t) => {
  const text = 'Applicants need at least 3 years of experience in the planning of large tours'
  t.equal(aligned(text, 'Applicants need at least 5 years of experience in the planning of large tours'), null)
  t.equal(aligned(text, 'Applicants need not at least 3 years of experience in the planning of large tours'), null)
})

t.test('of several places the nearest counts, then the earliest', async (t) => {
  const text =
    'Plan the tours of all the vans for us. Plan the tours of all our vans for us. Plan the tours of all our vans for us.'
  t.equal(createAlign(text)('plan the tours of all our vans for us')?.start, 39)
})

t.test('nothing is found for a quote without words or in a text without words', async (t) => {
  t.equal(aligned('Some text', ' – … '), null)
  t.equal(aligned('', 'some text'), null)
  t.equal(aligned('…', 'a quote of more than eight words that is nowhere at all'), null)
})
