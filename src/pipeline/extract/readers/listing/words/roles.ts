/** What a cell, line or label of a list speaks of. `other` is known and of no use here: department, grade, rating. */
export const ROLES = [
  ...(['title', 'employer', 'location', 'posted_on', 'deadline', 'date', 'employment_type', 'salary'] as const),
  ...(['identifier', 'arrangement', 'other'] as const),
] as const
export type Role = (typeof ROLES)[number]

/** Whole texts of column heads and labels, folded, without the colon. English, German, French, Spanish, Italian, Dutch, Czech, Polish. */
const LABELS: Readonly<Record<Role, string>> = {
  title:
    "title|job title|position|position title|job|role|vacancy|vacancy title|vacancy name|post|post title|posting title|job posting|opening|job opening|job name|functional title|opportunity|stelle|stellenbezeichnung|stellentitel|bezeichnung|titel|jobtitel|berufsbezeichnung|tatigkeit|funktion|ausschreibung|stellenangebot|stellenausschreibung|beruf|intitule|intitule du poste|poste|titre|emploi|offre|offre d'emploi|fonction|metier|puesto|titulo|cargo|oferta|vacante|denominacion|plaza|titolo|posizione|ruolo|annuncio|offerta|profilo|profilo professionale|mansione|functie|functietitel|vacature|functienaam|nazev|nazev pozice|pozice|nazov|pozicia|pracovni pozice|misto|pracovni misto|funkce|profese|stanowisko|nazwa stanowiska|oferta pracy|tytul|nazwa|job description",
  employer:
    'employer|company|organization|organisation|organisation name|agency|institution|hiring organization|company name|un entity|client|arbeitgeber|unternehmen|firma|einrichtung|organisation|behorde|dienststelle|entreprise|employeur|societe|organisme|recruteur|etablissement|empresa|empleador|entidad|organismo|azienda|datore di lavoro|ente|bedrijf|werkgever|organisatie|spolecnost|zamestnavatel|firma|zamestnavatel|spolocnost|pracodawca|firma|przedsiebiorstwo',
  location:
    "location|locations|job location|work location|duty station|city|place|place of work|workplace|office|site|town|country|region|city/country|location(s)|duty station(s)|where|ort|standort|arbeitsort|einsatzort|dienstort|stadt|arbeitsplatz|einsatzgebiet|lieu|lieu de travail|localisation|ville|lieu d'affectation|site|departement / ville|pays|ubicacion|lugar|localidad|ciudad|provincia|lugar de trabajo|pais|sede|luogo|localita|citta|sede di lavoro|luogo di lavoro|paese|locatie|plaats|standplaats|werklocatie|stad|lokalita|misto vykonu prace|mesto|misto prace|pracoviste|miesto prace|lokalizacja|miejsce pracy|miasto|miejscowosc",
  posted_on:
    'posted|date posted|posted on|posting date|post date|published|publication date|date published|opening date|open date|opened|advertised|created|updated|added|job posted|veroffentlicht|veroffentlicht am|datum der veroffentlichung|online seit|eingestellt|eingestellt am|erschienen|erschienen am|publie|publie le|date de publication|mise en ligne|publicado|publicada|fecha de publicacion|fecha publicacion|pubblicato|pubblicata|data di pubblicazione|pubblicato il|geplaatst|geplaatst op|publicatiedatum|datum plaatsing|zverejneno|datum zverejneni|vlozeno|pridano|aktualizovano|zverejnene|data publikacji|opublikowano|dodano|data dodania',
  deadline:
    "deadline|closing date|closing|closes|closes on|close date|application deadline|apply by|apply before|expires|expiry date|expiry|expiration date|end date|due date|closing date/time|closing date & time|application closing date|last date|last date to apply|last day to apply|valid until|open until|applications close|deadline for applications|application period|bewerbungsfrist|bewerbungsschluss|frist|einsendeschluss|bewerben bis|bewerbung bis|ausschreibungsende|gultig bis|ende der bewerbungsfrist|date limite|date limite de candidature|date de cloture|cloture|date d'expiration|echeance|limite de candidature|postuler avant|fecha limite|fecha de cierre|cierre|plazo|plazo de solicitud|fin de plazo|fecha limite de postulacion|vencimiento|scadenza|data di scadenza|termine|scade il|data scadenza|termine presentazione domande|sluitingsdatum|reageren voor|deadline|sluit op|reageer voor|uzaverka|termin|termin pro podani prihlasek|prihlasky do|uzaverka prihlasek|terminy|termin podani|termin skladania|termin skladania ofert|termin skladania dokumentow|wazna do|wazne do|aplikuj do|data zakonczenia",
  date: 'date|datum|fecha|data|time|when',
  employment_type:
    "type|job type|employment type|type of employment|contract type|type of contract|contract|type of post|work type|position type|time type|schedule|job schedule|appointment type|working time|hours|employment|vacancy type|engagement|anstellungsart|beschaftigungsart|art der anstellung|arbeitszeit|vertragsart|umfang|pensum|beschaftigungsumfang|anstellung|arbeitszeitmodell|befristung|type de contrat|contrat|temps de travail|type d'emploi|duree|tipo|tipo de contrato|contrato|jornada|modalidad de contrato|tipo di contratto|contratto|orario|tipologia|tipologia contrattuale|dienstverband|contracttype|contract|uren|uren per week|aantal uren|typ uvazku|uvazek|typ smlouvy|pracovni pomer|druh pracovniho pomeru|typ|rodzaj umowy|wymiar etatu|etat|wymiar pracy|umowa|typ umowy",
  salary:
    'salary|pay|wage|compensation|salary range|pay range|remuneration|rate|hourly rate|annual salary|stipend|gehalt|lohn|vergutung|verdienst|gehaltsspanne|salaire|remuneration|salario|sueldo|retribucion|stipendio|retribuzione|ral|salaris|loon|mzda|plat|odmena|wynagrodzenie|zarobki|pensja',
  identifier:
    "id|job id|req id|requisition|requisition id|requisition number|req #|req|job number|job no|job no.|job ref|reference|ref|ref.|reference number|ref no|ref. no.|reference no|vacancy no|vacancy number|vacancy id|vacancy reference|job code|posting number|posting id|announcement number|job opening number|no.|no|nr|nr.|#|kennziffer|referenznummer|referenz|stellen-id|stellennummer|job-id|ausschreibungsnummer|chiffre|reference de l'offre|numero|n°|codigo|referencia|codice|riferimento|rif.|referentie|referentienummer|vacaturenummer|cislo|referencni cislo|id pozice|evidencni cislo|numer|numer referencyjny|nr ref|nr ref.",
  arrangement:
    'remote|work arrangement|workplace type|remote type|work model|work mode|remote status|arbeitsmodell|homeoffice|teletravail|mode de travail|teletrabajo|modalidad|modalita|modalita di lavoro|werkvorm|thuiswerken|prace z domova|rezim prace|tryb pracy|praca zdalna',
  other:
    'department|category|function|team|area|field|grade|level|post level|division|sector|industry|job family|job category|job area|business unit|career level|seniority|experience|education|faculty|school|unit|section|start date|starting date|start|rating|abteilung|bereich|fachbereich|fakultat|entgeltgruppe|besoldung|eingruppierung|berufsfeld|kategorie|beginn|eintritt|eintrittsdatum|institut|service|domaine|secteur|categorie|filiere|niveau|departamento|area|categoria|grupo|nivel|reparto|settore|livello|afdeling|vakgebied|opleidingsniveau|branche|schaal|oddeleni|obor|kategorie|fakulta|nastup|utvar|dzial|branza|kategoria|poziom|jednostka|wydzial|action|actions|link|status|language|number of openings|aktion|aktivita',
}

