import fc from 'fast-check'
import t from 'tap'
import {
  EMPLOYMENT_TYPES,
  type EmploymentType,
  findEmploymentTypes,
  readEmploymentTypes,
} from '../../../../src/pipeline/extract/normalise/employment-type.ts'

type Table = Readonly<Record<string, Readonly<Record<string, readonly EmploymentType[] | null>>>>

const STATED: Table = {
  en: {
    FULL_TIME: ['FULL_TIME'],
    'Full Time': ['FULL_TIME'],
    FullTime: ['FULL_TIME'],
    'https://schema.org/FULL_TIME': ['FULL_TIME'],
    fulltime: ['FULL_TIME'],
    'Full-time, Contract': ['FULL_TIME', 'CONTRACTOR'],
    'Full-time contract': ['FULL_TIME'],
    'Permanent contract': null,
    Contract: ['CONTRACTOR'],
    Freelance: ['CONTRACTOR'],
    PART_TIME: ['PART_TIME'],
    'Temporary / Seasonal': ['TEMPORARY'],
    'Fixed-term contract': ['TEMPORARY'],
    Internship: ['INTERN'],
    Volunteer: ['VOLUNTEER'],
    PER_DIEM: ['PER_DIEM'],
    OTHER: ['OTHER'],
    Apprenticeship: ['OTHER'],
    Stage: null,
    internal: null,
    International: null,
    'something else': null,
    '100% remote': null,
  },
  de: {
    Vollzeit: ['FULL_TIME'],
    'Vollzeit, Teilzeit': ['FULL_TIME', 'PART_TIME'],
    'Voll- oder Teilzeit': ['FULL_TIME', 'PART_TIME'],
    'Vollzeit/Teilzeit': ['FULL_TIME', 'PART_TIME'],
    Festanstellung: null,
    unbefristet: null,
    'Unbefristeter Vertrag, Vollzeit': ['FULL_TIME'],
    befristet: ['TEMPORARY'],
    'befristete Anstellung': ['TEMPORARY'],
    Minijob: ['PART_TIME'],
    Werkstudent: ['INTERN'],
    Praktikum: ['INTERN'],
    'Freie Mitarbeit, freiberuflich': ['CONTRACTOR'],
    Ausbildung: ['OTHER'],
    Ehrenamt: ['VOLUNTEER'],
    '100%': ['FULL_TIME'],
    '80-100%': ['FULL_TIME', 'PART_TIME'],
    '60 %': ['PART_TIME'],
    Berufseinsteiger: null,
  },
  fr: {
    'Temps plein': ['FULL_TIME'],
    'Temps complet': ['FULL_TIME'],
    'Temps partiel': ['PART_TIME'],
    CDI: null,
    CDD: ['TEMPORARY'],
    'CDI, temps plein': ['FULL_TIME'],
    'contrat à durée indéterminée': null,
    'contrat à durée déterminée': ['TEMPORARY'],
    Intérim: ['TEMPORARY'],
    Stage: ['INTERN'],
    'Stage de 6 mois': ['INTERN'],
    Stagiaire: ['INTERN'],
    Alternance: ['OTHER'],
    Indépendant: ['CONTRACTOR'],
    Bénévolat: ['VOLUNTEER'],
    'mi-temps': ['PART_TIME'],
  },
  es: {
    'Tiempo completo': ['FULL_TIME'],
    'Jornada completa': ['FULL_TIME'],
    'Jornada parcial': ['PART_TIME'],
    'Media jornada': ['PART_TIME'],
    Indefinido: null,
    'Contrato temporal': ['TEMPORARY'],
    Prácticas: ['INTERN'],
    Autónomo: ['CONTRACTOR'],
  },
  it: {
    'Tempo pieno': ['FULL_TIME'],
    'Full time': ['FULL_TIME'],
    'Part-time': ['PART_TIME'],
    'a tempo indeterminato': null,
    'a tempo determinato': ['TEMPORARY'],
    Stage: ['INTERN'],
    Tirocinio: ['INTERN'],
    'Partita IVA': ['CONTRACTOR'],
  },
  nl: {
    Voltijd: ['FULL_TIME'],
    Fulltime: ['FULL_TIME'],
    Deeltijd: ['PART_TIME'],
    Parttime: ['PART_TIME'],
    Tijdelijk: ['TEMPORARY'],
    Stage: ['INTERN'],
    ZZP: ['CONTRACTOR'],
    Vrijwilligerswerk: ['VOLUNTEER'],
  },
  cs: {
    'Práce na plný úvazek': ['FULL_TIME'],
    HPP: ['FULL_TIME'],
    'Zkrácený úvazek': ['PART_TIME'],
    DPP: ['PART_TIME'],
    DPČ: ['PART_TIME'],
    Brigáda: ['TEMPORARY'],
    'na dobu neurčitou': null,
    'na dobu určitou': ['TEMPORARY'],
    'pracovní smlouva': null,
    Stáž: ['INTERN'],
    Dobrovolnictví: ['VOLUNTEER'],
  },
  pl: {
    'pełny etat': ['FULL_TIME'],
    'część etatu': ['PART_TIME'],
    '1/2 etatu': ['PART_TIME'],
    'umowa o pracę': null,
    'umowa na czas nieokreślony': null,
    'umowa na czas określony': ['TEMPORARY'],
    Praktyki: ['INTERN'],
    staż: ['INTERN'],
    Wolontariat: ['VOLUNTEER'],
  },
  da: { Fuldtid: ['FULL_TIME'], Deltid: ['PART_TIME'], Fastansættelse: null, Vikariat: ['TEMPORARY'] },
  sv: { Heltid: ['FULL_TIME'], Deltid: ['PART_TIME'], Tillsvidare: null, Visstidsanställning: ['TEMPORARY'] },
  pt: {
    'Tempo inteiro': ['FULL_TIME'],
    'Tempo parcial': ['PART_TIME'],
    Estágio: ['INTERN'],
    Temporário: ['TEMPORARY'],
  },
}

