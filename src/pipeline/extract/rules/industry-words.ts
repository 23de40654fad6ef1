/**
 * Words of titles, English and German, by the industries of the taxonomy that job databases use. Small letters; `*` stands for more
 * letters of the word. `not` are the words around which the others mean something else.
 */
export type IndustryWords = { words: string; not?: string }

export const INDUSTRY_WORDS: Readonly<Record<string, IndustryWords>> = {
  Technology: {
    words:
      'it|edv|(?:fach|wirtschafts|bio)?informatik*|devops|sre|site reliability|cloud|(?:network|platform|infrastructure|systems?|security) (?:engineer|administrator|admin|architect)|netzwerk(?:administrator|technik)*|systemadministrator*|system(?:engineer|techniker|integration)*|cyber ?security|information security|it-[\\p{L}]+|help ?desk|machine learning|(?:ml|ai) engineer|solutions? architect|scrum master|softwar*|(?:front-?end|back-?end|full-?stack|java|python|php|javascript|typescript|web|mobile|ios|android|c\\+\\+|\\.net|sap|abap) (?:engineer|developer|entwickler*)',
  },
  Software: {
    words:
      'softwar*|webentwickl*|web ?developer|(?:front-?end|back-?end|full-?stack|java|python|php|javascript|typescript|web|mobile|ios|android|c\\+\\+|\\.net|sap|abap|app|game) (?:engineer|developer|entwickler*|programmer)|programmierer*|programmer|devops|anwendungsentwickl*|qa engineer|test automation',
    not: 'sales|vertrieb*|account',
  },
  'Data & Analytics': {
    words:
      'data (?:scien*|engineer*|analy*|architect*|warehous*|governance|management|manager|steward|strateg*|platform|quality)|datenanaly*|datenmanage*|business intelligence|bi (?:developer|analyst|engineer|consultant|manager)|analytics|machine learning|statistici*|statistiker*',
    not: 'data protection|master data|clinical data',
  },
  Healthcare: {
    words:
      'nurs*|krankenschwester*|pflege(?:fach|helf|hilf|assist|dienst|kraft|kräft|personal|leit)*|\\p{L}*(?:kranken|alten|intensiv)pfleg*|gesundheits- und krankenpfleg*|\\p{L}*arzt|\\p{L}*ärztin|\\p{L}*ärzte|physician|surgeon|medical|medizin*|therapist|\\p{L}*therapeut*|pharmacist|pharmacy|apotheke*|hebamme*|midwi*|dental|dentist*|hygienist|zahn\\p{L}+|clinical|klinisch*|radiolog*|paramedic|caregiver|home health|health ?care|rettungssanitäter*|notfallsanitäter*|optometrist|phlebotom*|veterinar*|tiermedizin*|arzthelfer*',
  },
  'Management & Leadership': {
    words:
      'head of|director|direktor*|vice president(?:,| of)|chief [\\p{L}]+ officer|chief of staff|c[etfoi]o|geschäftsführ*|vorstand|(?:abteilungs|bereichs|gruppen|niederlassungs|standort|team|betriebs|filial|werk|werks|produktions|einrichtungs|haus|pflegedienst)leit(?:ung|er|erin)|leit(?:ung|er|erin)|managing director|general manager|country manager|team ?lead(?:er)?',
    not: 'assist*|\\p{L}*assistenz|referent*|sekret*|art director|creative director|office of|stellvertretend*',
  },
  'Finance & Accounting': {
    words:
      'accountant*|accounting|accounts (?:payable|receivable)|\\p{L}*buchhalt*|financ*|finanz*|controller|controlling|audit*|treasury|tax|steuer(?:fach|berat|referent)*|bilanzbuchhalt*|fp&a|credit (?:analyst|risk|officer)|kreditor*|debitor*|(?:asset|wealth|portfolio|fund) manage*|investment*|actuar*|wirtschaftsprüf*|bank(?:er|ing|kauf\\p{L}*)|underwrit*|risk (?:manage*|analyst|officer)|aml|kyc|bookkeep*|payroll',
    not: '(?:document|traffic|quality|inventory|stock|production|motion) controller|air traffic*',
  },
  'Human Resources': {
    words:
      'hr|human resources?|recruit*|talent (?:acquisition|management|partner|manager|sourc*)|personal(?:referent|sachbearbeit|leit|entwickl|dispo|wesen|abteilung|manag|berat|marketing)*|people (?:partner|operations|ops|and culture|& culture)|payroll|entgeltabrechn*|lohnbuchhalt*|lohn- und gehalts*|compensation (?:and|&) benefits',
  },
  Sales: {
    words:
      'sales|account executive|account manager|key account*|\\p{L}*vertrieb*|\\p{L}*verkäufer*|verkauf*|business develop*|außendienst*|innendienst*|pre-?sales',
  },
  Marketing: {
    words:
      'marketing|online-?marketing*|seo|sem|brand manag*|social media|content (?:marketing|strateg*|manager)|public relations|pr[- ](?:manager|referent*)|öffentlichkeitsarbeit|crm manager|e-?commerce (?:manager|specialist)|campaign manager|growth market*',
  },
  'Customer Service & Support': {
    words:
      'customer (?:service|support|success|care|experience|relations)|kunden(?:service|betreu|berat|support|dienst)*|call ?center*|contact ?center|help ?desk|service ?desk|(?:technical|it|application|product) support|support (?:specialist|agent|engineer|representative)|client services?',
  },
  Education: {
    words:
      'teach*|lehrer*|lehrkr*|\\p{L}*lehrer|\\p{L}*lehrerin|tutor*|professor*|professur|lecturer|dozent*|erzieher*|kindergart*|kita*|instructor|faculty|school|schulleit*|schulbegleit*|\\p{L}*pädagog*|educator|education|preschool|lernbegleit*',
  },
  Legal: {
    words:
      'lawyer|attorney|legal|counsel|paralegal|jurist*|volljurist*|rechtsan\\p{L}+|notar*|notariats*|compliance|data (?:protection|privacy)|datenschutz*|privacy|syndikus*',
  },
  Engineering: {
    words:
      '(?:mechanical|electrical|civil|process|chemical|structural|hardware|embedded|automotive|aerospace|manufacturing|industrial|design|systems?|field|mechatronics?|rf|firmware|validation|hvac|maintenance|electronics|commissioning|reliability|controls|automation|geotechnical|biomedical) engineer*|\\p{L}*ingenieur*|konstrukteur*|maschinenbau*|elektrotechnik*|verfahrenstechnik*|mechatronik*|cad',
    not: 'test automation*',
  },
  'Science & Research': {
    words:
      '(?:research|principal|senior|associate|staff|applied) scientist|scientist|research (?:associate|assistant|fellow|engineer|specialist)|researcher|wissenschaftliche*|forsch*|laborant*|laborleit*|laboratory|lab (?:technician|assistant)|chemist|chemiker*|biolog*|physicist|physiker|physikerin|post-?doc*|phd|doktorand*|r&d|\\p{L}+-technische[\\p{L}]* assistent*',
    not: 'data scien*|ux research*|user research*|market research*|equity research*|marktforsch*',
  },
  Trades: {
    words:
      'electrician|elektriker*|elektroniker*|plumber|welder|schweißer*|schlosser*|\\p{L}*mechaniker*|mechanic|carpenter|tischler*|schreiner*|maler|malerin|installateur*|dachdecker*|maurer*|\\p{L}*monteur*|zimmer(?:er|mann)|klempner*|lackierer*|\\p{L}*mechatroniker*|hvac technician|handwerker*|hausmeister*|haustechni*|maintenance technician',
  },
  Construction: {
    words:
      'construction|bau(?:leit|ingenieur|arbeiter|helfer|technik|zeichner|management|projekt|überwach|planer)*|hochbau*|tiefbau*|straßenbau*|polier|polierin|site (?:manager|supervisor|superintendent)|quantity surveyor|superintendent|roofer|bricklayer|dachdecker*|maurer*|estimator',
  },
  Manufacturing: {
    words:
      'manufacturing|production (?:worker|manager|operator|supervisor|planner|technician|associate)|produktion(?:s\\p{L}+)?|fertigung*|maschinen(?:bedien|führ|einricht)*|anlagen(?:führer|bediener)*|machine operator|assembl*|cnc|zerspan*|industriemechanik*|plant manager|werkleit*|verpacker*|machinist',
    not: 'video|film|tv|event*',
  },
  Logistics: {
    words:
      'logisti*|warehouse|lager(?:ist|mitarbeit|helfer|leit|logistik|fach|arbeiter)*|fachlagerist*|supply chain|kommissionier*|disponent*|dispatcher|forklift|\\p{L}*staplerfahrer*|shipping|freight|spedition*|versand*|fulfil+ment|material handler|picker',
    not: 'data warehouse|personaldisponent*',
  },
  'Creative & Media': {
    words:
      'journalist*|redakteur*|redaktion*|editor|copywriter*|texter|texterin|video*|photograph*|fotograf*|media (?:manager|designer|producer|buyer)|content creator|art director|creative director|film*|animator|mediengestalt*|broadcast*',
    not: 'social media manager|film coat*',
  },
  Hospitality: {
    words:
      'hotel*|front (?:desk|office) (?:agent|manager|receptionist)|housekeep*|concierge|\\p{L}*restaurant*|kellner*|servicekraft|servicekräfte|gastronom*|barkeeper*|barista*|bartender*|wait(?:er|ress|staff)|chef de [\\p{L}]+|rezeption*|banquet*|zimmermädchen',
  },
  'Environmental & Sustainability': {
    words: 'sustainab*|nachhaltigkeit*|environmental|umwelt*|esg|climate|klimaschutz*|recycling*|abfallwirtschaft*',
    not: 'environmental services|umweltservice*',
  },
  Retail: {
    words:
      'retail|(?:store|shop) (?:manager|associate|assistant|leader|supervisor)|einzelhandel*|filial(?:leit|mitarbeit)*|kassier*|cashier|merchandis*|\\p{L}*verkäufer*|marktleit*|marktmitarbeit*|verkaufs(?:berat|mitarbeit)*|supermarket|grocery',
    not: 'automobilverkäufer*|ausbildung zum bank*',
  },
  Energy: {
    words:
      'energy|energie*|solar*|photovoltaik*|pv-[\\p{L}]+|wind (?:energy|turbine|farm|park)|windkraft*|windenergie*|renewable*|oil (?:&|and) gas|petroleum|nuclear|power (?:plant|grid|systems)|kraftwerk*|wasserstoff*|hydrogen',
    not: 'energy drink*|high[- ]energy',
  },
  Agriculture: {
    words:
      'agricultur*|landwirt*|farm (?:manager|worker|hand|assistant)|farmer|agrar*|agronom*|horticultur*|gärtner*|forst(?:wirt|wissenschaft|arbeit)*|winzer*|crop [\\p{L}]+',
  },
  'Social Services': {
    words:
      'social (?:work|worker|services|care)|sozial(?:arbeit|pädagog|dienst|berat|betreu)*|caseworker|jugendhilfe|familienhilfe|familienhelf*|heilerziehung*|heilpädagog*|betreuungs(?:kraft|kräfte|assist)*|alltagsbegleit*|integrationshelf*|schulbegleit*|support worker',
  },
  Administrative: {
    words:
      'administrative|(?:executive|personal|office|virtual) assistant|assistant to|office (?:manager|administrator|coordinator)|\\p{L}*sekretär*|sekretariat*|secretary|\\p{L}*assistenz|büro(?:kauf|assist|kraft|kräfte|leit|manag|mitarbeit)*|\\p{L}*sachbearbeit*|data entry|[\\p{L}]+ clerk|clerk|verwaltung*|receptionist|teamassist*|empfang*|back ?office|kaufmännische*',
  },
  'Government & Public Sector': {
    words:
      'government|public (?:sector|administration|policy)|policy (?:advisor|analyst|officer)|municipal|(?:öffentliche[\\p{L}]*) (?:dienst|verwaltung)|beamt*|verwaltungsfach*|verwaltungswirt*|kommunal*|bundes(?:wehr|amt|behörde|ministerium)*|stadtverwaltung|federal|polizei*',
  },
  'Art & Design': {
    words:
      'designer*|[\\p{L}]+designer*|grafik*|graphic*|ux|ui|ux/ui|ui/ux|product design|interior design*|illustrator*|art director|\\p{L}*gestalter*|artist',
    not: '(?:instructional|asic|fpga|chip|analog|circuit|network) designer|makeup artist',
  },
  'Food & Beverage': {
    words:
      '(?:sous|head|executive|pastry|line|commis|demi) chef|chef de (?:partie|rang|cuisine)|cook|koch|köchin|jungkoch|beikoch|bäcker*|baker|metzger*|fleischer*|konditor*|barista*|kitchen|küchen(?:hilf|kraft|kräfte|chef|leit|mitarbeit)*|food|beverage*|brau(?:er|meister|erei)*|lebensmitteltechn*|\\p{L}*restaurant*|crew member|dishwasher',
  },
  Transportation: {
    words:
      'driver|fahrer*|\\p{L}*fahrer|\\p{L}*fahrerin|pilot|flight attendant|flugbegleit*|lokführer*|triebfahrzeug*|lkw*|truck*|delivery (?:driver|rider|associate|courier)|courier|kurier*|zusteller*|aviation|airline|airport|chauffeur*|railway|taxi*',
    not: '\\p{L}*staplerfahrer*|device driver*|pilot (?:project|plant)|software*',
  },
  Consulting: {
    words:
      '(?:it|management|strategy|business|sap|technology|implementation|solution|functional|erp|process|transformation)[- ](?:\\p{L}+ )?consult*|consulting|unternehmensberat*|consultant',
    not: '(?:sales|recruitment|recruiting|beauty|travel|wellness|hr|design|leasing|hiring|property|psych\\p{L}*|medical|locum|consultant in) consultant*|consultant (?:psych|in|physician|surgeon|cardio|radio|anaesth|geriatr|paediatr)*|recruit*',
  },
  'Sports & Recreation': {
    words:
      'sports?|sport(?:lehrer|trainer|wissenschaft|management|therapeut)*|fitness*|(?:swim|soccer|football|basketball|tennis|head|assistant|athletic|strength) coach|athlet*|lifeguard|bademeister*|rettungsschwimm*|recreation|personal trainer|yoga*',
  },
  'Security & Safety': {
    words:
      '(?:security|sicherheits)[- ]?(?:guard|officer|manager|engineer|analyst|specialist|architect|consultant|mitarbeit|kraft|kräfte|dienst|fach|beauftragt|ingenieur)*|it-sicherheit*|cyber ?security|information security|informationssicherheit*|safety|arbeitssicherheit*|ehs|hse|wachmann|werkschutz*|firefighter|feuerwehr*|brandschutz*|loss prevention|objektschutz*',
    not: 'social security|drug safety|patient safety',
  },
}