const ROLE_OF: ReadonlyMap<string, Role> = new Map(
  // Earlier roles win a word that two have: "Position" heads titles before anything else.
  [...ROLES].reverse().flatMap((role) => LABELS[role].split('|').map((label): [string, Role] => [label, role])),
)
const LONGEST_LABEL = 40

/** The role that a label or column head names; null for any other text. `folded` is lower case without accents. */
export function roleOfLabel(folded: string): Role | null {
  if (folded.length > LONGEST_LABEL) return null
  return ROLE_OF.get(folded.replace(/[\s:：*▲▼↑↓⇅?]+$/u, '').trim()) ?? null
}

/** Words in class names and data attributes, in order of weight: "joblocation" is a place before it is a job. */
const HINTS: readonly (readonly [RegExp, Role])[] = [
  [
    /dead-?line|clos(?:ing|es?)-?(?:date|on)|expir|apply-?by|bewerbungs?-?frist|valid-?(?:through|until)|end-?date|due-?date/,
    'deadline',
  ],
  [
    /(?:date|time)-?post|post(?:ed|ing)-?(?:on|date|at|time)|publish|publi(?:cation|e)|list-?date|job-?date|posted|job-?age/,
    'posted_on',
  ],
  [
    /locat|localit|standort|arbeitsort|lieu|ville|ubicacion|luogo|plaats|lokal|miasto|duty-?station|\bcity\b|\bplace\b|\baddress\b|\bort\b/,
    'location',
  ],
  [/salar|\bpay\b|compensation|wage|gehalt|\blohn\b|salaire|sueldo|stipend|mzda|\bplat\b|zarobki|wynagrodz/, 'salary'],
  [
    /employment-?type|job-?type|contract|work-?type|\bschedule\b|commitment|time-?type|anstellungsart|arbeitszeit|\bcontrat\b|vertrag|uvazek|dienstverband|\btype\b/,
    'employment_type',
  ],
  [/workplace|remote|arrangement|work-?model/, 'arrangement'],
  [
    /compan|employer|organi[sz]ation|hiring-?org|\borg\b|arbeitgeber|unternehmen|entreprise|empresa|azienda|bedrijf|werkgever|\bfirma?\b|spolecnost|zamestnavatel|pracodawca|\bagency\b/,
    'employer',
  ],
  [
    /depart|categor|\bteam\b|division|sector|industr|\btags?\b|\bbadge\b|\blabel\b|rating|review|\blogo\b|facility|grade|\blevel\b|skill|\bicon\b|salary-?label/,
    'other',
  ],
  [
    /req(?:uisition)?-?(?:id|no|number)|job-?(?:id|no|number|ref)|\bref(?:erence)?\b|kennziffer|identifier/,
    'identifier',
  ],
  [/\bdate\b|\bdatum\b|\btime\b/, 'date'],
]

/** The role that a class, data attribute or itemprop hints at; null without a hint. */
export function roleOfHint(name: string): Role | null {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[_\s:.]+/g, '-')
  return HINTS.find(([pattern]) => pattern.test(words))?.[1] ?? null
}
