import fc from 'fast-check'
import t from 'tap'
import { findDeadline } from '../../../../../src/pipeline/extract/normalise/dates.ts'

const readAt = new Date('2026-03-10T08:00:00Z')

const DEADLINES: Readonly<Record<string, readonly (readonly [text: string, raw: string, date: string | null])[]>> = {
  en: [
    [
      'personal and professional development. Closing date 6 July 2021. Millions rely on us',
      '6 July 2021',
      '2021-07-06',
    ],
    ['Apply by 6 July 2021.', '6 July 2021', '2021-07-06'],
    ['Please apply no later than Friday, 6 March 2026', '6 March 2026', '2026-03-06'],
    ['Application deadline: 31 May 2026', '31 May 2026', '2026-05-31'],
    ['Application deadline\n\n2026-05-31', '2026-05-31', '2026-05-31'],
    ['The deadline for applications is May 31st, 2026 at midnight.', 'May 31st, 2026', '2026-05-31'],
    ['Applications must be received by 1 April 2026.', '1 April 2026', '2026-04-01'],
    ['Send your CV to jobs@example.org before 1 April 2026', '1 April 2026', '2026-04-01'],
    ['This vacancy closes on 2 April 2026', '2 April 2026', '2026-04-02'],
    ['Submit your application until 12.04.2026', '12.04.2026', '2026-04-12'],
    ['Last date to apply: 15-Apr-2026', '15-Apr-2026', '2026-04-15'],
    ['Start 1 May 2026. Apply before 12 April 2026.', '12 April 2026', '2026-04-12'],
    ['Expiration date: 2026-06-01', '2026-06-01', '2026-06-01'],
    ['Apply by 03/04/2026', '03/04/2026', null],
    ['Apply by 6 July', '6 July', null],
    ['Deadline for application: 24 April 2026, interviews on 1 May 2026', '24 April 2026', '2026-04-24'],
  ],
  de: [
    ['Bewerbungsschluss: 31.12.2026', '31.12.2026', '2026-12-31'],
    ['Bewerbungsfrist: 31. Mai 2026', '31. Mai 2026', '2026-05-31'],
    ['Die Bewerbungsfrist endet am 31.05.2026.', '31.05.2026', '2026-05-31'],
    ['Bewerben Sie sich bis zum 15. April 2026 online.', '15. April 2026', '2026-04-15'],
    ['Bitte bewerben Sie sich bis spätestens 31. Mai 2026 über unser Portal', '31. Mai 2026', '2026-05-31'],
    ['Wir freuen uns auf Ihre Bewerbung bis 15.04.2026', '15.04.2026', '2026-04-15'],
    ['Ihre Bewerbung senden Sie bitte bis zum 15.04.2026 an personal@example.org', '15.04.2026', '2026-04-15'],
    ['Ihre Unterlagen erbitten wir bis zum 1. April 2026', '1. April 2026', '2026-04-01'],
    ['Einsendeschluss ist der 1.4.2026', '1.4.2026', '2026-04-01'],
    ['Bewirb dich bis 01.04.26!', '01.04.26', '2026-04-01'],
    ['Ausschreibungsfrist: 01.04.2026', '01.04.2026', '2026-04-01'],
    ['Bewerbungen sind bis 01.04.2026 möglich', '01.04.2026', '2026-04-01'],
    ['Bewerbungsende\n01.04.2026', '01.04.2026', '2026-04-01'],
    ['Die Stelle ist befristet bis 31.12.2027. Bewerbungsfrist: 1.4.2026', '1.4.2026', '2026-04-01'],
    ['Ende der Bewerbungsfrist: 01.04.2026', '01.04.2026', '2026-04-01'],
  ],
  fr: [
    ['Candidature avant le 3 mai 2026', '3 mai 2026', '2026-05-03'],
    ['Date limite de candidature : 30/04/2026', '30/04/2026', '2026-04-30'],
    ['Date limite : 1er mai 2026', '1er mai 2026', '2026-05-01'],
    ["Vous pouvez postuler jusqu'au 3 mai 2026.", '3 mai 2026', '2026-05-03'],
    ['Merci de postuler avant le 3 mai 2026', '3 mai 2026', '2026-05-03'],
    ['Clôture des candidatures le 3 mai 2026', '3 mai 2026', '2026-05-03'],
    ['Les dossiers sont à envoyer au plus tard le 3 mai 2026', '3 mai 2026', '2026-05-03'],
    ['Date de clôture: 03.05.2026', '03.05.2026', '2026-05-03'],
    ['Délai de postulation: 3 mai 2026', '3 mai 2026', '2026-05-03'],
  ],
  es_pt: [
    ['Fecha límite: 5 de mayo de 2026', '5 de mayo de 2026', '2026-05-05'],
    ['Plazo de inscripción hasta el 5 de mayo de 2026', '5 de mayo de 2026', '2026-05-05'],
    ['Envía tu CV hasta el 5 de mayo de 2026', '5 de mayo de 2026', '2026-05-05'],
    ['Fecha de cierre: 05-05-2026', '05-05-2026', '2026-05-05'],
    ['Data limite: 5 de maio de 2026', '5 de maio de 2026', '2026-05-05'],
    ['Candidaturas até 5 de maio de 2026', '5 de maio de 2026', '2026-05-05'],
    ['Prazo para inscrições: 5 de maio de 2026', '5 de maio de 2026', '2026-05-05'],
  ],
  it_nl: [
    ['Inviare la candidatura entro il 5 maggio 2026', '5 maggio 2026', '2026-05-05'],
    ['Scadenza: 5 maggio 2026', '5 maggio 2026', '2026-05-05'],
    ['Termine ultimo: 5.5.2026', '5.5.2026', '2026-05-05'],
    ['Sluitingsdatum: 5 mei 2026', '5 mei 2026', '2026-05-05'],
    ['Solliciteer vóór 5 mei 2026', '5 mei 2026', '2026-05-05'],
    ['Solliciteren kan tot 5 mei 2026', '5 mei 2026', '2026-05-05'],
    ['Reageer uiterlijk 5 mei 2026', '5 mei 2026', '2026-05-05'],
  ],
  cs_pl: [
    ['Uzávěrka přihlášek je 5. května 2026', '5. května 2026', '2026-05-05'],
    ['Termín pro podání přihlášek: 5. 5. 2026', '5. 5. 2026', '2026-05-05'],
    ['Životopis zasílejte do 5. 5. 2026', '5. 5. 2026', '2026-05-05'],
    ['Přihlášky do 5. května 2026', '5. května 2026', '2026-05-05'],
    ['Termin składania ofert: 5 maja 2026', '5 maja 2026', '2026-05-05'],
    ['Aplikacje prosimy przesyłać do 5 maja 2026', '5 maja 2026', '2026-05-05'],
    ['Aplikuj do 05.05.2026', '05.05.2026', '2026-05-05'],
    ['Oferta ważna do 05.05.2026', '05.05.2026', '2026-05-05'],
  ],
  da_sv: [
    ['Ansøgningsfrist: 5. maj 2026', '5. maj 2026', '2026-05-05'],
    ['Send din ansøgning senest den 5. maj 2026', '5. maj 2026', '2026-05-05'],
    ['Sista ansökningsdag 5 maj 2026', '5 maj 2026', '2026-05-05'],
    ['Välkommen med din ansökan senast 5 maj 2026', '5 maj 2026', '2026-05-05'],
  ],
}

