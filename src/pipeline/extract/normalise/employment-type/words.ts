import type { EmploymentType } from './types.ts'

/** Words of a stated employment type in small letters, by language; a language's own words count in any page except where LIMITED says. */
type Table = Readonly<Partial<Record<EmploymentType, Readonly<Record<string, string>>>>>

/** A kind of contract alone ("CDI", "Festanstellung", "umowa o pracę", "permanent") says nothing about the type and stands nowhere here. */
export const STATED: Table = {
  FULL_TIME: {
    en: 'full[- _]?time|fulltime|fulltid',
    de: 'voll-? ?(?:zeit\\p{L}*|(?:,|/|und|oder|bzw\\.?|&)? ?(?:und|oder|/)? ?teil-?zeit\\p{L}*)|ganztags',
    fr: 'temps[- ](?:plein|complet)|plein[- ]temps',
    es: '(?:tiempo|jornada) complet[oa]|jornada ordinaria',
    it: 'tempo pieno|full time',
    nl: 'full-?time|voltijds?|voltijdbaan',
    cs: 'pln[ýé](?:ho|m)? úvazek|plného úvazku|hpp|hlavní pracovní poměr|práce na plný úvazek',
    pl: 'pełny etat|pełen etat|pełnego etatu|pełnym wymiarze|cały etat',
    da: 'fuldtid\\p{L}*|fuld tid',
    sv: 'heltid\\p{L}*',
    pt: 'tempo (?:inteiro|integral|completo)|jornada integral|full-time',
  },
  PART_TIME: {
    en: 'part[- _]?time|parttime',
    de: 'teil-?zeit\\p{L}*|mini-?job\\p{L}*|geringfügig\\p{L}*|450[- ]?(?:€|euro)[- ]?(?:job|basis)|520[- ]?(?:€|euro)[- ]?(?:job|basis)|halbtags|midi-?job',
    fr: 'temps[- ]partiel|mi-temps',
    es: '(?:tiempo|jornada) parcial|media jornada',
    it: 'tempo parziale',
    nl: 'part-?time|deeltijds?',
    cs: '(?:zkrácen|částečn|polovičn|kratš)\\p{L}{1,3} (?:pracovní )?úvaz\\p{L}{1,3}|dpp|dpč|vpp',
    pl: '(?:część|część|pół|połowa|1/2|3/4|niepełny|niepełnego|½) etatu?|niepełnym wymiarze|część etatu',
    da: 'deltid\\p{L}*',
    sv: 'deltid\\p{L}*',
    pt: 'tempo parcial|meio[- ]per[íi]odo|part-time',
  },
  CONTRACTOR: {
    en: 'contractors?|freelance(?:rs?)?|independent contract(?:or)?|contract (?:position|role|job|work|basis|assignment|to hire)|self[- ]employed|c2c',
    de: 'freie[rsn]? mitarbeiter(?:in)?|freiberuflich\\p{L}*|freelancer(?:in)?|honorarbasis|selbstständig\\p{L}*',
    fr: 'ind[ée]pendante?|free-?lance|prestataire|auto-?entrepreneur',
    es: 'aut[óo]nom[oa]|contratista',
    it: 'partita iva|libero professionista|libera professione',
    nl: "zzp(?:'er)?|freelance",
    cs: 'osvč',
    da: 'selvstændig',
    pt: 'aut[ôo]nomo|prestador de serviços',
  },
  TEMPORARY: {
    en: 'temporary|temp|temp[- ]to[- ](?:hire|perm)|fixed[- _]?term|seasonal|limited[- _]term|maternity cover',
    de: 'befristet\\p{L}*|zeitarbeit\\p{L}*|aushilfe|aushilfs\\p{L}*|saison(?:al|arbeit|kraft|stelle)|zeitvertrag|elternzeitvertretung',
    fr: 'cdd|int[ée]rim(?:aire)?|dur[ée]e d[ée]termin[ée]e|saisonnier|mission temporaire',
    es: 'temporal|contrato temporal|eventual|(?:duraci[óo]n|tiempo) determinad[oa]',
    it: 'tempo determinato|stagionale|somministrazione',
    nl: 'tijdelijk\\p{L}*|bepaalde tijd|uitzend\\p{L}*|seizoens\\p{L}*',
    cs: 'dob[auě] určit[áouéý]{1,2}|dobu určitou|brigád[ay]|dočasn\\p{L}{1,3}|sezónní|záskok',
    pl: 'czas określony|czasu określonego|praca (?:tymczasowa|dorywcza|sezonowa)|tymczasowa',
    da: 'tidsbegrænset|vikariat|midlertidig\\p{L}*|sæsonarbejde',
    sv: 'tidsbegränsad\\p{L}*|visstid\\p{L}*|vikariat|säsongs\\p{L}*',
    pt: 'temporári[oa]|termo certo|termo incerto|prazo determinado|sazonal',
  },
  INTERN: {
    en: 'intern(?:ship)?s?|trainee(?:ship)?|working student|student job',
    de: 'praktik(?:um|a|ant(?:in|innen|en)?)\\p{L}*|pflichtpraktikum|werkstudent\\p{L}*|werkstudierende[rn]?|studentenjob|volontariat',
    fr: 'stages?|stagiaires?',
    es: 'pr[áa]cticas|becari[oa]s?|pasant[íi]a',
    it: 'stages?|tirocini[oa]?|stagista|tirocinante',
    nl: 'stages?|stagiaire?|afstudeer\\p{L}*',
    cs: 'stáž\\p{L}{0,4}|praxe a stáže|trainee program',
    pl: 'staż\\p{L}{0,4}|praktyki?|praktykant\\p{L}{0,2}',
    da: 'praktik|praktikant',
    sv: 'praktik|praktikant',
    pt: 'est[áa]gios?|estagi[áa]ri[oa]',
  },
  VOLUNTEER: {
    en: 'volunteer(?:ing)?|voluntary',
    de: 'ehrenamt(?:lich\\p{L}*)?|freiwilligen(?:dienst|arbeit)|bundesfreiwilligendienst|freiwilliges soziales jahr|fsj|bfd',
    fr: 'b[ée]n[ée]volat|b[ée]n[ée]vole|volontariat',
    es: 'voluntari(?:ado|o|a)',
    it: 'volontari(?:ato|o|a)',
    nl: 'vrijwilliger(?:swerk)?|vrijwillig',
    cs: 'dobrovolni\\p{L}{2,6}',
    pl: 'wolontari\\p{L}{1,4}',
    da: 'frivillig(?:t arbejde)?',
    sv: 'volont[äa]r|ideellt arbete',
    pt: 'voluntari(?:ado|o)|voluntári[oa]',
  },
  PER_DIEM: { en: 'per[- _]diem|prn|on[- ]call pool' },
}

