import { NUMBER, NUMBER_CUES, numberOf, YEARS } from '../numbers.ts'
import { phrase } from '../phrase.ts'
import type { CounterSignal } from '../rubric.ts'
import type { Rule } from '../rule.ts'

/** Signs that the terms are broad: equivalents, training, place, process, time. English and German. */
export const broadTerms: readonly Rule<CounterSignal>[] = [
  {
    code: 'equivalents_accepted',
    cues: [
      'equivalent',
      'similar',
      'comparable',
      'related',
      'vergleichbar',
      'gleichwertig',
      'hnlich',
      'other',
      'relevant',
    ],
    pattern: phrase(
      '(?:or|oder|bzw\\.?)(?: an?| eine?\\S*| mit| in| im| some)?(?: (?!related|similar)[\\w-]+)? (?:equivalents?|similar|comparable|related|vergleichbar\\S*|gleichwertig\\S*|ähnlich\\S*)(?! (?:to|with)\\b)(?: (?:professional |work(?:ing)? |technical |scientific |studien)?(?:fields?|qualifications?|experience|degrees?|disciplines?|subjects?|roles?|technolog\\S+|tools?|areas?|certifications?|ausbildung\\S*|qualifikation\\S*|erfahrung\\S*|abschluss\\S*|fach\\S*|studien\\S*))?|(?:or|oder) (?:other relevant|relevant (?:experience|work))|(?:equivalent|comparable|vergleichbare\\S*|gleichwertige\\S*) (?:experience|qualifications?|erfahrung\\S*|abschlüsse|qualifikationen) (?:is |are |werden )?(?:also )?(?:accepted|considered|welcome|anerkannt|akzeptiert)',
    ),
    wordsBefore: 1,
    reasoning: 'Other qualifications of the kind are accepted.',
  },
  {
    code: 'training_offered',
    cues: [
      'training',
      'train',
      'trained',
      'einarbeitung',
      'einarbeiten',
      'onboarding',
      'teach',
      'learn',
      'induction',
      'eingearbeitet',
      'lernbereitschaft',
      'geschult',
      'schulung',
      'willing',
      'willingness',
      'bereitschaft',
    ],
    pattern: phrase(
      '(?:(?:full|comprehensive|extensive|thorough|complete|structured|on-the-job|all necessary|paid|initial)(?: \\S+)? (?:training|onboarding|induction)(?: \\S+)? (?:is |will be )?(?:provided|given|offered|period|programme|program|plan)|training(?: \\S+){0,6} (?:is |are |will be )?(?:provided|given|offered)|(?:we|you)(?: will|\\W{0,3}ll| are going to) (?:fully )?(?:train|teach|be trained)(?: you)?|(?:or|and) (?:the )?willing(?:ness)? to learn(?: \\S+){0,4}|(?:umfassende|intensive|strukturierte|gründliche|individuelle|ausführliche|fundierte|sorgfältige|begleitete|mehrwöchige|gezielte)\\S*(?: \\S+){0,3} (?:einarbeitung|schulung)\\S*|(?:werden|wirst|sie|dich|wir)~4 (?:eingearbeitet|geschult|angelernt)|(?:oder|und) (?:die )?bereitschaft,?~6 (?:einzuarbeiten|anzueignen|lernen|erlernen))',
    ),
    unless:
      /training and development to help|deliver(?:ing)? training|provide training|conduct|trainings? for (?:staff|clients|colleagues|users)|education and training|schulung von|schulungen (?:für|durch)|einarbeitung (?:neuer|von)/,
    reasoning: 'What is needed is taught on the job.',
  },
  {
    code: 'visa_sponsorship',
    cues: ['visa', 'sponsorship', 'visum', 'sponsor'],
    pattern: phrase(
      '(?:(?:visa|immigration|work permit|skilled worker)(?: \\S+){0,2} (?:sponsorship|support|assistance)(?: \\S+){0,2} ?(?:available|provided|offered|possible)?|(?:we|will|can|do) sponsor(?: \\S+){0,2} (?:visas?|work permits?)|sponsorship (?:is )?(?:available|provided|offered|possible)|unterstützung (?:bei|beim|mit)(?: \\S+){0,3} visum\\S*)',
    ),
    unless:
      /\bnot\b|unable|cannot|n't|no visa|without|keine?n?\b|industry relevant|certification|requirements? to support|should you already/,
    reasoning: 'The employer brings people from abroad for this job.',
  },
  {
    code: 'relocation_support',
    cues: ['relocation', 'relocate', 'umzug', 'umzugs', 'umzugskosten', 'relocating'],
    pattern: phrase(
      '(?:relocation (?:\\S+ )?(?:support|assistance|package|allowance|costs?|bonus|help|budget)(?: \\S+){0,3} ?(?:available|provided|offered|paid|covered)?|help(?:ing)? you relocate|open to relocation|relocation (?:from abroad|is possible)|(?:unterstütz\\S*|hilfe|hilft|helfen|beteilig\\S*|übernahme)~5 umzug\\S*|umzugs(?:kosten|hilfe|unterstützung|pauschale)\\S*)',
    ),
    unless: /\bno relocation|not (?:offer|provide|available)|keine umzugs/,
    reasoning: 'People from elsewhere are expected to apply.',
  },
  {
    code: 'remote_anywhere',
    cues: [
      'anywhere',
      'fully',
      'remote',
      'remotely',
      'berall',
      'ortsunabh',
      'bundesweit',
      'deutschlandweit',
      'europaweit',
    ],
    pattern: phrase(
      '(?:(?:work|working|based|live|located|remote\\S*|join us)(?: \\S+){0,3} (?:from )?anywhere|(?:fully|100 ?%|completely|entirely) remote|remote[- ]first|100 ?% (?:remote|homeoffice|home office)|ortsunabhängig\\S*|(?:bundesweit|deutschlandweit|europaweit)(?: \\S+){0,3} ?(?:remote|möglich|arbeiten))',
    ),
    unless: /client|customer|not (?:a )?(?:fully )?remote|access|monitor/,
    reasoning: 'The place does not bind the choice.',
  },
  {
    code: 'several_locations',
    cues: ['locations', 'location', 'standorte', 'standort', 'einsatzorte', 'offices', 'sites', 'places'],
    pattern: phrase(
      '(?:(?:several|multiple|various|different|any of (?:our|the)|choice of|two|three|four|five)(?: \\S+)? (?:locations|offices|sites|places of work)(?: \\S+){0,2} ?(?:possible|available|considered|to choose)|(?:based|available|offered|work)(?: \\S+){0,2} (?:in|at|from) (?:any|either|one) of (?:our|the|these)(?: \\S+)? (?:locations|offices|sites|places)|(?:mehrere|verschiedene|unterschiedliche|zwei|drei|vier|wahlweise)\\S*(?: \\S+)? (?:standorte|einsatzorte)\\S*~2 (?:möglich|wählbar|verfügbar|zur (?:auswahl|wahl))|wahlweise (?:am standort|in) \\S+|standort\\S* (?:ist )?(?:frei )?wählbar)',
    ),
    unless:
      /across (?:several|multiple|various|different)|teams? in|located in|clients|spread|global|stakeholder|over (?:two|three|four|five)|verteilt|coordinat|manage|colleagues|visit|travel/,
    reasoning: 'The opening is not tied to one desk.',
  },
  {
    code: 'process_described',
    cues: [
      'interview',
      'interviews',
      'assessment',
      'probearbeiten',
      'probetag',
      'vorstellungsgespr',
      'auswahlverfahren',
      'kennenlern',
      'trial',
      'hospitation',
      'selection',
      'bewerbungsprozess',
      'auswahlgespr',
    ],
    pattern: phrase(
      `(?:(?:first|second|two|three|2|3|phone|telephone|video|technical|short|structured)(?: \\S+){0,2} interviews?(?: \\S+){0,6}|(?:interview|selection|hiring|recruitment) process (?:is|consists|has|includes|takes|:)(?: \\S+){1,8}|assessment (?:day|centre|center)|probearbeiten|probetag|hospitation|(?:zwei|erstes|zweites|telefonisches|kurzes|persönliches) (?:vorstellungs|kennenlern|auswahl|telefon)\\S*(?: \\S+){0,5}|auswahlverfahren(?: \\S+){1,6})`,
    ),
    unless:
      /adjust|accommodation|disabilit|format of|recruiting managers|conduct(?:ing)? interviews|interviews with (?:clients|users|stakeholders)|anpassung|behinder|exit interview|customers/,
    reasoning: 'A selection with steps is described.',
  },
  {
    code: 'rolling_applications',
    cues: ['rolling', 'filled', 'laufend', 'fortlaufend', 'jederzeit', 'besetzt'],
    pattern: phrase(
      '(?:(?:applications|reviewed|considered|basis)~5 (?:on a )?rolling(?: basis)?|(?:open|online|advertised|accepted|applications)~5 until (?:the (?:position|role|post|vacancy) (?:is|has been) |it is |we have )?filled|(?:laufend|fortlaufend|jederzeit) (?:bewerb|entgegen|gesichtet)\\S*|bewerb\\S*~4 (?:laufend|jederzeit|fortlaufend)|bis (?:die stelle|sie) besetzt ist)',
    ),
    reasoning: 'Whoever comes later is looked at too.',
  },
  {
    code: 'rolling_applications',
    cues: NUMBER_CUES,
    pattern: phrase(
      `(?:apply|applications?|bewerb\\S*|frist|open|closes|deadline)~5 (?:within|after|for|in|binnen|innerhalb von|nach) (?<number>${NUMBER}) (?<unit>weeks?|days?|wochen|tagen?)`,
    ),
    unless: /respond|reply|feedback|melden uns|antwort|holiday|office|per week|notice/,
    judge: ({ match }) =>
      numberOf(match.groups?.number) * (/w/.test(match.groups?.unit ?? '') ? 7 : 1) >= 14 ? 'MEDIUM' : null,
    reasoning: 'There is time enough to apply.',
  },
  {
    code: 'modest_experience',
    cues: NUMBER_CUES,
    pattern: phrase(
      `(?<low>${NUMBER})(?: ?(?:-|–|to|bis|und|and) ?${NUMBER})? ?\\+?(?:${YEARS})\\W{0,5}(?: \\S+){0,6}? ?(?:experience|exp\\b|\\S*erfahrung)`,
    ),
    unless: /\b(?:we have|wir haben|seit|over the|last|past|10|1[1-9]|20|[4-9]\+?\s+(?:years|jahre)|[5-9]\s*-)\b/,
    judge: ({ match }) => (numberOf(match.groups?.low) <= 3 ? 'MEDIUM' : null),
    reasoning: 'Few years are asked for, which many have.',
  },
  {
    code: 'modest_experience',
    cues: ['first', 'initial', 'erste', 'some'],
    pattern: phrase(
      '(?:first|initial|some (?:initial|first|prior)|erste)(?: \\S+){0,2} (?:experiences?|\\S*erfahrung\\S*)',
    ),
    unless: /customer experience|user experience|line of defen[cs]e|first[- ]class/,
    reasoning: 'A first experience is enough.',
  },
  {
    code: 'wished_only',
    cues: [
      'preferred',
      'preferably',
      'ideally',
      'idealerweise',
      'plus',
      'advantage',
      'advantageous',
      'desirable',
      'preferable',
      'wünschen',
      'beneficial',
      'nice',
      'good',
      'asset',
      'vorteil',
      'wünschenswert',
      'wuenschenswert',
      'optional',
      'bonus',
    ],
    pattern: phrase(
      '(?:(?:is|are|would be|will be|ist|sind)(?: also)?(?: \\S+)? (?:preferred|preferable|(?:a )?plus\\b|(?:an? )?(?:added |distinct |big )?advantage(?:ous)?|desirable|beneficial|(?:an )?asset\\b|(?:von )?vorteil\\S*|wünschenswert)|(?:nice[- ]to[- ]have|good to have|ideally|idealerweise|preferably|von vorteil|wünschenswert|desirable|advantageous):?,?(?: \\S+){1,6}|(?:preferred|wünschenswert|von vorteil|a plus)\\b)',
    ),
    wordsBefore: 5,
    unless:
      /competitive advantage|bonus(?:es)? (?:scheme|plan)|annual bonus|preferred supplier|plus public holiday|plus \d|take advantage|preferred (?:name|pronoun)/,
    reasoning: 'Part of the demands is only wished for.',
  },
]
