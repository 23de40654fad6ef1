import type { Skill } from '../../records.ts'
import { partsOf, wishScope } from './parts.ts'

/** What the words around a skill say about it. `years` is null where they give no number. */
export type Cues = {
  required: boolean
  preferred: boolean
  /** The clause speaks of something to know or to have done. */
  asked: boolean
  /** It is only described ("you will learn", "training in"), not asked for. */
  offered: boolean
  proficiency: Skill['proficiency'] | null
  years: number | null
  /** The words that decided, for the reasoning. */
  words: string | null
}

const REQUIRED =
  /\b(?:must[- ]have|must (?:be|possess|hold)|must|required|mandatory|essential|necessary|prerequisite|need(?:s|ed)? to have|you need|indispensable|zwingend|erforderlich|notwendig\w*|Voraussetzung(?:en)?|vorausgesetzt|unerlässlich|unabdingbar|benötigst|benötigen|obbligatori\w+|indispensabil\w+|richiest\w+)\b/iu
const PREFERRED =
  /\b(?:nice[- ]to[- ]haves?|good to have|preferred|preferably|preferable|desirable|desired|a plus|an? (?:added )?(?:plus|advantage|asset|bonus)|bonus|advantageous|beneficial|beneficially|ideally|optional(?:ly)?|would be (?:great|an? \w+)|is (?:a )?plus|would be useful|von Vorteil|vorteilhaft|wünschenswert|idealerweise|gerne|wünschen|optional|ein Plus|Pluspunkt\w*|costituisce titolo preferenziale|gradit\w+|preferibil\w+)\b/iu
const OFFERED =
  /\b(?:you(?:'|’)?(?:ll| will) (?:learn|gain|get)|training (?:in|on)|we offer|wir bieten|lernst du|lernen Sie|opportunity to learn)\b/iu

const EXPERT =
  /\b(?:expert(?:ise|en?)?|mastery|guru|in[- ]depth|deep|extensive|thorough|profound|comprehensive|outstanding|exceptional|native|mother tongue|C2|Muttersprach\w*|muttersprachlich\w*|verhandlungssicher\w*|exzellent\w*|umfassend\w*|tiefgreifend\w*|umfangreich\w*|tiefgehend\w*|langjährig\w*)\b/iu
const ADVANCED =
  /\b(?:strong|solid|advanced|excellent|very good|proficien\w+|fluen\w+|sound|proven|significant|highly|hands[- ]on|skilled|C1|business fluent|fundiert\w*|sehr gut\w*|fließend\w*|fliessend\w*|sicher\w*|ausgeprägt\w*|hervorragend\w*|vertieft\w*|ausgezeichnet\w*|mehrjährig\w*|ottim\w+)\b/iu
const INTERMEDIATE = /\b(?:good|working|intermediate|conversational|B2|B1|gut\w*|solide\w*|buona|discreta)\b/iu
const BEGINNER =
  /\b(?:basics?|fundamentals?|foundational|entry[- ]level|familiar(?:ity)?|awareness|some|exposure|beginner|A1|A2|initial|first experience|Grundkenntnisse\w*|Grundlagen\w*|Basis\w*|erste|grundlegend\w*|Grundverständnis)\b/iu

const NUMBER: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  ein: 1,
  einem: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  zehn: 10,
}
/** "5+ years", "10-12 years", "at least three (3) yrs", "mindestens 3 Jahre". The lower number is what is asked. */
const YEARS =
  /(?<![\p{L}\d.,/])(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|einem?|zwei|drei|vier|fünf|sechs|sieben|acht|zehn)(?:\s?\(\d{1,2}\))?\s?(?:\+|plus|or more)?\s?(?:(?:-|–|—|to|bis)\s?\d{1,2}\s?\+?\s?)?(?:years?|yrs?\.?|Jahren?|Jährige?r?|jährige[rnms]?|anni)\b/iu
/** In every match of YEARS: most clauses have none, and need no look at each of their places. */
const YEAR_WORD = /year|yr|jahr|jähr|anni/iu
/** Years that are not of experience: "18 years old", "for over 150 years, our", "2 years contract". */
const OTHER_YEARS = /^\s*(?:old|of age|contract|fixed|ago|warranty|alt\b|befristet)/iu

const ASKED =
  /\b(?:experience|knowledge|skill|proficien|expert|familiar|understanding|ability|fluen|degree|background|exposure|qualification|kenntnis|erfahrung|umgang|fähigkeit|verständnis|studium|ausbildung)/iu

/**
 * Reads the cues of a clause; what it yields tells them at a place of the clause. "Must" and "is a plus" reach only over their own
 * part of it: otherwise one wish would turn all demands of a long sentence into wishes.
 */
export function readCues(clause: string): (place: number) => Cues {
  const parts = partsOf(clause)
  const whole = { asked: ASKED.test(clause), offered: OFFERED.test(clause), years: yearsOf(clause) }
  const proficiency = proficiencyOf(clause)
  const read = parts.map((span) => {
    const text = clause.slice(span.start, span.end)
    const wish = PREFERRED.exec(text)
    const mark = wish && { start: span.start + wish.index, end: span.start + wish.index + wish[0].length }
    return {
      span,
      wish: wish?.[0] ?? null,
      scope: mark && wishScope(clause, mark, span),
      required: REQUIRED.exec(text)?.[0] ?? null,
      proficiency: parts.length > 1 ? (proficiencyOf(text) ?? proficiency) : proficiency,
    }
  })
  const last = read.at(-1)
  return (place) => {
    const part = read.find(({ span }) => place < span.end) ?? last
    const preferred = part?.scope != null && part.scope.start <= place && place < part.scope.end
    const required = preferred ? null : (part?.required ?? null)
    return {
      ...whole,
      preferred,
      required: required !== null,
      proficiency: part?.proficiency ?? null,
      words: (preferred ? part?.wish : required) ?? null,
    }
  }
}

function proficiencyOf(clause: string): Skill['proficiency'] | null {
  if (BEGINNER.test(clause)) return 'beginner'
  if (EXPERT.test(clause)) return 'expert'
  if (ADVANCED.test(clause)) return 'advanced'
  if (INTERMEDIATE.test(clause)) return 'intermediate'
  return null
}

function yearsOf(clause: string): number | null {
  const found = YEAR_WORD.test(clause) ? YEARS.exec(clause) : null
  if (!found) return null
  if (OTHER_YEARS.test(clause.slice(found.index + found[0].length))) return null
  const written = (found[1] ?? '').toLowerCase()
  const years = NUMBER[written] ?? Number(written)
  // Nobody asks for more: it is the age of the company.
  return years >= 1 && years <= 30 ? years : null
}
