import { NUMBER, NUMBER_CUES, numberOf } from '../numbers.ts'
import { phrase } from '../phrase.ts'
import { sectionAt } from '../reading.ts'
import type { CounterSignal } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'

/** A rule of counter-evidence judges only whether it holds; its weight stands in the rubric. */
const holds = 'MEDIUM' as const

const openings = {
  code: 'several_openings' as const,
  reasoning: 'Several people are sought, so no one person can be meant.',
}
const outsiders = { code: 'external_welcome' as const, negatable: false, reasoning: 'Outsiders are invited in words.' }
const beginners = { code: 'entry_level_welcome' as const, reasoning: 'Beginners may apply, which opens the pool wide.' }

/** Signs that anyone may get the job: many openings, outsiders and beginners invited. English and German. */
export const openSearch: readonly Rule<CounterSignal>[] = [
  {
    ...openings,
    cues: ['several', 'multiple', 'many', 'mehrere', 'numerous', 'various'],
    pattern: phrase(
      '(?:several|multiple|many|numerous|mehrere[nr]?)(?: \\S+)? (?:openings|vacancies|positions|hires|roles (?:are )?(?:open|available)|stellen|positionen|kolleg\\S*|mitarbeite\\S*|verstärkungen)',
    ),
    unless:
      /leadership positions|previous positions|worked in|experience in (?:several|multiple|various)|across (?:several|multiple)|support(?:s|ing)? (?:several|multiple)|management positions|derivative|trading|open positions report|stellen (?:des|der|im) unternehmens|mit mehreren|für mehrere|ensure|risk/,
  },
  {
    ...openings,
    cues: NUMBER_CUES,
    pattern: phrase(
      `(?:(?:hiring|hire|recruiting|recruit|looking for|seeking|fill|suchen|stellen)(?: \\S+){0,2} (?<count>${NUMBER})(?! ?(?:\\+|years|jahre|hours|%|days|months|-)) (?:\\S+ ){0,3}?(?:\\S*s|\\S*en|people|staff|\\S*innen|\\S*kräfte|colleagues|\\S*er)\\b|(?<count2>${NUMBER}) (?:open |vacant |offene |freie )?(?:positions|vacancies|openings|stellen|positionen)\\b|(?:positions|vacancies|openings|anzahl der stellen|number of (?:positions|vacancies|openings))~1:? (?<count3>${NUMBER}))`,
    ),
    unless: /years? of|team of|\bmonths\b|monate|experience|stellen (?:wir|sie) (?:ein )?team|clients|kunden/,
    judge: ({ match }) => {
      const { count, count2, count3 } = match.groups ?? {}
      return numberOf(count ?? count2 ?? count3) >= 2 ? holds : null
    },
  },
  {
    ...outsiders,
    cues: [
      'internal',
      'external',
      'externally',
      'intern',
      'interne',
      'extern',
      'externe',
      'internen',
      'externen',
      'internally',
    ],
    pattern: phrase(
      '(?:(?:internal(?:ly)?|external(?:ly)?) (?:and|or|as well as) (?:internal(?:ly)?|external(?:ly)?)(?: \\S+)? (?:candidates|applicants|applications|advertised|posted)|(?:advertised|posted|open|published)~2 (?:internally and externally|both internally|externally)|(?:external|outside) (?:candidates|applicants|applications)~3 (?:are |is )?(?:welcome|encouraged|invited|equally|particularly|especially|considered)|intern\\S* (?:und|oder|sowie|wie) extern\\S*(?: \\S+)? (?:bewerb|kandidat|ausgeschrieben|ausschreib|interessent)\\S*|extern\\S*(?: \\S+)? (?:bewerb|kandidat)\\S*~4 (?:willkommen|erwünscht|gleichberechtigt|ausdrücklich))',
    ),
    unless: /\bnot\b|cannot|only if|nicht|nur wenn|stakeholder|client/,
  },
  {
    ...outsiders,
    cues: ['internal', 'preferred', 'incumbent', 'interne', 'interner', 'kandidat'],
    pattern: phrase(
      '(?:(?:there is|there are|we have|has)? ?(?:no|not an?|never an?) (?:preferred|internal|favou?red|pre-?selected)(?: or \\S+)? (?:candidate|applicant)s?|no (?:internal )?(?:candidate|incumbent)~2 (?:has been|is|was|in mind|identified|selected)|kein\\S* (?:intern\\S*|favorisiert\\S*|vorausgewählt\\S*) (?:kandidat|bewerb)\\S*|noch (?:niemand|kein\\S* kandidat\\S*)~2 (?:ausgewählt|vorgesehen|gefunden))',
    ),
  },
  {
    ...beginners,
    cues: [
      'graduates',
      'graduate',
      'beginners',
      'starters',
      'entry',
      'school',
      'leavers',
      'newly',
      'recent',
      'junior',
      'juniors',
    ],
    pattern: phrase(
      '(?:(?:recent |new |fresh |newly qualified )?(?:graduates|entry[- ]level (?:applicants|candidates)|career starters|beginners|school leavers|newly qualified \\S+|juniors|first-time \\S+)~3 (?:welcome|encouraged|invited|may apply|are eligible|can apply)|(?:open|suitable|ideal|welcomes?|aimed|perfect)~3 (?:to|for|at)? ?(?:recent |new |fresh )?(?:graduates|career starters|beginners|school leavers|entry[- ]level)|(?:entry[- ]level) (?:position|role|job|opportunity|opening))',
    ),
  },
  {
    ...beginners,
    cues: ['experience', 'prior', 'vorkenntnisse', 'berufserfahrung', 'erfahrung'],
    negatable: false,
    pattern: phrase(
      '(?:no (?:prior |previous |relevant |professional )?(?:work )?experience (?:is )?(?:required|necessary|needed)|(?:prior|previous) experience (?:is )?not (?:required|necessary|needed|essential)|experience is not (?:required|necessary)|(?:keine|ohne) (?:vorkenntnisse|berufserfahrung|erfahrung)(?: \\S+){0,2} ?(?:erforderlich|nötig|notwendig|willkommen|möglich|vorausgesetzt)|vorkenntnisse~2 nicht (?:erforderlich|nötig|notwendig))',
    ),
  },
  {
    ...beginners,
    cues: ['berufseinsteiger', 'berufsanf', 'absolvent', 'einsteiger', 'einstiegs', 'berufsanfang'],
    pattern: phrase(
      '(?:berufseinsteiger|berufsanfänger|absolvent|einsteiger|hochschulabsolvent)\\S*~5 (?:willkommen|geeignet|herzlich|gerne|bewerben|angesprochen|möglich|richtig|chance)|(?:auch|gern|gerne|für) (?:\\S+ )?(?:berufseinsteiger|berufsanfänger|absolvent|einsteiger)\\S*|(?:ob|egal,? ob) berufseinsteiger\\S*',
    ),
  },
  {
    ...beginners,
    cues: [
      'students',
      'student',
      'studierst',
      'studierende',
      'enrolled',
      'immatrikuliert',
      'pursuing',
      'studium',
      'internship',
      'praktikum',
      'apprenticeship',
      'ausbildung',
      'penultimate',
    ],
    pattern: phrase(
      '(?:(?:currently|presently) (?:enrolled|pursuing|studying)(?: \\S+){0,4}|enrolled (?:at|in) (?:an?|the)(?: \\S+){0,3}|(?:penultimate|final)[- ]year(?: \\S+)? students?|(?:du studierst|sie studieren|immatrikuliert\\S*|laufendes studium|während (?:des|ihres|deines) studiums)(?: \\S+){0,4}|as an (?:intern|apprentice)\\b|(?:formal )?apprenticeship (?:programme|program))',
    ),
    unless: /supervise|manage (?:interns|students)|betreuung von/,
  },
  {
    ...beginners,
    cues: ['intern', 'trainee', 'werkstudent', 'praktikant', 'apprentice', 'internship', 'freshers', 'fresher'],
    pattern: phrase(
      '(?:(?:job |corporate |position )?title ?[:–-]? ?(?:\\S+ ){0,3}?(?:intern|trainee|werkstudent\\S*|praktikant\\S*|apprentice)\\b|# months? internship|(?:as an?|als|seeking an?|looking for an?) (?:\\S+ )?(?:intern|trainee|werkstudent\\S*|praktikant\\S*)\\b|freshers? (?:can|may|are|is|welcome)(?: \\S+){0,3})',
    ),
    unless: /supervise|manage (?:interns|trainees)|mentor|betreuung von/,
  },
  {
    code: 'transferable_skills',
    cues: [
      'transferable',
      'changers',
      'career',
      'returners',
      'quereinst',
      'quereinsteiger',
      'backgrounds',
      'other',
      'industries',
      'wiedereinst',
      'seiteneinst',
      'walks',
      'tick',
      'unsure',
      'checklist',
      'meet',
    ],
    negatable: false,
    pattern: phrase(
      '(?:transferable skills|(?:applicants|candidates|people) (?:from|with (?:a )?backgrounds? in) other (?:industries|trades|sectors|fields|professions)|career[- ](?:changers?|returners?)~3 ?(?:welcome|encouraged|invited|may apply)?|(?:quer|wieder|seiten)einsteige\\S*|(?:all|varied|different|diverse|non-traditional|unconventional) (?:professional |career |educational )?backgrounds (?:are )?(?:welcome|encouraged)|(?:even if|although|if) you (?:do not|don\\W{0,3}t|only) (?:meet|tick|match|fulfil)~8|(?:do not|don\\W{0,3}t) (?:need to )?(?:meet|tick|match)~4 (?:requirements?|boxes|criteria|points)|auch wenn (?:sie|du) nicht alle)',
    ),
    reasoning: 'People from other trades are invited.',
  },
  {
    code: 'growth_stated',
    cues: [
      'growing',
      'growth',
      'expanding',
      'expansion',
      'newly',
      'new',
      'additional',
      'neu',
      'wachs',
      'wachsendes',
      'wachsenden',
      'wachstum',
      'ausbau',
      'neue',
      'opening',
      'scaling',
      'doubling',
      'double',
      'erweiter',
      'vergr',
    ],
    pattern: phrase(
      '(?:(?:our|the) team is (?:\\S+ )?(?:growing|expanding)|(?:rapidly |fast |steadily )?(?:growing|expanding|scaling) (?:our |the |its )?(?:team|department|ward|practice|crew|office|group|engineering)|(?:newly|new)[- ]created (?:position|role|post)|new (?:position|role|post) due to~3|(?:additional|new) (?:position|role|post|headcount)~3 (?:growth|demand|expansion)|(?:due to|because of|thanks to|as a result of) (?:our )?(?:continued |strong |rapid |ongoing |further )?(?:growth|expansion)|neu geschaffene\\S* (?:stelle|position)|(?:aufgrund|wegen|infolge|durch)(?: \\S+){0,3} (?:wachstum\\S*|expansion|erweiterung|nachfrage)|(?:unser|das|ein)\\S* (?:\\S+ )?wachsende\\S* team\\S*|team\\S* (?:soll )?(?:weiter )?(?:wächst|wachsen|vergrößer\\S*|erweiter\\S*|ausbauen|ausgebaut)|(?:doubling|double)~3 (?:team|headcount)|(?:to|and|we are) (?:expand|grow|extend|enlarge|strengthen)(?:ing)? (?:our|the) (?:growing )?team)',
    ),
    unless:
      /your growth|personal growth|client growth|career growth|drive growth|revenue growth|hinauswachsen|kundenbestand|geschäft auszubauen|kompetenz/,
    judge: (found) =>
      /position|role|post|stelle|headcount|team (?:is|w)|due to|aufgrund|wegen|infolge/.test(found.match[0]) ||
      !inBoilerplate(found)
        ? holds
        : null,
    reasoning: "The team grows; the opening is not one person's chair.",
  },
]

/** What an employer tells of itself stands on every posting alike and says nothing about this one. */
function inBoilerplate({ reading, quote }: Found): boolean {
  const { kind } = sectionAt(reading, quote.start)
  return kind === 'company' || kind === 'benefits' || kind === 'legal'
}
