const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** English words that open bullets: verbs of duties, in the form without an ending (-s, -ing, -ed forms are found by their stem). */
const VERBS =
  set(`accelerate achieve act adapt address adhere administer advise advocate align analyse analyze anticipate apply approve architect arrange articulate
  assess assign assist assure attend audit author automate be benchmark bring build calculate capture carry challenge champion check coach collaborate collect
  communicate complete comply compile compose conduct configure confirm consider consolidate construct consult contribute control convert coordinate co-ordinate cover craft create cultivate
  customize debug define delegate deliver demonstrate deploy design detect determine develop devise diagnose direct discover discuss display distribute document draft drive
  educate embed embrace enable engage engineer enhance ensure enforce escalate establish estimate evaluate examine execute exhibit explain explore extend extract facilitate
  find focus follow forecast formulate foster gather generate give govern grow guide handle have help hold identify implement improve influence inform initiate innovate inspect
  install integrate interact interface interpret investigate keep know lead learn leverage liaise listen maintain make manage map measure meet mentor migrate mitigate
  model monitor motivate negotiate obtain offer onboard operate optimise optimize orchestrate organise organize originate oversee own participate partner perform pitch plan
  possess prepare present prioritise prioritize proactively process procure produce program project promote propose prospect provide pursue raise read recommend reconcile record recruit reduce
  refine regularly represent report research resolve respond review revise run scale schedule secure seek select sell serve set shape share solve source spearhead speak stay steer
  streamline strengthen structure submit supervise supply support sustain synthesize tailor take teach test track train transform translate troubleshoot understand
  undertake update upgrade use utilise utilize validate verify visit work write`)

/** English adjectives and nouns that open bullets of requirements and offers. */
const STRONG =
  set(`ability able academic active accountable additional advanced analytical apt attention awareness background bachelor bachelors basic capability capable capacity certification certified
  clear comfortable committed competency competent competitive completed comprehensive confident creative credible degree deep demonstrable demonstrated desire detail detailed diligent
  dynamic eager educated effective efficient eligible energetic enthusiastic enthusiasm entrepreneurial excellent exceptional experience experienced expert expertise exposure extensive
  familiar familiarity fantastic fast few flexible flexibility fluency fluent full general generous genuine good graduate great hands handson hands-on high highly holder holds
  ideally independent influencing in-depth innovative insight intellectual interest interested interpersonal keen knowledge knowledgeable language leadership legal liaison logical master masters
  mature mba meticulous mid minimum motivated multi must natural no numerate numeracy open openness organised organized organisational organizational outstanding overall passion passionate patience people
  personal positive post practical preferably preferred previous prior proactive pro problem professional proficiency proficient profound programming project proven qualification
  qualified quick related relevant reliable reliability resilience resilient responsible responsibility robust self significant similar skilled skills soft solid some sound strategic strong
  structured subject substantial successful superior technical thorough time total track undergraduate understanding university verbal very well willing willingness working written
  ensures responsible accountability alternatively as at you we our your their they it this these there if when where within with through under from by using for in on to all any both a an the
  other others more most least each every additionally also furthermore moreover however please`)

/** Words that often stand capitalised inside a phrase (offices, products, teams): they open nothing. */
const NEVER =
  set(`bank group team service services management engineer analyst manager director officer president vice senior associate division department committee board head
  asset corporate investment private office technology operations risk finance compliance audit treasury data cloud agile global business credit trade client product`)