/** A word of these languages that is another word elsewhere: English has stages of a project, German a stage that is a theatre's. */
export const LIMITED: Readonly<Record<string, ReadonlySet<string>>> = {
  stage: new Set(['fr', 'nl', 'it']),
  stages: new Set(['fr', 'nl', 'it']),
  eventual: new Set(['es']),
  temporal: new Set(['es']),
  temp: new Set(['en']),
}

/** Known kinds of work that are none of the other types. */
export const OTHER =
  "other|sonstige|autre|otros?|altro|anders|jin[ýé]|inne|ausbildung|lehrstelle|duales studium|apprenti(?:ceship|ssage)|alternance|contrat d'alternance|apprendistato|apprentice|aprendizaje|bbl|leerwerkplek|lærling|lärling"

/** Phrases of running text that tell the type of this very opening. */
export const PHRASES: Table = {
  FULL_TIME: {
    en: '(?:full[- ]time|fulltime)(?:,? (?:permanent|regular|salaried|exempt|in-office|on-?site|remote|hybrid|paid)){0,2} (?:position|role|job|employment|opportunity|contract|basis|post|vacancy|opening|appointment|work schedule)|(?:job|position|employment|contract|work|schedule) ?(?:type|status)?: {0,2}full[- ]time|(?:offer|is a|are|be) (?:a )?permanent,? full[- ]time',
    de: 'in (?:voll-? ?(?:zeit|(?:und|oder|/|bzw\\.) ?(?:in )?teilzeit))|(?:in|als) vollzeit\\p{L}*|vollzeit ?(?:\\(\\d\\d[^()]{0,20}\\) ?)?(?:oder|und|/|bzw\\.) ?teilzeit|vollzeit(?:stelle|beschäftigung|position|job|anstellung|tätigkeit)|(?:unbefristete|befristete) vollzeit\\p{L}+',
    fr: '(?:à|a) (?:temps (?:plein|complet)|plein[- ]temps)|(?:poste|contrat|emploi|cdi|cdd),? (?:à )?temps (?:plein|complet)',
    es: '(?:a|de|en) (?:tiempo completo|jornada completa)|(?:contrato|puesto) (?:a )?(?:tiempo completo|jornada completa)|jornada: completa',
    it: 'a tempo pieno|(?:contratto|orario|orario di lavoro:?|lavoro) (?:a )?(?:tempo pieno|full[- ]time)',
    nl: '(?:full-?time|voltijds?e?) (?:functie|baan|dienstverband|vacature|positie|job|contract|aanstelling)',
    cs: '(?:na|práce na) (?:plný (?:pracovní )?úvazek|hpp)|hlavní pracovní poměr',
    pl: '(?:na|w) (?:pełny etat|pełen etat|pełnym wymiarze|cały etat)|umow\\p{L}{1,2} o pracę (?:na )?(?:pełny etat|w pełnym wymiarze)',
    da: '(?:en )?fuldtids(?:stilling|job|ansættelse|position)|stillingen er (?:på )?fuld ?tid|på fuld tid',
    sv: 'heltids(?:tjänst|anställning|arbete)|tjänsten är (?:på )?heltid|(?:anställning|tjänst) på heltid|omfattning:? {0,2}heltid',
    pt: '(?:a|em) tempo (?:inteiro|integral|completo)|horário: {0,2}(?:tempo inteiro|full-time)',
  },
  PART_TIME: {
    en: '(?:part[- ]time|parttime)(?:,? (?:permanent|regular|hourly|on-?site|remote|hybrid|paid|temporary)){0,2} (?:position|role|job|employment|opportunity|contract|basis|post|vacancy|opening|appointment|work schedule)|(?:job|position|employment|contract|work|schedule) ?(?:type|status)?: {0,2}part[- ]time',
    de: 'in (?:teilzeit|voll-? ?(?:und|oder|/|bzw\\.) ?(?:in )?teilzeit)|vollzeit ?(?:\\(\\d\\d[^()]{0,20}\\) ?)?(?:oder|und|/|bzw\\.) ?(?:in )?teilzeit|teilzeit (?:ist )?(?:ebenfalls )?möglich|teilzeit(?:stelle|beschäftigung|position|job|anstellung|tätigkeit)|(?:als|auf) mini-?job(?:basis)?|auch in teilzeit',
    fr: '(?:à|a) (?:temps partiel|mi-temps)|(?:poste|contrat|emploi|cdi|cdd),? (?:à )?temps partiel',
    es: '(?:a|de|en) (?:tiempo parcial|jornada parcial|media jornada)|(?:contrato|puesto) (?:a )?(?:tiempo parcial|jornada parcial)',
    it: 'a tempo parziale|(?:contratto|orario|orario di lavoro:?|lavoro) (?:a )?(?:tempo parziale|part[- ]time)',
    nl: '(?:part-?time|deeltijdse?) (?:functie|baan|dienstverband|vacature|positie|job|contract|aanstelling)|in deeltijd',
    cs: '(?:na|práce na) (?:zkrácen|částečn|polovičn)\\p{L}{1,3} (?:pracovní )?úvazek',
    pl: 'na (?:pół|część|½|1/2|3/4) etatu|w niepełnym wymiarze',
    da: '(?:en )?deltids(?:stilling|job|ansættelse)|stillingen er (?:på )?deltid|på deltid',
    sv: 'deltids(?:tjänst|anställning|arbete)|tjänsten är (?:på )?deltid|(?:anställning|tjänst) på deltid|omfattning:? {0,2}deltid',
    pt: '(?:a|em) (?:tempo parcial|meio[- ]per[íi]odo)',
  },
  TEMPORARY: {
    en: '(?:temporary|fixed[- ]term|seasonal) (?:position|role|job|employment|contract|post|vacancy|appointment|assignment)',
    de: '(?:stelle|position|vertrag|anstellung|tätigkeit|arbeitsverhältnis) ist (?:zunächst |vorerst |vorläufig )?(?:bis [^.\\n]{1,30})?(?:auf [^.\\n]{1,30})?befristet|befristete (?:stelle|anstellung|vollzeit\\p{L}*|teilzeit\\p{L}*)|befristeter (?:arbeits)?vertrag|(?:zunächst|vorerst) (?:auf [^.\\n]{1,20} )?befristet',
    fr: 'contrat à durée déterminée|(?:en|type de contrat ?:?) cdd|cdd de \\d{1,2} mois',
    es: 'contrato (?:temporal|de duración determinada)',
    it: 'contratto a tempo determinato',
    nl: 'contract voor bepaalde tijd|tijdelijk contract|tijdelijke (?:functie|baan|aanstelling)',
    cs: 'na dobu určitou',
    pl: 'na czas określony',
    da: 'tidsbegrænset stilling|(?:stillingen er )?et vikariat',
    sv: 'visstidsanställning|(?:tjänsten är )?ett vikariat|tidsbegränsad anställning',
    pt: 'contrato a termo|contrato temporário',
  },
  CONTRACTOR: {
    en: '(?:this is an? |as an? )(?:independent )?contract(?:or)? (?:position|role|job|assignment)|freelance (?:position|role|basis|contract|assignment)|as an independent contractor',
    de: 'auf (?:freiberuflicher|selbstständiger|selbständiger) basis|freie mitarbeit(?!er)',
  },
  VOLUNTEER: {
    en: '(?:this is an? )?(?:unpaid )?volunteer (?:position|role|opportunity)',
    de: 'ehrenamtliche tätigkeit',
    fr: 'mission bénévole',
  },
  INTERN: {
    en: '(?:this|the|our|a|paid|month) internship (?:position|is|will|lasts|starts|programme|program|opportunity)|internship position',
    de: '(?:dein|ihr|das|unser|dieses) (?:pflicht)?praktikum (?:ist|dauert|beginnt|bei)|im rahmen (?:eines|deines|ihres) praktikums (?:bei|unterstützt)',
    fr: 'stage de \\d{1,2} (?:à \\d{1,2} )?mois|offre de stage|stage conventionné',
  },
}

/** What may follow a type in running text or in a title and makes it somebody or something else's. */
export const NOT_THIS =
  'students?|employees?|staff|equivalents?|ftes?|experience|coordinators?|managers?|recruit\\p{L}*|programs?|programmes?|services|supervisors?|kräfte|mitarbeit\\p{L}*|betreu\\p{L}*|koordinat\\p{L}*|leitung|verwaltung'
