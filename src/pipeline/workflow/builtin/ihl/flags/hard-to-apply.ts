import { NUMBER, NUMBER_CUES, numberOf } from '../numbers.ts'
import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'
import { daysBetween, readDate } from './dates.ts'

const DATE =
  '(?:\\d{4}-\\d\\d-\\d\\d|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?[a-zäé]{3,9}\\.?,?\\s+\\d{4}|[a-z]{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4})'
const POSTED = new RegExp(
  `(?:listed|posted(?: on)?|date posted|posting date|published(?: on)?|advertised(?: on)?|opening date|veröffentlicht(?: am)?|ausgeschrieben (?:am|seit)|ausschreibung vom|online seit|eingestellt am)\\s*:?\\s*(${DATE})`,
)

const filing = {
  code: 'filing_notice' as const,
  negatable: false,
  judge: () => 'HIGH' as const,
  reasoning: 'The words of a notice that the law asks for when somebody already hired is filed for.',
}
const short = {
  code: 'short_window' as const,
  reasoning: 'The time to apply is too short for anyone who does not already know of it.',
}

/** The way to apply is closed, narrow or for form's sake. English and German. */
export const hardToApply: readonly Rule<FlagCode>[] = [
  {
    ...filing,
    cues: [
      'labor',
      'labour',
      'alien',
      'perm',
      'prevailing',
      'certifying',
      'filing',
      'arbeitsmarktpr',
      'vorrangpr',
      'resident',
    ],
    pattern: phrase(
      '(?:(?:alien )?labou?r (?:certification|condition application|market (?:impact )?(?:assessment|test))|alien employment certification|\\bperm (?:application|filing|process|recruitment|case|posting|labor)|prevailing wage determination|certifying officer|(?:result of|in connection with|due to) the filing of|notice of filing|arbeitsmarktprüfung|vorrangprüfung|resident labou?r market test)',
    ),
    unless:
      /we (?:also )?(?:support|sponsor|assist)|your (?:tasks|responsibilities)|experience (?:with|in)|knowledge of|prepare (?:and|perm)|paralegal/,
  },
  {
    ...filing,
    cues: ['documentary'],
    pattern: phrase('any person may (?:provide|submit) documentary evidence'),
  },
  {
    code: 'mail_only_application',
    cues: ['mail', 'post', 'postal', 'postalisch', 'postweg', 'letter', 'attn', 'resumes', 'resume'],
    pattern: phrase(
      '(?:(?:apply|send|submit|forward|mail|resumes?|cvs?|applications?|applicants?|bewerb\\S*|bewerbungsunterlagen)~8 (?:by|via|per|auf dem|only by|through) (?:(?:regular|postal|u\\.?s\\.?|first-class|ordinary) )?(?:mail|post|letter|postweg)\\b|(?:mail|send)~5 (?:resumes?|cvs?|applications?)~2 to:?~8 (?:attn|p\\.?o\\.? box|suite|street|avenue)|(?:mail|send)~1 (?:resumes?|cvs?)~12 (?:reference|ref|job|code) (?:number|no|code|id))',
    ),
    unless: /e-?mail|online|portal|website|upload|@|blog post/,
    reasoning: 'Applications go by post only, though the employer recruits in the open otherwise.',
  },
  {
    code: 'applications_refused',
    cues: ['applications', 'application', 'apply', 'bewerbungen'],
    negatable: false,
    pattern: phrase(
      '(?:no(?: external| further| outside)? applications (?:are |will be )?(?:accepted|considered|required|necessary|invited)|applications? (?:are|will|is) (?:not|no longer) (?:being |be )?(?:accepted|considered|invited|required|reviewed)|(?:please )?do not apply\\b|(?:von|keine) bewerbungen~2 (?:abzusehen|erforderlich|erwünscht|angenommen)|bewerbungen (?:werden|sind) (?:nicht|derzeit nicht) (?:angenommen|berücksichtigt|erwünscht|möglich|vorgesehen))',
    ),
    unless:
      /agenc|recruit|third.part|headhunt|unsolicited|speculative|incomplete|late\b|after|post\b|mail|paper|unvollständig|initiativ|personaldienst|vermittl|without|ohne|if you|unless|cover letter|once|received by|deadline|schriftlich|papier/,
    judge: () => 'HIGH',
    reasoning: 'The posting itself turns applications away.',
  },
  {
    ...short,
    cues: [
      'deadline',
      'closing',
      'closes',
      'apply',
      'applications',
      'application',
      'bewerbungsfrist',
      'bewerbungsschluss',
      'bewerb',
      'bewerbungen',
      'frist',
    ],
    pattern: phrase(
      `(?:deadline|closing date|closes|apply|applications?|bewerbungsfrist|bewerbungsschluss|bewerb\\S*|bewerbungen|frist)(?: \\S+){0,6}?:? ?(?<date>${DATE})`,
    ),
    judge: judgeDeadline,
  },
  {
    ...short,
    cues: NUMBER_CUES,
    pattern: phrase(
      `(?:applications?|posting|vacancy|position|window|frist|bewerb\\S*|ausschreibung|stelle|advert\\S*|apply|open|closes?|online)~6 (?:within|after|for|in|of|is|only|window|nur|binnen|innerhalb von|nach|für|:) (?:only |just |nur )?(?<number>${NUMBER}) (?:calendar |business |working |kalender)?-?(?<unit>hours?|days?|stunden|tagen?|werktagen?|kalendertagen?|arbeitstagen?)`,
    ),
    unless:
      /respond|reply|feedback|get back|melden uns|antwort|hear from|rückmeldung|notice|holiday|urlaub|week\b|woche\b|office|remote|home|hybrid|shift|opening|processing|process|leave|vacation|resolve|process(?:ed|ing)/,
    judge: judgeWindow,
  },
]

function judgeDeadline({ match, reading }: Found) {
  const deadline = readDate(match.groups?.date)
  const posted = readDate(POSTED.exec(reading.folded)?.[1])
  if (deadline === null || posted === null) return null
  const days = daysBetween(posted, deadline)
  if (days < 0 || days > 5) return null
  return days <= 2 ? ('HIGH' as const) : ('MEDIUM' as const)
}

function judgeWindow({ match }: Found) {
  const number = numberOf(match.groups?.number)
  const days = /hour|stunde/.test(match.groups?.unit ?? '') ? number / 24 : number
  if (!(days <= 5)) return null
  return days <= 2 ? ('HIGH' as const) : ('MEDIUM' as const)
}
