import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'

// "Role" and "position" name the opening itself in most headings: only a former one is somebody's past.
const EMPLOYED =
  '(?:experience|worked|employed|employment|career|background|tenure|years|(?:previous|prior|former|earlier) (?:position|role|job)|\\S*erfahrung\\S*|tätig\\S*|gearbeitet|jahre|beschäftigt|anstellung)'
const WORD = '[a-z\\u00df-\\u00ff][a-z\\u00df-\\u00ff\\d&.-]*'

/** Large employers of many trades, as people write them. A demand for time at one of them is a demand for its people. */
const EMPLOYERS = [
  [
    'goldman sachs',
    'morgan stanley',
    'citi',
    'citibank',
    'citigroup',
    'hsbc',
    'ubs',
    'barclays',
    'bnp paribas',
    'credit suisse',
  ],
  ['commerzbank', 'unicredit', 'santander', 'blackrock', 'sparkasse', 'deutsche bank', 'jpmorgan', 'societe generale'],
  [
    'deloitte',
    'kpmg',
    'pwc',
    'mckinsey',
    'bain',
    'accenture',
    'capgemini',
    'google',
    'amazon',
    'microsoft',
    'apple',
    'netflix',
  ],
  [
    'siemens',
    'bosch',
    'volkswagen',
    'bmw',
    'daimler',
    'audi',
    'porsche',
    'airbus',
    'boeing',
    'lufthansa',
    'ryanair',
    'basf',
  ],
  [
    'allianz',
    'axa',
    'munich re',
    'swiss re',
    'bayer',
    'novartis',
    'roche',
    'pfizer',
    'sanofi',
    'helios',
    'asklepios',
    'dekra',
  ],
  ['dhl', 'fedex', 'maersk', 'schenker', 'lidl', 'aldi', 'rewe', 'edeka', 'zalando', 'ikea', 'nestle', 'unilever'],
].flat()

/** What makes a capitalised name an employer's. */
const LEGAL_FORM =
  /\b(?:ag|gmbh|se|plc|inc|llc|ltd|corp|kg|s\.a\.|n\.v\.|group|gruppe|bank|partners|holding|consulting|capital|logistics|logistik|software|systems|pharma|airlines|insurance|versicherung|klinik|klinikum|werke|hospital|industries|technologies)\b/
/** Words that follow "at" in ordinary demands without being an employer. */
const NOT_AN_EMPLOYER =
  /^(?:a|an|the|least|director|vice|vp|avp|senior|master|bachelor|managing|c-\w+|board|executive|tier|big|level|manager|lead|md|native|university|college|[abc][12]|scale|enterprise|associate|international|global|english|german|school|high|top|national|european|us|uk|eu|fortune|one|our|all|any|both|phd|ph\.d|m\.sc|b\.sc|[a-z]+ level|stage|series|faang|large|leading|major|investment|private|retail|commercial|head)\b/

const rule = {
  code: 'named_competitor' as const,
  reasoning: 'Time with a named employer is asked for; that fits few people.',
}

/** Experience at a named employer or at "a direct competitor". English and German. */
export const namedEmployer: readonly Rule<FlagCode>[] = [
  {
    ...rule,
    cues: ['competitor', 'mitbewerber', 'wettbewerber'],
    pattern: phrase(
      `${EMPLOYED}~5 (?:at|with|for|from|bei) (?:an?|one of|our|eine[mrsn]?|unsere[nrms]?|the|direkten)~3 (?:competitors?|mitbewerber\\S*|wettbewerber\\S*)`,
    ),
    unless: /analy|market|markt/,
  },
  {
    ...rule,
    cues: EMPLOYERS.flatMap((name) => name.split(' ').slice(0, 1)),
    pattern: phrase(`${EMPLOYED}~5 (?:at|for|bei|within|from)~2 (?<name>${EMPLOYERS.join('|')})(?![\\w-])`),
    judge: (found) => (isOwnHouse(found, found.match.groups?.name) ? null : 'MEDIUM'),
  },
  {
    ...rule,
    cues: [
      'previous',
      'prior',
      'former',
      'least',
      'minimum',
      'experience',
      'worked',
      'employment',
      'mindestens',
      'berufserfahrung',
      'erfahrung',
      'years',
    ],
    pattern: phrase(
      `(?:previous|prior|former|least|minimum|experience|worked|employment|mindestens|\\S*erfahrung|years)~5 (?<at>at|bei) (?:the |der )?(?<name>${WORD}(?: (?:& )?${WORD}){0,3})`,
    ),
    unless: /\b(?:you will|we offer|join us|learn)\b/,
    judge: judgeUnknownEmployer,
  },
]

function judgeUnknownEmployer(found: Found) {
  const { name = '', at } = found.match.groups ?? {}
  if (NOT_AN_EMPLOYER.test(name) || isOwnHouse(found, name)) return null
  const start = found.quote.quote.length - name.length
  const written = found.quote.quote.slice(start)
  const proper = /^(?:[A-Z\u00c0-\u00de][^\s]*\s?)+/.exec(written)?.[0].trim() ?? ''
  if (proper === '') return null
  const company = LEGAL_FORM.test(proper.toLowerCase())
  // In German every noun has a capital: "bei Kunden" names nobody.
  return company && (at === 'at' || proper.includes(' ')) ? ('MEDIUM' as const) : null
}

/** The employer's own name, by its record or as the text calls itself, is no other company's. */
function isOwnHouse({ reading }: Found, name: string | undefined): boolean {
  if (name === undefined) return true
  const company = reading.posting.company?.toLowerCase()
  if (company !== undefined && (company.includes(name) || name.includes(company))) return true
  return namesItself(reading.folded, name)
}

/** "About X", "at X, we", "join X", "X is looking", "X's policy", "all of X": said of the house, never of a competitor. */
function namesItself(folded: string, name: string): boolean {
  const before =
    /(?:\babout|\bjoin|\bjoining|\bwelcome to|\bwe at|\bwe are|\bwe,|\bwho is|\ball of|\bapply to|\blife at|\bwir bei(?: der)?|\büber uns:?)\s+(?:the\s+|der\s+|die\s+)?$/
  const after =
    /^(?:\s+(?:ag|gmbh|se|plc|inc\.?|group|gruppe))?(?:,?\s+(?:we|our|you will|you can|wir)\b|\s+(?:is|ist) (?!a plus|an? advantage|a must|an? asset|ein plus|ein vorteil)(?:a|an|the|one|looking|seeking|hiring|proud|committed|ein|eine|einer|die|der|das)\b|\s+(?:seeks|offers|sucht|bietet)\b|['’]s?\s+(?:\w+\s+)?(?:policy|policies|culture|values|strategy|clients|business|goals|commitment))/
  for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + 1)) {
    const end = at + name.length
    if (before.test(folded.slice(Math.max(0, at - 24), at)) || after.test(folded.slice(end, end + 48))) return true
  }
  return false
}
