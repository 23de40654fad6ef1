import { NUMBER, NUMBER_CUES, numberOf, YEARS } from '../numbers.ts'
import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'
import { namedEmployer } from './named-employer.ts'

const EXPERIENCE =
  /experien|erfahrung|worked|practice|praxis|tätig|taetig|track record|background|tenure|in (?:a|the|this) (?:similar |comparable )?(?:role|position|field)|in der position/
/** A duration that is the contract's, the training's or the employer's, not the applicant's. */
const OTHER_DURATION =
  /contract|fixed[- ]term|befrist|duration|dauer|apprentice|programme|traineeship|ausbildung (?:dauert|von)|laufzeit|maternity|elternzeit|\bold\b|alter|warranty|loan|internship|praktikum|probation|probezeit|rotation/
const MONTH = '(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zäé]*\\.?'
const DATE = `(?:${MONTH} )?(?:19|20)\\d\\d`

const exact = {
  code: 'exact_experience' as const,
  unless: OTHER_DURATION,
  reasoning: 'Experience is asked for to the month or within a year; that describes a person, not a level.',
}

/** Demands that read like one person's curriculum vitae. English and German. */
export const onePersonsLife: readonly Rule<FlagCode>[] = [
  {
    ...exact,
    cues: NUMBER_CUES,
    pattern: phrase(`${NUMBER} ${YEARS},?(?: (?:and|und|plus|&))? ${NUMBER} (?:months?|monaten?)`),
    judge: ({ folded }) => (EXPERIENCE.test(folded) ? 'HIGH' : null),
  },
  {
    ...exact,
    cues: ['exactly', 'precisely', 'exact', 'genau', 'exakt', 'neither', 'strictly'],
    pattern: phrase(
      `(?:exactly|precisely|exact|genau|exakt|strictly)(?: (?:of|zu))? ${NUMBER} (?:\\S+ )?(?:${YEARS}|months?|monaten?)(?:,?(?: (?:and|und))? ${NUMBER} (?:months?|monaten?))?`,
    ),
    judge: ({ folded }) =>
      EXPERIENCE.test(folded) || /must|candidate|applicant|requir|need|bewerb|you have|sie haben/.test(folded)
        ? 'HIGH'
        : null,
  },
  {
    ...exact,
    cues: ['0'],
    pattern: phrase(`(?<![\\d.,])\\d{1,2}[.,][1-9]\\+? ${YEARS}`),
    judge: ({ folded }) => (EXPERIENCE.test(folded) ? 'HIGH' : null),
  },
  {
    ...exact,
    cues: NUMBER_CUES,
    pattern: phrase(
      `(?<low>${NUMBER})(?: ${YEARS})? ?(?:-|–|—|to|and|und|bis|but (?:no|not) more than|(?:and|und) (?:no more than|at most|höchstens|maximal)) ?(?<high>${NUMBER}) ${YEARS}`,
    ),
    judge: judgeRange,
  },
  {
    ...exact,
    cues: ['more', 'less', 'fewer', 'mehr', 'weniger'],
    pattern: phrase(
      `(?:not?|nicht) (?:less|fewer|weniger) (?:than|als) (?<low>${NUMBER})(?: ${YEARS})? (?:and|but|or|nor|und|oder) (?:not?|nicht)? ?(?:more|mehr) (?:than|als) (?<high>${NUMBER}) ${YEARS}`,
    ),
    negatable: false,
    judge: (found) => (judgeRange(found) === null ? null : 'HIGH'),
  },
  {
    code: 'dated_experience',
    cues: ['between', 'from', 'since', 'zwischen', 'von', 'during'],
    pattern: phrase(`(?:between|from|zwischen|von|during) ${DATE} ?(?:and|to|until|till|bis|und|-|–) ?${DATE}`),
    unless:
      /contract|fixed[- ]term|befrist|start date|founded|gegründet|salary|period of the|project runs|laufzeit|class of|graduat|budget|strategy|plan\b|season|programme|revenue|grew|increase in/,
    judge: ({ folded }) =>
      /experien|worked|working|employed|held|tenure|served|erfahrung|tätig|gearbeitet|beschäftigt|angestellt|responsib/.test(
        folded,
      )
        ? 'HIGH'
        : null,
    reasoning: 'Experience is asked for between given dates, as a curriculum vitae states it.',
  },
  {
    code: 'exact_team_size',
    cues: [
      'team',
      'teams',
      'staff',
      'group',
      'department',
      'abteilung',
      'people',
      'employees',
      'direct',
      'mitarbeit',
      'persons',
      'engineers',
    ],
    pattern: phrase(
      `(?:led|lead|leading|managed|managing|supervised|supervising|headed|heading|geführt|führung|leitung|geleitet|responsib\\S+)~4 (?:(?:team|staff|group|department|abteilung|teams)(?: \\S+)? (?:of|von|mit) (?:(?<exactly>exactly|precisely|genau|exakt) )?(?<size>${NUMBER})(?! ?(?:-|–|to|\\+|or more|oder mehr|bis|%))|(?<exactly2>exactly|precisely|genau|exakt) (?<size2>${NUMBER}) (?:people|employees|direct|persons|staff|engineers|\\S+ \\S*|mitarbeit\\S*))`,
    ),
    judge: judgeTeam,
    reasoning: 'A past team is asked for to the head.',
  },
  {
    code: 'resume_achievement',
    cues: ['must', 'having', 'has', 'have', 'personally', 'single', 'candidate'],
    pattern: phrase(
      '(?:(?:must|should|shall|needs? to|will) have|having|(?:the )?(?:ideal |successful |right )?(?:candidate|applicant|person) (?:has|will have)|has|have) (?:(?:personally|single-?handedly|previously|already|successfully|recently|themselves) )*(?<done>led|built|designed|migrated|implemented|launched|authored|published|delivered|negotiated|closed|established|introduced|written|won|opened|restructured|founded|headed|overseen|managed|reduced|increased|grown|raised|saved|rolled out|set up|created|developed)(?: \\S+){2,14}',
    ),
    unless:
      /\b(?:we have|our team has|has been|have been|company has|bank has|you will have (?:the|an)|who have (?:been|already)|have delivered for)\b/,
    judge: judgeAchievement,
    reasoning: 'A past deed is asked for as a curriculum vitae would tell it.',
  },
  {
    code: 'resume_achievement',
    cues: ['track', 'documented', 'evidence', 'demonstrated', 'proven'],
    pattern: phrase(
      '(?:track record|documented|evidence|demonstrated|proven)~4 (?:having )?(?<done>reducing|increasing|growing|raising|cutting|saving|migrating|launching|building|reduced|increased|grown|raised|cut|saved|migrated|launched|built)~8 (?:\\S*\\d+(?:[.,]\\d+)? ?(?:%|percent|per cent|million|billion|m|k|bn|mio)\\S*)',
    ),
    judge: () => 'HIGH',
    reasoning: 'A past result is asked for with its figure.',
  },
  {
    code: 'resume_achievement',
    cues: ['haben', 'hat', 'hast', 'bereits', 'selbst', 'nachweislich', 'eigenverantwortlich'],
    pattern: phrase(
      '(?:haben|hat|hast)~3 (?:bereits|selbst|persönlich|nachweislich|eigenverantwortlich|federführend)~12 (?:eingeführt|geleitet|aufgebaut|verantwortet|umgesetzt|verhandelt|veröffentlicht|migriert|gegründet|saniert|gesenkt|gesteigert|durchgeführt|abgeschlossen|entwickelt)',
    ),
    unless: /\bwir haben\b|unser\w* (?:team|unternehmen) hat/,
    judge: judgeAchievement,
    reasoning: 'A past deed is asked for as a curriculum vitae would tell it.',
  },
  ...namedEmployer,
]