/** German words that open bullets: adjectives, adverbs, participles and pronouns, which stand in lower case inside a sentence. */
const GERMAN =
  set(`sie du ihre ihr dein deine als im in bei mit zur zum für durch je sehr gute guter gutes sichere sicheres sicherer sicher hohe hoher hohes hohem abgeschlossene abgeschlossenes abgeschlossener
  erfolgreich mehrjährige mehrjähriger erste erstes fundierte fundiertes fundierter ausgeprägte ausgeprägtes ausgeprägter ausgezeichnete verhandlungssichere verhandlungssicheres fließende fließend idealerweise
  selbstständige selbständige eigenverantwortliche eigenständige strukturierte analytische analytisches starke starker starkes freude spaß bereitschaft erfahrung erfahrungen kenntnisse
  fähigkeit teamfähigkeit teamgeist engagement flexibilität kommunikationsstärke kommunikationsfähigkeit zuverlässigkeit belastbarkeit eigeninitiative interesse mindestens mind
  umfassende umfangreiche vertiefte gutes breite breites tiefes tiefgreifende nachgewiesene einschlägige relevante praktische relevantes wünschenswert zusätzlich darüber außerdem
  aktive aktives ganzheitliche gemeinsame zusammenarbeit mitarbeit mitwirkung unterstützung durchführung erstellung entwicklung planung betreuung beratung sicherstellung koordination steuerung
  überwachung analyse umsetzung weiterentwicklung pflege bearbeitung prüfung vorbereitung nachbereitung organisation konzeption verantwortung übernahme leitung führung ansprechpartner aufbau ausbau
  optimierung identifikation identifizierung implementierung abstimmung begleitung kommunikation präsentation dokumentation erarbeitung gestaltung abgeschlossenes hervorragende exzellente überzeugende überzeugendes
  unternehmerisches kundenorientierte kundenorientiertes lösungsorientierte proaktive proaktives interkulturelle regelmäßige fachliche persönliche deutsch englisch
  nutzt verantwortet gestaltet hält entwickelt steuert führt berät betreut erstellt plant koordiniert managt vertritt verfügt agiert stellt tritt übernimmt unterstützt erkennt sorgt leitet pflegt
  prüft analysiert arbeitet bereitet organisiert akquiriert bearbeitet überwacht sichert fördert erschließt befähigung ausdauer begeisterung studium ausbildung berufserfahrung hochschulabschluss`)

/** German nouns among the openers: they may also stand inside a phrase, so what precedes must end one. */
const GERMAN_NOUN =
  /(?:ung|keit|heit|schaft|tion|ation|nis|tät|enz|ismus|arbeit|stärke|geist|ausdauer|studium|ausbildung|abschluss|erfahrung|erfahrungen|kenntnisse|freude|spaß|interesse|analyse|pflege|aufbau|ausbau|engagement|ansprechpartner|übernahme|deutsch|englisch|bereitschaft|eigeninitiative)$/

const STEM_ENDINGS = /(?:ing|s|es|ed|ation)$/
const OPENING_SUFFIX = /^.{3,}(?:ing|tion|sion|ment|ity|ance|ence|ness|ship|ally|ably|ively)$/
const GERMAN_ADJECTIVE = /^.{3,}(?:ig|lich|isch|bar|sam|haft|iert|end|reich|voll|los)(?:e|er|es|en|em)$/

export type Openness = 'strong' | 'weak' | 'none'

/** How certainly an English word with a capital opens a bullet in running text. */
export function opensEnglish(folded: string): Openness {
  if (NEVER.has(folded)) return 'none'
  if (STRONG.has(folded) || VERBS.has(folded)) return 'strong'
  if (STEM_ENDINGS.test(folded) && isVerbForm(folded)) return 'strong'
  return OPENING_SUFFIX.test(folded) ? 'weak' : 'none'
}

function isVerbForm(folded: string): boolean {
  for (const stem of [
    folded.replace(/(?:ing|ed|es|s)$/, ''),
    folded.replace(/(?:ing|ed|es)$/, 'e'),
    folded.replace(/(.)\1(?:ing|ed)$/, '$1'),
    folded.replace(/ies$/, 'y'),
  ]) {
    if (stem !== folded && VERBS.has(stem)) return true
  }
  return false
}

/** How certainly a German word with a capital opens a bullet: "weak" ones are nouns, which may also continue a phrase. */
export function opensGerman(folded: string): Openness {
  if (GERMAN.has(folded)) return GERMAN_NOUN.test(folded) ? 'weak' : 'strong'
  return GERMAN_ADJECTIVE.test(folded) && !folded.startsWith('deutsch') && !folded.startsWith('europäisch')
    ? 'strong'
    : 'none'
}

const GERMAN_ADJECTIVE_BEFORE = /(?:e|en|er|es|em)$/

/** A German word in lower case that still waits for its noun ("mehrjährige Erfahrung"). */
export const awaitsNoun = (folded: string): boolean => GERMAN_ADJECTIVE_BEFORE.test(folded)
