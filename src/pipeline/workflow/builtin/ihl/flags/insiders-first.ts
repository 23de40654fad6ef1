import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Rule } from '../rule.ts'

const INSIDER =
  '(?:internal|current|existing|in-house)(?: (?:and|or) \\S+)?(?: \\S+)? (?:candidates?|applicants?|employees?|staff|applications|personnel|contractors?|colleagues|team members|members of staff)'
const INTERN = 'intern\\S*(?: \\S+)? (?:bewerb|kandidat|mitarbeit|beschäftigt|interessent|kolleg)\\S*'
/** "Internal and external" invites both. */
const BOTH =
  /\b(?:internal(?:ly)? (?:and|or|as well as) external|external(?:ly)? (?:and|or|as well as) internal|intern\w* (?:und|oder|sowie|wie) (?:auch )?extern|extern\w* (?:und|oder|sowie|wie) (?:auch )?intern)/

const only = {
  code: 'internal_applicants_only' as const,
  unless: BOTH,
  negatable: false,
  judge: () => 'HIGH' as const,
  reasoning: 'Outsiders are not considered.',
}
const first = {
  code: 'internal_applicants_preferred' as const,
  unless: BOTH,
  reasoning: 'People inside are preferred to outsiders.',
}

/** Applicants from inside only, or before all others. English and German. */
export const insidersFirst: readonly Rule<FlagCode>[] = [
  {
    ...only,
    cues: ['only', 'solely', 'exclusively', 'restricted', 'limited', 'reserved'],
    pattern: phrase(`(?:only|solely|exclusively|restricted|limited|reserved)~4 ${INSIDER}`),
    unless:
      /internal\S* (?:and|or|as well as) external|external\S* (?:and|or) internal|not (?:only|limited|restricted)|accessible|access to|used by/,
  },
  {
    ...only,
    cues: ['internal', 'current', 'existing'],
    pattern: phrase(`${INSIDER}(?: \\S+){0,3} (?:only|exclusively|solely)\\b`),
    unless: /not only|internal\S* (?:and|or|as well as) external|external\S* (?:and|or) internal|used by/,
  },
  {
    ...only,
    cues: ['internal'],
    pattern: phrase(
      'internal (?:posting|vacancy|job posting|advertisement|applicants?|candidates?|recruitment)(?: only|,? not (?:open|available) to (?:external|outside))',
    ),
  },
  {
    ...only,
    cues: ['external', 'outside'],
    pattern: phrase(
      '(?:external|outside) (?:candidates|applicants|applications) (?:will|can|are|may|is|shall)? ?(?:not|cannot)~1 (?:be )?(?:considered|accepted|eligible|invited|reviewed|processed)',
    ),
    unless: /until|unless|only if|agenc/,
  },
  {
    ...only,
    cues: ['nur', 'ausschlie', 'lediglich'],
    pattern: phrase(`(?:nur|ausschließlich|lediglich)~4 (?:${INTERN}|intern ausgeschrieben|aus dem eigenen haus)`),
    unless: /nicht nur|externe? und intern|intern\S* (?:und|sowie|oder) extern/,
  },
  {
    ...only,
    cues: ['interne', 'internen'],
    pattern: phrase(
      'interne[nr]? (?:stellenausschreibung|ausschreibung|stellenbörse)|externe bewerbungen~3 (?:nicht|keine)',
    ),
  },
  {
    ...only,
    cues: ['externe', 'externen', 'externer'],
    pattern: phrase(
      'externe\\S* (?:bewerb|kandidat)\\S*~4 (?:nicht (?:berücksichtigt|angenommen|möglich|zugelassen|vorgesehen)|ausgeschlossen)',
    ),
    unless: /personaldienst|vermittl|agentur/,
  },
  {
    ...first,
    cues: ['preference', 'priority', 'precedence'],
    pattern: phrase(
      `(?:preference|priority|precedence) (?:(?:will|shall|may|must) be |is )?(?:given |granted )?(?:to|for) (?:\\S+ ){0,2}?${INSIDER}`,
    ),
  },
  {
    ...first,
    cues: ['internal', 'current', 'existing'],
    pattern: phrase(
      `${INSIDER}(?: \\S+){0,3} (?:(?:strongly )?preferred|prioriti[sz]ed|given (?:preference|priority|precedence)|considered first|reviewed first|have (?:priority|preference|precedence)|take (?:priority|precedence))`,
    ),
  },
  {
    ...first,
    cues: ['bevorzugt', 'bevorzugen', 'vorrang', 'vorrangig', 'vorzug', 'bevorzugung', 'priorit'],
    pattern: phrase(`(?:bevorzug\\S*|vorrang\\S*|vorzug|priorit\\S*)~4 ${INTERN}`),
  },
  {
    ...first,
    cues: ['intern', 'interne', 'internen', 'interner'],
    pattern: phrase(`${INTERN}~4 (?:bevorzugt|vorrang|vorrangig|vorzug|zuerst|priorisiert)\\S*`),
  },
  {
    ...first,
    cues: ['external', 'externe', 'externen'],
    pattern: phrase(
      '(?:external (?:candidates|applicants|applications)~4 only (?:be )?~2 ?if|externe\\S* bewerb\\S*~5 nur~3 (?:sofern|wenn|falls|nachrangig)|externe\\S* bewerb\\S*~3 nachrangig)',
    ),
  },
]
