import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Rule } from '../rule.ts'

const POSITION = '(?:role|position|post|job|function|capacity|vacancy|opening|duties|assignment|seat)'
const PERSON = '(?:candidate|applicant|successor|person|individual|colleague|employee)s?'
const CHOSEN = '(?:identified|selected|chosen|found|earmarked|nominated|appointed|picked|agreed|lined up|in place)'
const LEAVING =
  /retir|leaving|step(?:s|ping)? down|moved? on|ruhestand|rente\b|nachfolg|ausscheid|verl(?:ä|ae)ss|replac|successor/

const candidate = {
  code: 'candidate_identified' as const,
  judge: () => 'HIGH' as const,
  reasoning: 'The text says that somebody has been chosen for the opening.',
}
const incumbent = {
  code: 'incumbent_continues' as const,
  judge: () => 'HIGH' as const,
  reasoning: 'Somebody holds the position and is to keep it; the posting renews an arrangement.',
}
const formal = {
  code: 'formal_posting' as const,
  judge: () => 'HIGH' as const,
  reasoning: 'The posting is said to exist for form only.',
}

/** The opening is taken: a chosen candidate, a holder who stays, or a posting for form's sake. English and German. */
export const openingIsTaken: readonly Rule<FlagCode>[] = [
  {
    ...candidate,
    cues: ['candidate', 'applicant', 'successor', 'person', 'individual', 'colleague', 'employee'],
    pattern: phrase(
      `${PERSON} (?:(?:has|have|is|was|were) (?:already|previously|provisionally|tentatively|internally) (?:been )?|(?:already|internally) )${CHOSEN}`,
    ),
  },
  {
    ...candidate,
    cues: ['internal', 'preferred', 'preselected', 'pre', 'designated', 'intended'],
    pattern: phrase(
      `(?:internal|preferred|pre-?selected|pre-?identified|designated|intended|favou?red) ${PERSON}(?: (?:has|have|is|was|were))?(?: already)?(?: been)? (?:${CHOSEN}|in mind|exists?|available|under consideration)`,
    ),
  },
  {
    ...candidate,
    cues: ['already'],
    pattern: phrase(
      `already (?:been )?(?:identified|selected|chosen|earmarked|found|picked|has|have) (?:an?|the|our|its|their)~3 ${PERSON}`,
    ),
    unless: /\b(?:client|customer|patient|if you)\b/,
  },
  {
    ...candidate,
    cues: ['mind'],
    pattern: phrase(`(?:has|have|had) (?:already )?(?:an?|the|our)~2 ${PERSON} (?:already )?in mind`),
  },
  {
    ...candidate,
    cues: ['position', 'role', 'post', 'vacancy', 'opening', 'job', 'stelle', 'position'],
    pattern: phrase(
      `(?:(?:this|the) ${POSITION}|(?:diese|die) (?:stelle|position))~3 (?:already )?(?:intended|earmarked|reserved|designated|foreseen|promised|offered|vorgesehen|reserviert|zugesagt)~2 (?:for|to|für) (?:an? (?:specific|particular|named|certain|current|existing|internal)|(?:mr|mrs|ms|dr|herrn?|frau)\\b|einen? (?:bestimmt|intern|konkret)|(?:our|the) (?:current|existing))`,
    ),
  },
  {
    ...candidate,
    cues: ['kandidat', 'bewerber', 'nachfolge', 'person', 'wunschkandidat', 'besetzung'],
    pattern: phrase(
      '(?:kandidat|bewerber|nachfolge|person|besetzung)\\S*~3 (?:steht (?:bereits|schon|intern) fest|im auge|im blick|(?:bereits|schon|intern)~3 (?:identifiziert|(?:vor)?ausgewählt|vorgesehen|bestimmt|gefunden|ausgesucht|benannt|feststeht))',
    ),
  },
  {
    ...candidate,
    cues: ['intern', 'wunschkandidat', 'bereits'],
    pattern: phrase(
      '(?:intern\\S* (?:kandidat|bewerber|nachfolge)\\S*~3 (?:identifiziert|(?:vor)?ausgewählt|vorgesehen|vorhanden|gefunden|benannt)|wunschkandidat\\S*~4 (?:vorhanden|gefunden|fest|gibt)|bereits~1 (?:ein|eine|einen|einer)~2 (?:kandidat|bewerber|nachfolger|person)\\S*~2 (?:identifiziert|(?:vor)?ausgewählt|vorgesehen|gefunden|benannt|ausgesucht))',
    ),
  },
  {
    ...incumbent,
    cues: ['continue', 'continuing', 'remain', 'remains', 'stay'],
    pattern: phrase(
      `(?:continu(?:e|es|ing)(?: to serve)?|remain(?:s|ing)?|stay(?:s|ing)?) in (?:the|this|that|their|his|her|its)(?: \\S+)? ${POSITION}`,
    ),
    unless: /\b(?:you|we expect|minimum of|at least)\b|reserve|benefit/,
  },
  {
    ...incumbent,
    cues: ['incumbent'],
    pattern: phrase(
      '(?:current|present|existing|serving|acting)?\\s*incumbent(?: employee| holder)?s? (?:~3 (?:apply|applying|re-?apply|be considered|be retained|be confirmed|be reappointed|be renewed)|(?:has|have|is|was)~2 (?:perform|carri|served|held|filling|eligible|expected to apply))',
    ),
    unless: LEAVING,
  },
  {
    ...incumbent,
    cues: ['currently', 'presently', 'already'],
    pattern: phrase(
      `(?:${POSITION}~2 (?:currently|presently|already) (?:held|filled|occupied|performed|covered|staffed) by|(?:currently|presently|already) (?:performs?|performing|fills?|filling|holds?|holding|carr(?:y|ies|ying) out|fulfil(?:s|ling)?|occup(?:y|ies|ying)|covers?|covering|in)~1 (?:this|the same|these|the advertised) ${POSITION})`,
    ),
    unless: LEAVING,
  },
  {
    ...incumbent,
    cues: [
      'renewal',
      'extension',
      'continuation',
      'regularisation',
      'regularization',
      'conversion',
      'prolongation',
      'reappointment',
      'confirm',
      'confirmation',
    ],
    pattern: phrase(
      '(?:renewal|extension|continuation|regulari[sz]ation|conversion|prolongation|re-?appointment|confirmation)~1 (?:of|for)~2 (?:(?:current|existing|present|incumbent|acting)\\S*~2 (?:contract|contractor|employment|appointment|assignment|engagement|employee|incumbent|holder|staff|colleague|consultant|manager)|incumbent)',
    ),
    unless: LEAVING,
  },
  {
    ...incumbent,
    cues: ['bisherig', 'derzeitig', 'jetzig', 'aktuell', 'amtierend', 'momentan'],
    pattern: phrase(
      '(?:bisherig|derzeitig|jetzig|aktuell|amtierend|momentan)\\S*(?: \\S+)? (?:stellen?inhaber|amtsinhaber|positionsinhaber|rolleninhaber)\\S*',
    ),
    unless: LEAVING,
  },
  {
    ...incumbent,
    cues: ['verl', 'entfristung', 'weiterbesch', 'fortf', 'stelleninhaber', 'amtsinhaber'],
    pattern: phrase(
      '(?:(?:verlängerung|entfristung|weiterbeschäftigung|fortführung) (?:de[rs]|eines|einer|unsere[rs])(?: \\S+){0,2} (?:stellen?inhaber|amtsinhaber|bestehenden|bisherigen|aktuellen|derzeitigen|jetzigen)\\S*|(?:stelleninhaber|amtsinhaber)\\S*~5 (?:weiterhin|weiterbesch|fortführ|bleibt|verbleib|behält|entfrist|verlänger)\\S*)',
    ),
    unless: LEAVING,
  },
  {
    ...incumbent,
    cues: ['derzeit', 'aktuell', 'bereits', 'momentan', 'kommissarisch', 'interimistisch'],
    pattern: phrase(
      '(?:stelle|position|funktion|aufgaben?|rolle)~2 (?:derzeit|aktuell|bereits|momentan|kommissarisch|interimistisch)~3 (?:besetzt|ausgeübt|wahrgenommen|ausgefüllt|bekleidet)',
    ),
    unless: /unbesetzt|nicht besetzt|vakant/,
  },
  {
    ...formal,
    cues: [
      'formality',
      'pro',
      'formal',
      'formally',
      'compliance',
      'formale',
      'formaler',
      'formalen',
      'pflichtausschreibung',
      'proforma',
    ],
    pattern: phrase(
      `(?:(?:posting|advertisement|advert|notice|vacancy|${POSITION}|publication)~5 (?:formality|pro[ -]forma|for (?:compliance|formal|legal|policy) (?:purposes|reasons)(?: only)?)|(?:aus|nur) (?:rein )?formale[nr]? (?:gründen?|ausschreibung)|pflichtausschreibung|(?:pro[ -]forma|formale?)[ -](?:stellen)?ausschreibung)`,
    ),
  },
  {
    ...formal,
    cues: ['required', 'obliged', 'verpflichtet'],
    pattern: phrase(
      '(?:(?:required|obliged) (?:by \\S+(?: \\S+)? )?to (?:advertise|publicly advertise|publish|post) (?:this|the) (?:role|position|post|vacancy|job|opening)|verpflichtet,? diese (?:stelle|position) (?:öffentlich )?(?:auszuschreiben|zu veröffentlichen))',
    ),
  },
]
