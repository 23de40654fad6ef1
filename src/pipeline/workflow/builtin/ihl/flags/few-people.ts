import { NUMBER, NUMBER_CUES, numberOf, YEARS } from '../numbers.ts'
import { phrase } from '../phrase.ts'
import { sectionAt } from '../reading.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'
import { certificateStack } from './certificates.ts'
import { judgeCombination } from './narrow-combination.ts'
import { strictTerms } from './strict-terms.ts'
import { technologyAge } from './technology-age.ts'

const JUNIOR_TITLE =
  /\b(?:junior|jr|entry[- ]level|trainee|graduate|internship|intern|werkstudent\w*|praktik\w+|berufseinsteiger\w*|apprentice\w*|auszubildende\w*|azubi)\b/i
const JUNIOR_ROLE =
  /\b(?:entry[- ]level|junior|graduate|trainee)(?:[- ]level)? (?:role|position|post|job|opening|vacancy)|\beinstiegs(?:position|stelle)|\b(?:this|our|an?) (?:entry[- ]level|trainee)\b/
const LANGUAGES =
  'english|german|french|spanish|italian|polish|dutch|mandarin|cantonese|chinese|japanese|korean|russian|portuguese|turkish|arabic|czech|hungarian|romanian|swedish|danish|norwegian|finnish|greek|hebrew|hindi|ukrainian|bulgarian|croatian|slovak|lithuanian|latvian|estonian|\\S*englisch\\S*|deutsch\\S*|französisch\\S*|spanisch\\S*|italienisch\\S*|polnisch\\S*|niederländisch\\S*|chinesisch\\S*|japanisch\\S*|koreanisch\\S*|russisch\\S*|portugiesisch\\S*|türkisch\\S*|arabisch\\S*|tschechisch\\S*|ungarisch\\S*|schwedisch\\S*|dänisch\\S*|norwegisch\\S*|finnisch\\S*'
const LANGUAGE_LIST = phrase(
  `(?:${LANGUAGES})(?:(?:,| and| und| &| as well as| sowie|, and|, und)(?: in)?(?: fluent)? (?:${LANGUAGES})){2,6}`,
)
const CHOICE =
  /\bor\b|\boder\b|one of|such as|e\.g|z\.\s?b|eine weitere|another|any of|either|bzw|mindestens eine|preferabl|plus\b|advantage|vorteil|wünschenswert/

/** Time of the employer, of a benefit or of a law, not of an applicant. */
const NOT_ASKED =
  /\b(?:for over|for more than|seit|since|we have|wir (?:haben|bringen|blicken|sind)|our \d+|unser\w* \d+|years old|of our history|heritage|tradition|anniversary|celebrat|founded|gegründet|retirement|pension|next|within|coming|last|past|mit (?:rund|etwa|über|mehr als) \d+ jahren|in den (?:letzten|nächsten)|screening|over the|erfolgreich am markt|with (?:over|more than) \d+ years of experience,? (?:we|our|the company))\b/

