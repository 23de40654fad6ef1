import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'

const KNOWING =
  '(?:experience|knowledge|expertise|proficien\\S+|familiar\\S*|mastery|command|skilled|hands-on|understanding|worked|erfahrung\\S*|kenntnis\\S*|vertraut\\S*|umgang|beherrsch\\S*|sicher)'
const SYSTEM =
  '(?:systems?|platforms?|tools?|tooling|applications?|software|frameworks?|databases?|anwendung\\S*|systeme?n?|plattform\\S*|werkzeuge?n?|programme?n?)'
const OWN =
  '(?:in-?house|(?:company|bank|firm|group|house)-?specific|(?:\\S+-)spezifische[nrsm]?|(?:firmen|bank|konzern|haus|unternehmens|behörden)-?interne[nrsm]?|proprietary|home-?grown|bespoke|internally (?:developed|built)|haus-?eigen\\S*|firmen-?eigen\\S*|unternehmens-?eigen\\S*|betriebs-?eigen\\S*|selbst entwickelt\\S*)'
/** Learning it on the job, building it, or a thing of everybody's business that is only called internal. */
const NOT_ASKED =
  /\b(?:gain|(?<!to )learn|train(?:ed|ing)? (?:on|in)|you will (?:use|get|work)|get to know|develop(?:ing|ment of)|build(?:ing)?|design(?:ing)?|kennen ?lernen|einarbeit|geschult)|proprietary trading|internal (?:control|audit|rating|risk|model|reporting)/

const deep = ({ folded }: Found) =>
  /expert|deep|advanced|detailed|in-depth|thorough|fundiert|detaillier|vertieft|\d+\s*\+?\s*(?:years|jahre)|essential|mandatory|zwingend/.test(
    folded,
  )
    ? ('HIGH' as const)
    : ('MEDIUM' as const)

const system = {
  code: 'internal_system_required' as const,
  unless: NOT_ASKED,
  judge: deep,
  reasoning: 'Only people inside can have worked with this system or know this procedure.',
}

/** Words that follow "project" in ordinary job texts. */
const ORDINARY_PROJECT =
  /^(?:manage|manag|lead|plan|coordinat|deliver|control|financ|work|support|office|team|life|based|govern|portfolio|experience|engineer|develop|director|owner|administ|assist|execution|document|online|server|professional|institute|implement|environ|report|scope|accounting|standard|method|and|or|of|in|with|the|to|for|at|is|are|und|mit|im|in|der|die|das|zur|zum|für|von|bei|as|on|from|related|oriented|sponsor|stakeholder|risk|cost|analys|design|book|communication|organi|kick|staff|lifecycle|buchh|arbeit|leit|erfahrung|umfeld|steuer|controlling)/