t.test('stated types are read in every language; a kind of contract alone is none', async (t) => {
  for (const [language, cases] of Object.entries(STATED)) {
    for (const [text, expected] of Object.entries(cases)) {
      t.same(readEmploymentTypes(text, language), expected, `${language}: ${text}`)
    }
  }
  t.same(readEmploymentTypes(['FULL_TIME', 'INTERN']), ['FULL_TIME', 'INTERN'], 'a list')
  t.same(readEmploymentTypes(null), null)
  t.same(readEmploymentTypes([]), null)
  t.same(readEmploymentTypes('Stage'), ['INTERN'], 'as the whole value, where the language is not known')
})

const TITLES: readonly (readonly [title: string, language: string | null, Readonly<Record<string, string>>])[] = [
  ['Infirmier/ère 100%', 'fr', { FULL_TIME: '100%' }],
  ['Koch (m/w/d) 80 - 100 %', 'de', { FULL_TIME: '80 - 100 %', PART_TIME: '80 - 100 %' }],
  ['Fachperson Pflege 60%', 'de', { PART_TIME: '60%' }],
  ['Werkstudent (m/w/d) Marketing', 'de', { INTERN: 'Werkstudent' }],
  ['Praktikant', 'de', { INTERN: 'Praktikant' }],
  ['Pflegefachkraft in Voll- oder Teilzeit', 'de', { FULL_TIME: 'Voll- oder Teilzeit', PART_TIME: 'Teilzeit' }],
  ['Software Engineering Intern', 'en', { INTERN: 'Intern' }],
  ['Marketing Internship', 'en', { INTERN: 'Internship' }],
  ['Part-time Nurse', 'en', { PART_TIME: 'Part-time' }],
  ['Engineer (Contract)', 'en', { CONTRACTOR: 'Contract' }],
  ['Freelance Writer', 'en', { CONTRACTOR: 'Freelance' }],
  ['Temporary Receptionist', 'en', { TEMPORARY: 'Temporary' }],
  ['Receptionist - Temporary', 'en', { TEMPORARY: 'Temporary' }],
  ['Stage marketing H/F', 'fr', { INTERN: 'Stage' }],
  ['Comptable CDD', 'fr', { TEMPORARY: 'CDD' }],
  ['Intern (m/w/d)', 'de', { INTERN: 'Intern' }],
  ['Tirocinio curriculare', 'it', { INTERN: 'Tirocinio' }],
  ['Prodavač - zkrácený úvazek', 'cs', { PART_TIME: 'zkrácený úvazek' }],
  ['Stage Manager', 'en', {}],
  ['Intern verkoper', 'nl', {}],
  ['Internal Auditor', 'en', {}],
  ['Internist', 'de', {}],
  ['Internship Coordinator', 'en', {}],
  ['Volunteer Coordinator', 'en', {}],
  ['Contractor Manager', 'en', {}],
  ['Contract Lawyer', 'en', {}],
  ['Temporary Works Engineer', 'en', {}],
  ['100% Remote Developer', 'en', {}],
  ['Leiter Teilzeitkräfte-Verwaltung Unbefristet', 'de', {}],
]

