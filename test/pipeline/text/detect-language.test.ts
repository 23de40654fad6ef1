import t from 'tap'
import { detectLanguage } from '../../../src/pipeline/text/detect-language.ts'

const ENGLISH = 'You will plan routes for our drivers and make sure that every parcel arrives on time. '
const GERMAN = 'Sie planen die Touren unserer Fahrer und sorgen dafür, dass jedes Paket rechtzeitig ankommt. '

t.test('the language of a posting is told from its text', async (t) => {
  t.equal(detectLanguage(ENGLISH), 'en')
  t.equal(detectLanguage(GERMAN), 'de')
  t.equal(detectLanguage('Zaplanujesz trasy naszych kierowców i zadbasz o to, by każda paczka dotarła na czas.'), 'pl')
})

t.test('of two languages the larger part decides', async (t) => {
  t.equal(detectLanguage(GERMAN.repeat(30) + ENGLISH.repeat(8)), 'de')
  t.equal(detectLanguage(GERMAN.repeat(8) + ENGLISH.repeat(30)), 'en')
})

t.test('too little text has no language', async (t) => {
  for (const text of ['', 'Fahrer gesucht', '12345 67890 – 123 456']) t.equal(detectLanguage(text), 'und')
})