t.test('a deadline is read where a sentence says until when to apply', async (t) => {
  for (const [language, cases] of Object.entries(DEADLINES)) {
    for (const [text, raw, date] of cases) {
      const found = findDeadline(text, readAt, { language })
      t.match(found, { date, raw }, `${language}: ${text}`)
      if (found) t.equal(text.slice(found.start, found.end), raw)
    }
  }
})

t.test('a date of anything else is no deadline', async (t) => {
  for (const text of [
    'We were founded on 12 May 1990 and you can apply.',
    'Die Stelle ist befristet bis zum 31.12.2026.',
    'Eintritt zum 1.9.2026, bewerben Sie sich jetzt',
    'Application deadline: ongoing. Start: 1 May 2026',
    'Deadline\nOngoing\nStart date\n1.5.2026',
    'Published 1 March 2026',
    'Contract until 31 December 2026',
    'Interviews take place on 5 May 2026. Apply now!',
    'Nástup nejpozději do 1. 5. 2026',
    'Stillingen er ledig fra 1. maj 2026',
    'Apply by e-mail. Our office opened on 5 May 2015.',
    'Apply now',
    '',
  ]) {
    t.equal(findDeadline(text, readAt, { language: 'de' }), null, text)
  }
})

t.test('offsets slice to the raw text, whatever the text', async () => {
  const words = [
    'apply by ',
    'deadline: ',
    'bis ',
    'Bewerbung ',
    '5 May 2026',
    '1.1.26',
    '\u0130',
    '\n',
    '. ',
    '31/12/2026',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      const found = findDeadline(text, readAt)
      return found === null || text.slice(found.start, found.end) === found.raw
    }),
    { numRuns: 300 },
  )
})
