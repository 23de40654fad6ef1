import fc from 'fast-check'
import t from 'tap'
import { readSections } from '../../../src/pipeline/text/read-sections.ts'
import type { Section, SectionKind } from '../../../src/pipeline/text/sections.ts'

const items = (sections: readonly Section[], kind: SectionKind): string[] =>
  sections.filter((section) => section.kind === kind).flatMap((section) => section.items.map(({ quote }) => quote))

const STRUCTURED = `Driver (all genders)

About us
We are a leading courier company with 40 branches.

Your tasks:
- Plan the daily routes of a van
- Deliver parcels to private and business customers;
  help with heavy goods
- Keep the van clean

What you bring
• Driving licence of class B, e.g. for vans up to 3.5 t
• At least 2 years of experience in parcel delivery

Nice to have:
• Basic German

What we offer
• 30 days of paid leave
• Pension plan

How to apply
Send your CV to our recruiter.`

const FLATTENED =
  'Job Title: Dispatcher Location: Leeds Role Description The depot plans all tours of the north. What we’ll offer you Best in class leave policy ' +
  'Pension plan for you and your family Your key responsibilities Plan and track the tours of twelve vans Ensure that drivers keep to their hours ' +
  'Support the Head of Fleet in weekly meetings Prepare reports on delays, e.g. for large customers Your skills and experience Strong organisational skills ' +
  'Experience with Excel and TMS software Ability to stay calm under pressure How we’ll support you Coaching and support from experts in your team ' +
  'About us and our teams We strive for a culture in which people are empowered.'

const FUSED =
  'Wir suchen Verstärkung für unser Lager.Ihre AufgabenSie planen die Touren von zwölf FahrzeugenErstellung von Berichten für die LeitungIhr ProfilMehrjährige Erfahrung in der Disposition, z. B. im HandelAbgeschlossene Ausbildung zur FachkraftWas wir Ihnen bietenWir bieten 30 Tage Urlaub und eine Altersvorsorge.'

t.test('a structured posting is parted by its headings, its bullets stay whole', async (t) => {
  const sections = readSections(STRUCTURED, 'en')
  t.same(items(sections, 'responsibilities'), [
    'Plan the daily routes of a van',
    'Deliver parcels to private and business customers;\n  help with heavy goods',
    'Keep the van clean',
  ])
  t.same(items(sections, 'requirements'), [
    'Driving licence of class B, e.g. for vans up to 3.5 t',
    'At least 2 years of experience in parcel delivery',
    'Basic German',
  ])
  t.equal(items(sections, 'benefits').length, 2)
  t.ok(sections.some(({ kind }) => kind === 'company'))
  t.ok(sections.some(({ kind }) => kind === 'process'))
})

t.test('what is only wished for is marked', async (t) => {
  const preferred = readSections(STRUCTURED, 'en').filter((section) => section.preferred)
  t.same(
    preferred.flatMap((section) => section.items.map(({ quote }) => quote)),
    ['Basic German'],
  )
})

t.test('flattened text is parted at inline headings and certain clause starts', async (t) => {
  const sections = readSections(FLATTENED, 'en')
  t.same(items(sections, 'details'), ['Job Title: Dispatcher', 'Location: Leeds'])
  t.same(items(sections, 'responsibilities'), [
    'Plan and track the tours of twelve vans',
    'Ensure that drivers keep to their hours',
    'Support the Head of Fleet in weekly meetings',
    'Prepare reports on delays, e.g. for large customers',
  ])
  t.same(items(sections, 'requirements'), [
    'Strong organisational skills',
    'Experience with Excel and TMS software',
    'Ability to stay calm under pressure',
  ])
})