/** The posting asks for what only insiders can know: own systems, own projects, own procedures, years in the house. English and German. */
export const insideKnowledge: readonly Rule<FlagCode>[] = [
  {
    ...system,
    cues: [
      'proprietary',
      'house',
      'inhouse',
      'homegrown',
      'home',
      'bespoke',
      'internally',
      'haus',
      'hauseigen',
      'firmeneigen',
      'unternehmenseigen',
      'betriebseigen',
      'company',
      'bank',
      'firmenintern',
      'bankintern',
      'konzernintern',
      'hausintern',
      'unternehmensintern',
      'spezifische',
      'spezifischen',
      'selbst',
    ],
    pattern: phrase(`${KNOWING}~7 ${OWN}~4 ${SYSTEM}(?:(?: called| named)? ["“„'(][^"”'“)]{2,30}["”'“)])?`),
  },
  {
    ...system,
    cues: ['internal', 'interne', 'internen', 'interner'],
    pattern: phrase(
      `${KNOWING}~6 (?:(?:our|the (?:company|bank|firm|group|organi[sz]ation|department|team)\\W{0,4}s) )?(?:internal|interne[nrsm]?)(?: [\\w-]+)? ${SYSTEM}(?: (?:called|named|such as|wie) \\S+)?`,
    ),
  },
  {
    ...system,
    cues: ['our', 'unser', 'unsere', 'unserem', 'unserer', 'unseren'],
    pattern: phrase(
      `(?:experience|knowledge|expertise|proficien\\S+|familiar\\S*|hands-on|worked|erfahrung\\S*|kenntnis\\S*|vertraut\\S*)~4 (?:our|unsere[nrms]?) (?:own |eigene\\S* |existing |legacy )?["“„']?(?<name>[\\w-]+)["”“']? ${SYSTEM}`,
    ),
    unless: NOT_ASKED,
    judge: (found) =>
      isProperName(found, found.match.groups?.name) || /\b(?:own|eigene\w*|legacy)\b/.test(found.match[0])
        ? deep(found)
        : null,
  },
  {
    ...system,
    cues: [
      'prior',
      'existing',
      'detailed',
      'intimate',
      'thorough',
      'previous',
      'deep',
      'bestehende',
      'detaillierte',
      'fundierte',
      'vertiefte',
    ],
    pattern: phrase(
      '(?:prior|existing|detailed|intimate|thorough|previous|deep|in-depth|bestehende|detaillierte|fundierte|vertiefte)\\S* (?:\\S+ ){0,2}?(?:knowledge|understanding|familiarity|experience|kenntnis\\S*|erfahrung\\S*)~2 (?:our|the (?:company|bank|firm|department|organi[sz]ation|team)\\W{0,4}s|unsere[rnms]?|der (?:abteilung|bank|firma))(?: \\S+){0,2}? (?:internal |internen )?(?:process|procedure|structure|polic|workflow|prozess|abläuf|strukture|verfahren)\\S*',
    ),
    judge: () => 'MEDIUM',
  },
  {
    code: 'internal_project_named',
    cues: ['project', 'programme', 'program', 'projekt', 'initiative'],
    pattern: phrase(
      '(?:experience|involvement|involved|participat\\S+|worked|contributed|contribution|role|part|member|beteilig\\S*|mitarbeit\\S*|mitgewirkt|erfahrung\\S*|kenntnis\\S*)~5 (?:project|programme|program|projekts?|programms?|initiative) ["“„\'«»]{0,2}(?<name>[a-z][\\w-]+)["”“\'«»]?',
    ),
    judge: (found) => projectName(found),
    reasoning: 'A project of the house is named as experience; outsiders cannot have worked on it.',
  },
  {
    code: 'internal_project_named',
    cues: ['our', 'internal', 'unser', 'unserem', 'unseres'],
    pattern: phrase(
      '(?:experience|involvement|involved|participat\\S+|worked|contributed|knowledge|familiar\\S*|beteilig\\S*|mitarbeit\\S*|mitgewirkt|erfahrung\\S*|kenntnis\\S*)~4 (?:our|unser\\S*)(?: internal| interne\\S*)? ["“„\'«»]{0,2}(?<name>[a-z][\\w-]+)["”“\'«»]? (?:project|programme|program|projekt\\S*|programm\\S*|initiative)',
    ),
    judge: (found) => (isProperName(found, found.match.groups?.name) ? 'MEDIUM' : null),
    reasoning: 'A project of the house is named as experience; outsiders cannot have worked on it.',
  },
  {
    code: 'own_tenure_required',
    cues: ['years', 'experience', 'erfahrung', 'jahre', 'tenure', 'employed', 'worked', 'working', 'employment'],
    pattern: phrase(
      '(?:years?|experience|tenure|employed|worked|working|employment|jahre|erfahrung|tätigkeit)~4 (?:at|with|within|in|bei|for) (?:our (?:company|organi[sz]ation|firm|bank|department|group|team|division)|the (?:hiring )?(?:company|bank|firm) itself|this (?:company|department|organi[sz]ation)|unsere[rmn]? (?:haus|unternehmen|bank|abteilung|firma|gruppe|konzern))',
    ),
    unless: /\b(?:we|offer|enjoy|you will|gain|benefit|wir bieten|join|value|of experience in our)\b|apprent/,
    judge: ({ folded }) =>
      /\d|minimum|at least|must|required|mindestens|vorausgesetzt|already|bereits|previous|prior/.test(folded)
        ? 'HIGH'
        : null,
    reasoning: 'Time already spent with this employer is asked for.',
  },
]

function projectName(found: Found): 'MEDIUM' | null {
  const name = found.match.groups?.name
  if (name === undefined || ORDINARY_PROJECT.test(name)) return null
  return isProperName(found, name) ? 'MEDIUM' : null
}

const GERMAN = /projekt|programms?\b|unser|kenntnis|erfahrung|beteilig|mitarbeit|mitgewirkt|vertraut/

/** Capitalised in English words, or in quotes or all capitals in German ones, where every noun has a capital. */
function isProperName({ quote, match }: Found, folded: string | undefined): boolean {
  if (folded === undefined) return false
  const at = quote.quote.toLowerCase().lastIndexOf(folded)
  const written = quote.quote.slice(at, at + folded.length)
  if (/["“„'«»]/.test(quote.quote.charAt(at - 1))) return true
  if (/^[A-Z][A-Z\d-]{2,}$/.test(written)) return true
  return !GERMAN.test(match[0]) && /^[A-Z][a-z\d]+/.test(written)
}
