import fc from 'fast-check'
import t from 'tap'
import { repairMojibake } from '../../../src/pipeline/text/repair-mojibake.ts'

const SOUND = [
  'Über 150 Jahre Erfahrung – größter Arbeitgeber, Maßstäbe für „Qualität“ & Vertrauen. Straße, Öl, Ärzte, ß',
  'Zażółć gęślą jaźń: współpraca, łączność, źródło, Łódź, ćwiczenia, świadczenia',
  'À l’écoute, façade, où, naïve, cœur, Île-de-France « très bien » – déjà vu… âge, pâte, bâtiment',
  'Años, señor, ¿qué tal?, ¡ánimo!, pingüino, formación y titulación; São Paulo, MANHÃ, ação, maçã',
  'İstanbul, ağaç, şirket, çalışan, ölçü, ığdır, Âli, hâlâ',
  'capacità, perché, più, città, università, è così; Søren, Ångström, naïveté, Škoda, příliš žluťoučký kůň',
]
/** UTF-8 read byte by byte, as Latin-1 or as Windows-1252. */
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const windows1252 = (text: string): string => new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8'))

t.test('sound text of any European language is returned as it is', async (t) => {
  for (const text of SOUND) t.same(repairMojibake(text), { text, repaired: 0 })
  const word = fc.constantFrom(...SOUND.flatMap((text) => text.split(' ')))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => repairMojibake(words.join(' ')).text === words.join(' ')),
  )
})

t.test('UTF-8 that was read as Latin-1 or Windows-1252 is mended, also twice over', async (t) => {
  const word = fc.constantFrom(
    ...SOUND.flatMap((text) => text.split(' ')),
    'we’ll',
    '“quoted”',
    '€ 50.000',
    'a – b',
    '…',
  )
  for (const broken of [latin1, windows1252, (text: string) => latin1(latin1(text))])
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(' ')
        t.equal(repairMojibake(broken(text)).text, text)
      }),
      { numRuns: 60 },
    )
})

t.test('where later tools dropped the invisible bytes, what has one reading is mended', async (t) => {
  t.equal(repairMojibake('weâll use the Bankâs tools, donât worry').text, 'we’ll use the Bank’s tools, don’t worry')
  t.equal(repairMojibake('Cash Management â Payments').text, 'Cash Management – Payments')
  t.equal(repairMojibake('CapacitÃ di lavorare').text, 'Capacità di lavorare')
  t.equal(repairMojibake('5â7 years').text, '5–7 years')
})