/** Demands that few or no people meet. English and German. */
export const fewPeople: readonly Rule<FlagCode>[] = [
  {
    code: 'long_experience',
    cues: ['0', 'eight', 'acht', 'fifteen', 'twelve', 'ten', 'zehn', 'zwölf', 'fünfzehn'],
    pattern: phrase(
      `(?<years>${NUMBER})(?: ?\\+| plus| or more| oder mehr)?(?: ?(?:-|–|to|bis) ?${NUMBER})?\\+? ?\\+?${YEARS}\\W{0,5}(?: \\S+){0,8}? ?(?:experience|exp\\b|erfahrung|berufserfahrung|\\S+erfahrung|in (?:a|the|an) \\S+|as an? )`,
    ),
    unless: NOT_ASKED,
    judge: judgeYears,
    reasoning: 'So many years in the trade leave a small pool.',
  },
  {
    code: 'long_experience',
    cues: ['experience', 'berufserfahrung', 'erfahrung'],
    pattern: phrase(
      `(?:experience|\\S*erfahrung)~2 (?:of|von)(?: at least| a minimum of| over| about| more than| mindestens| über)? (?<years>${NUMBER})(?: ?\\+| plus| or more)?(?: ?(?:-|–|to|bis) ?${NUMBER})?\\+? ?\\+?${YEARS}(?: in \\S+)?`,
    ),
    unless: NOT_ASKED,
    judge: judgeYears,
    reasoning: 'So many years in the trade leave a small pool.',
  },
  {
    code: 'contradictory_seniority',
    cues: NUMBER_CUES,
    pattern: phrase(
      `(?<years>${NUMBER})(?: ?\\+| plus| or more)?(?: ?(?:-|–|to|bis) ?${NUMBER})?\\+? ?\\+?${YEARS}\\W{0,5}(?: \\S+){0,8}? ?(?:experience|\\S*erfahrung|in (?:a|the|an) |as an? |track record)`,
    ),
    unless: NOT_ASKED,
    judge: judgeSeniority,
    reasoning: "A beginner's title and a senior's years do not go together.",
  },
  {
    code: 'language_combination',
    cues: [
      'english',
      'german',
      'french',
      'fluent',
      'fluency',
      'fluently',
      'native',
      'englisch',
      'deutsch',
      'sprachkenntnisse',
      'flie',
      'language',
      'languages',
      'verhandlungssicher',
      'muttersprach',
    ],
    pattern: LANGUAGE_LIST,
    unless: CHOICE,
    judge: ({ match }) => (match[0].split(/,| and | und | & | sowie | as well as /).length >= 4 ? 'MEDIUM' : 'LOW'),
    reasoning: 'Three or more languages are asked for together.',
  },
  {
    code: 'citizenship_niche',
    cues: [
      'citizen',
      'citizens',
      'citizenship',
      'nationals',
      'nationality',
      'staatsangeh',
      'staatsb',
      'clearance',
      'sicherheits',
    ],
    pattern: phrase(
      '(?:citizens?|citizenship|nationals?|nationality|staatsangehörig\\S*|staatsbürger\\S*|security clearance|sicherheitsüberprüfung\\S*)',
    ),
    wordsBefore: 4,
    unless:
      /regardless|irrespective|unabhängig|ungeachtet|without regard|discriminat|veteran|sexual|orientation|religion|corporate citizen|citizenship status|all nationalities|\d+ national|diverse|gender|geschlecht|herkunft|protected|citizens? of the|digital citizen|clients|world|status as|gosi|savings|insurance/,
    judge: judgeCitizenship,
    reasoning: 'Citizenship or clearance joined to a rare skill leaves very few people.',
  },
  {
    code: 'narrow_combination',
    cues: NUMBER_CUES,
    pattern: phrase(`(?:${NUMBER}|\\d+\\+) ?\\+?(?:-|–| )?${YEARS}[^;]{20,}`),
    unless: NOT_ASKED,
    judge: judgeCombination,
    reasoning:
      'Years, trade, place and tools are asked for in one breath: each alone is common, all together are rare.',
  },
  ...strictTerms,
  ...certificateStack,
  technologyAge,
]

function judgeYears(found: Found) {
  const years = numberOf(found.match.groups?.years)
  if (years > 40 || sectionAt(found.reading, found.quote.start).kind === 'company') return null
  if (years >= 15) return 'MEDIUM' as const
  return years >= 8 ? ('LOW' as const) : null
}

function judgeSeniority(found: Found) {
  const { posting, folded } = found.reading
  const years = numberOf(found.match.groups?.years)
  if (!(years >= 5 && years <= 40)) return null
  const title = JUNIOR_TITLE.test(posting.title) && !/senior|lead|head|director|internal/i.test(posting.title)
  if (title) return years >= 8 ? ('HIGH' as const) : ('MEDIUM' as const)
  return years >= 8 && JUNIOR_ROLE.test(folded) ? ('HIGH' as const) : null
}

function judgeCitizenship({ folded }: Found) {
  const asked =
    /must|required|only|mandatory|hold|need|zwingend|voraussetzung|erforderlich|nur|ausschlie|be (?:a|an) /.test(folded)
  if (!asked) return null
  const niche =
    /\d+\s*\+?\s*(?:years|jahre)|certif|zertifi|fluent|fließend|native|muttersprach|specialist|expert|phd|promotion/.test(
      folded,
    )
  return niche ? ('MEDIUM' as const) : ('LOW' as const)
}