t.test('paragraphs fused without a blank are parted', async (t) => {
  const sections = readSections(FUSED, 'de')
  t.same(items(sections, 'responsibilities'), [
    'Sie planen die Touren von zwölf Fahrzeugen',
    'Erstellung von Berichten für die Leitung',
  ])
  t.same(items(sections, 'requirements'), [
    'Mehrjährige Erfahrung in der Disposition, z. B. im Handel',
    'Abgeschlossene Ausbildung zur Fachkraft',
  ])
})

t.test('names with an inner capital, abbreviations, numbers and German address part nothing', async (t) => {
  const text =
    'Your tasks\n' +
    'Maintain our JavaScript and PowerPoint assets for Dr. Meyer, approx. 3.5 days a week, in the U.S. and the U.K. for clients\n' +
    'Dabei unterstützen Sie die Leitung und begleiten Ihre Kunden'
  t.equal(items(readSections(text, 'en'), 'responsibilities').length, 2)
})

t.test('without headings the words of the sentences tell duties from requirements and boilerplate', async (t) => {
  const text =
    'You will be responsible for the tours of twelve vans. You must have three years of experience in dispatching and a driving licence. ' +
    'We are an equal opportunity employer and decide without regard to race, religion or sexual orientation.'
  const sections = readSections(text, 'en')
  t.equal(items(sections, 'responsibilities').length, 1)
  t.equal(items(sections, 'requirements').length, 1)
  t.equal(items(sections, 'legal').length, 1)
})

t.test('other languages have their headings too', async (t) => {
  for (const [language, text] of [
    ['fr', 'Vos missions\n- Planifier les tournées\nVotre profil\n- Permis B'],
    ['es', 'Funciones\n- Planificar las rutas\nRequisitos\n- Carnet B'],
    ['it', 'Responsabilità:\n- Pianificare i giri\nRequisiti:\n- Patente B'],
    ['nl', 'Jouw taken\n- Routes plannen\nJouw profiel\n- Rijbewijs B'],
    ['pl', 'Twoje obowiązki\n- Planowanie tras\nWymagania\n- Prawo jazdy B'],
  ] as const) {
    const sections = readSections(text, language)
    t.equal(items(sections, 'responsibilities').length, 1, language)
    t.equal(items(sections, 'requirements').length, 1, language)
  }
})

t.test('sections cover the text in order; items are exact, ordered and cut no word', async () => {
  const piece = fc.constantFrom(
    ...STRUCTURED.split('\n'),
    ...FLATTENED.split('. '),
    ...FUSED.split('.'),
    '\n',
    ' ',
    '• ',
    '- ',
    '. ',
    'z. B. ',
    '(',
    ')',
    ': ',
    '12,5 ',
    'Skills',
    'aB',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), fc.constantFrom('en', 'de', 'fr', 'und'), (pieces, language) => {
      const text = pieces.join('')
      let at = 0
      for (const section of readSections(text, language)) {
        if (section.start !== at || section.end <= section.start) throw new Error(`gap at ${at}`)
        at = section.end
        let last = section.start
        for (const { start, end, quote } of section.items) {
          if (start < last || end > section.end || text.slice(start, end) !== quote || quote.trim() !== quote)
            throw new Error(`item ${quote}`)
          if (/^\p{Ll}/u.test(quote) && /\p{Ll}$/u.test(text.slice(0, start)) && language !== 'de')
            throw new Error(`cut word ${quote}`)
          last = end
        }
      }
      if (text.trim() !== '' && at !== text.length) throw new Error('the end is not covered')
    }),
    { numRuns: 300 },
  )
})

t.test('time grows with the length of the text, whatever it holds', async (t) => {
  const cost = (text: string) => {
    const before = process.cpuUsage()
    readSections(text, 'en')
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  cost(FLATTENED)
  for (const unit of [FLATTENED, 'A ', '(', 'About ', ': ', 'Skills ', 'aA', '. ', '- \n', 'Your key ', '1. ']) {
    const text = unit.repeat(Math.ceil(160_000 / unit.length))
    t.ok(cost(text) < 4000, JSON.stringify(unit))
  }
})