t.test('a title tells the type only of its own opening', async (t) => {
  for (const [title, language, expected] of TITLES) {
    const found = findEmploymentTypes(title, null, language)
    t.same(Object.fromEntries(found.map(({ type, raw }) => [type, raw])), expected, title)
    for (const { raw, start, end } of found) t.equal(title.slice(start, end), raw)
  }
})

const TEXTS: Table = {
  en: {
    'We offer you a permanent, full-time position in Denmark': ['FULL_TIME'],
    'This is a part-time role.': ['PART_TIME'],
    'Employment type: Full-time': ['FULL_TIME'],
    'a temporary position for six months': ['TEMPORARY'],
    'This is not a full-time position': [],
    'As a part-time parent you know': [],
    'You manage full-time staff and part-time students': [],
    'two years of full-time experience': [],
    'a contract with an internal customer': [],
    'internship experience is a plus': [],
    'This internship lasts six months': ['INTERN'],
  },
  de: {
    'Wir suchen Sie in Vollzeit': ['FULL_TIME'],
    'Teilzeit möglich': ['PART_TIME'],
    'in Voll- oder Teilzeit': ['FULL_TIME', 'PART_TIME'],
    'Vollzeit oder Teilzeit': ['FULL_TIME', 'PART_TIME'],
    'Die Stelle ist zunächst auf zwei Jahre befristet.': ['TEMPORARY'],
    'Die Stelle ist unbefristet.': [],
    'ein unbefristeter Arbeitsvertrag': [],
    'Nach dem Praktikum haben Sie studiert': [],
  },
  other: {
    'Poste à temps plein': ['FULL_TIME'],
    'un emploi à temps partiel': ['PART_TIME'],
    'contrat à durée indéterminée': [],
    'Práce na plný úvazek': ['FULL_TIME'],
    'práce na zkrácený úvazek': ['PART_TIME'],
    'contrato a tiempo completo': ['FULL_TIME'],
    'contratto a tempo determinato': ['TEMPORARY'],
    'lavoro a tempo pieno': ['FULL_TIME'],
    'contratto a tempo indeterminato': [],
    'een fulltime functie': ['FULL_TIME'],
    'praca na pełny etat': ['FULL_TIME'],
    'en fuldtidsstilling': ['FULL_TIME'],
    'Tjänsten är på heltid': ['FULL_TIME'],
  },
}

t.test('running text tells the type only in phrases that can mean nothing else', async (t) => {
  for (const cases of Object.values(TEXTS)) {
    for (const [text, expected] of Object.entries(cases)) {
      const found = findEmploymentTypes(null, text)
      t.same(
        found.map(({ type }) => type),
        expected,
        text,
      )
      for (const { raw, start, end } of found) t.equal(text.slice(start, end), raw)
    }
  }
})

t.test('any text gives known types whose offsets slice to their words', async () => {
  const words = ['full-time position ', 'in Vollzeit ', '100%', '\u0130', 'not a ', 'Intern', '\n', 'Stage ']
  const texts = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 10 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, texts, (title, text) => {
      readEmploymentTypes(text)
      return findEmploymentTypes(title, text).every(
        (found) =>
          EMPLOYMENT_TYPES.includes(found.type) &&
          (found.in === 'title' ? title : text).slice(found.start, found.end) === found.raw,
      )
    }),
    { numRuns: 300 },
  )
})