function judgeRange({ match, folded }: Found) {
  const low = numberOf(match.groups?.low)
  const high = numberOf(match.groups?.high)
  // "3-4 years" is how levels are written; from six years on one year's width is a person's age in the trade.
  if (!EXPERIENCE.test(folded) || high - low > 1 || high <= low || low < 6) return null
  return low >= 9 ? ('HIGH' as const) : ('MEDIUM' as const)
}

function judgeTeam({ match, folded }: Found) {
  const { exactly, exactly2, size, size2 } = match.groups ?? {}
  if (exactly ?? exactly2) return 'HIGH' as const
  const heads = numberOf(size ?? size2)
  const past = /experience|\b(?:must|should|having|have|has)\b|previous|erfahrung|haben|nachweis/.test(folded)
  return past && heads >= 6 && heads % 5 !== 0 && heads !== 12 ? ('MEDIUM' as const) : null
}

function judgeAchievement({ quote, folded, match }: Found) {
  if (!/must|should|required|need|candidate|applicant|having|previous|personally|haben|sie|du\b|bewerb/.test(folded))
    return null
  const behind = quote.quote.slice(match.groups?.done ? quote.quote.toLowerCase().indexOf(match.groups.done) : 0)
  const figure =
    /\d+(?:[.,]\d+)?\s*(?:%|percent|million|billion|m\b|bn|k\b|mio|prozent|users|customers|kunden|countries|sites|employees|mitarbeit)/i.test(
      behind,
    )
  const names = behind.match(/(?<=\s)[A-Z][\w&-]+/g)?.length ?? 0
  if (figure) return 'HIGH' as const
  return names >= 2 || /personally|single-?handedly|federführend|eigenverantwortlich/i.test(folded)
    ? ('MEDIUM' as const)
    : ('LOW' as const)
}
