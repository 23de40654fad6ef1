/**
 * Words before a value ("Location: Berlin"), by what they name. Lower case, as pages write them; a plural or a colon is added by the
 * reader. Words that name two things ("Arbeitszeit": full time, or 38 hours) stand under both; the value decides.
 */
export type LabelledField =
  | 'title'
  | 'employer'
  | 'location'
  | 'country'
  | 'posted_on'
  | 'deadline'
  | 'employment_type'
  | 'salary'
  | 'experience'
  | 'education'
  | 'work_hours'
  | 'work_arrangement'
  | 'identifier'
  | 'department'

export const LABEL_WORDS: Readonly<Record<LabelledField, string>> = {
  title: `
    job title|position title|title of position|post title|job posting title|vacancy title|job name|title|position|role|vacancy|job|post|functional title|
    stelle|stellenbezeichnung|stellentitel|berufsbezeichnung|jobtitel|funktion|
    intitulé du poste|intitulé|titre du poste|poste|poste proposé|métier|puesto|cargo|nombre del puesto|título del puesto|vacante|
    titolo|posizione|ruolo|mansione|figura ricercata|functie|functietitel|functienaam|vacature|
    pozice|název pozice|pracovní pozice|název pracovního místa|stanowisko|nazwa stanowiska|stilling|stillingsbetegnelse|jobtitel|titel|befattning|tjänst|cargo|função`,
  employer: `
    company|company name|employer|employer name|organization|organisation|organization name|organisation name|hiring organization|hiring organisation|hiring company|
    agency|firm|institution|client|advertiser|posted by|recruiter|business|about the employer|offered by|name of employer|legal entity|
    unternehmen|arbeitgeber|firma|einrichtung|betrieb|gesellschaft|arbeitgeber/in|träger|auftraggeber|dienststelle|
    entreprise|employeur|société|établissement|organisme|nom de l'entreprise|recruteur|
    empresa|compañía|empleador|organización|entidad|azienda|datore di lavoro|società|ente|impresa|
    bedrijf|werkgever|organisatie|bedrijfsnaam|opdrachtgever|
    společnost|zaměstnavatel|firma|název firmy|název společnosti|inzerující společnost|pracodawca|nazwa firmy|
    virksomhed|arbejdsgiver|företag|arbetsgivare|arbeidsgiver|bedrift`,
  location: `
    location|locations|job location|job locations|work location|work locations|primary location|location name|location(s)|other locations|place of work|place of employment|workplace|
    work site|worksite|duty station|duty station(s)|city|city/state|town|office|office location|office locations|site|place|where|based in|base|region|area|address|work address|
    standort|standorte|arbeitsort|arbeitsorte|einsatzort|einsatzorte|ort|dienstort|arbeitsplatz|dienstsitz|beschäftigungsort|stadt|arbeitsstätte|tätigkeitsort|adresse|
    lieu|lieux|lieu de travail|localisation|ville|lieu du poste|lieu de mission|poste basé à|localité|emplacement|site de travail|
    ubicación|lugar|lugar de trabajo|localidad|ciudad|localización|provincia|población|
    sede|sede di lavoro|luogo di lavoro|luogo|località|città|zona|sede lavorativa|
    standplaats|locatie|werklocatie|plaats|werkplek|regio|vestiging|
    místo výkonu práce|místo výkonu|místo práce|místo|lokalita|lokality|adresa|pracoviště|město|místo pracoviště|
    miejsce pracy|lokalizacja|miasto|miejsce wykonywania pracy|miejscowość|
    placering|arbejdssted|arbejdsplads|lokation|geografi|ort|plats|placeringsort|stationeringsort|arbeidssted|sted|local|localização`,
  country: 'country|land|pays|país|paese|nazione|země|stát|kraj|country/region',
  posted_on: `
    posted|date posted|posting date|posted on|posted date|job posted|job posting date|publication date|published|published on|date published|date of publication|advertised|
    advertised on|listed|listed on|listing date|opened|opening date|open date|start advertise date|added|created|date added|release date|
    veröffentlicht|veröffentlicht am|veröffentlichungsdatum|online seit|eingestellt am|erschienen am|ausgeschrieben am|anzeige vom|erstellt am|publiziert am|
    publié|publié le|publiée le|date de publication|date de parution|mise en ligne|mis en ligne le|parution|
    publicado|publicado el|fecha de publicación|publicada|pubblicato|pubblicato il|data di pubblicazione|data pubblicazione|pubblicata il|
    geplaatst|geplaatst op|publicatiedatum|gepubliceerd|gepubliceerd op|online sinds|
    zveřejněno|datum zveřejnění|přidáno|vloženo|publikováno|datum vložení|
    opublikowano|data publikacji|dodano|data dodania|data ogłoszenia|
    offentliggjort|indrykket|indrykket den|oprettet|opslået|publicerad|publicerat|publisert`,
  deadline: `
    deadline|closing date|closing date for applications|application deadline|applications close|application close date|application closing date|applications due|apply by|apply before|
    last date to apply|last day to apply|last application date|due date|closes|closes on|closing|expires|expires on|expiry date|expiration date|valid until|valid through|end date|open until|
    advertised until|bid closing date|deadline for applications|deadline date|submission deadline|posting end date|close date|job closing date|
    bewerbungsfrist|bewerbungsschluss|bewerbungsende|bewerben bis|bewerbung bis|frist|bewerbungsfristende|ausschreibungsende|gültig bis|einsendeschluss|ende der bewerbungsfrist|
    date limite|date limite de candidature|date limite de dépôt|date de clôture|clôture|clôture des candidatures|date limite d'inscription|candidature avant le|
    fecha límite|fecha de cierre|plazo|plazo de presentación|fin de plazo|fecha fin|cierre|fecha de vencimiento|
    scadenza|data di scadenza|data scadenza|scadenza candidature|termine|termine per la candidatura|
    sluitingsdatum|reageren voor|solliciteren voor|solliciteer voor|sollicitatiedeadline|reageren tot|vacature sluit op|
    uzávěrka|uzávěrka přihlášek|termín podání|termín podání přihlášek|přihlášky do|platnost do|
    termin składania|termin składania aplikacji|termin składania dokumentów|ważne do|termin nadsyłania|aplikuj do|data ważności|
    ansøgningsfrist|frist|søg inden|sista ansökningsdag|sista ansökningsdatum|søknadsfrist|prazo`,
  employment_type: `
    employment type|job type|type of employment|contract type|type of contract|contract|working time|work type|type|position type|full/part time|full time/part time|time type|
    schedule|job schedule|shift|employment|employment status|appointment type|employee type|regular/temporary|hours type|engagement|vacancy type|workload|duration|weekly working hours|working hours|hours|arbeitsstunden|
    beschäftigungsart|anstellungsart|arbeitszeit|arbeitszeitmodell|vertragsart|anstellungsverhältnis|arbeitsverhältnis|pensum|beschäftigungsgrad|beschäftigungsverhältnis|anstellung|
    arbeitspensum|stellenumfang|umfang|beschäftigungsumfang|art der anstellung|stellentyp|stellenart|art der stelle|jobart|
    type de contrat|contrat|temps de travail|type d'emploi|nature du contrat|type de poste|taux d'activité|taux d'occupation|durée du travail|rythme|
    tipo de contrato|contrato|jornada|jornada laboral|tipo de jornada|tipo de empleo|
    tipo di contratto|contratto|orario di lavoro|tipo di impiego|tipologia contrattuale|impegno|
    dienstverband|contracttype|type dienstverband|soort dienstverband|soort contract|contractvorm|
    typ úvazku|úvazek|pracovní úvazek|druh pracovního poměru|typ pracovního poměru|pracovní poměr|typ smlouvy|smlouva|typ pracovního vztahu|typ spolupráce|
    rodzaj umowy|wymiar czasu pracy|etat|wymiar pracy|wymiar etatu|typ umowy|forma zatrudnienia|
    ansættelsesform|ansættelsestype|arbejdstid|jobtype|anställningsform|omfattning|stillingsprosent|tipo de contrato`,
  salary: `
    salary|salary range|compensation|pay|pay range|pay rate|rate|rate of pay|remuneration|wage|wages|stipend|annual salary|base salary|base pay|hourly rate|salary estimate|
    estimated salary|compensation range|salary/rate|salary band|salary (per annum)|starting salary|budget|package|pay scale|
    gehalt|vergütung|entgelt|lohn|bezahlung|gehaltsspanne|jahresgehalt|bruttogehalt|monatsgehalt|stundenlohn|verdienst|gehaltsrahmen|mindestgehalt|
    salaire|rémunération|salaire annuel|salaire brut|salaire proposé|fourchette de salaire|
    salario|sueldo|retribución|remuneración|salario bruto|retribuzione|stipendio|compenso|ral|
    salaris|loon|salarisindicatie|salarisschaal|bruto salaris|uurloon|
    plat|mzda|odměna|platové ohodnocení|mzdové rozpětí|nabízená mzda|hrubá mzda|
    wynagrodzenie|pensja|stawka|widełki|zarobki|løn|lön|lønn`,
  experience: `
    experience|years of experience|experience required|required experience|minimum experience|experience level|work experience|berufserfahrung|erfahrung|expérience|expérience requise|
    années d'expérience|experiencia|años de experiencia|experiencia requerida|experiencia mínima|esperienza|anni di esperienza|ervaring|werkervaring|praxe|požadovaná praxe|délka praxe|
    doświadczenie|staż pracy|erfaring|erfarenhet`,
  education: `
    education|education level|education required|minimum education|qualification|degree|degree required|level of education|bildungsabschluss|abschluss|schulabschluss|ausbildung|
    bildungsniveau|niveau d'études|formation|niveau de formation|diplôme|estudios|estudios mínimos|nivel de estudios|formación|titolo di studio|istruzione|opleiding|opleidingsniveau|
    vzdělání|požadované vzdělání|minimální vzdělání|wykształcenie|uddannelse|utbildning`,
  work_hours: `
    hours|working hours|hours per week|weekly hours|hours of work|standard hours|work hours|scheduled weekly hours|weekly working hours|wochenstunden|arbeitszeit|wochenarbeitszeit|arbeitsstunden|stunden pro woche|
    stunden|pensum|beschäftigungsgrad|horaires|durée hebdomadaire|heures par semaine|temps de travail|horario|horas semanales|orario|ore settimanali|uren|uren per week|aantal uren|
    pracovní doba|počet hodin|godziny pracy|timer|arbetstid`,
  work_arrangement: `
    remote|work arrangement|work mode|workplace type|work model|working model|remote work|remote type|remote working|work style|location type|workplace|arbeitsmodell|homeoffice|home office|
    mobiles arbeiten|arbeitsform|télétravail|mode de travail|teletrabajo|modalidad|modalidad de trabajo|smart working|modalità di lavoro|thuiswerken|hybride werken|práce z domova|
    home-office|způsob práce|tryb pracy|praca zdalna|hjemmearbejde|distansarbete`,
  identifier: `
    job id|job id number|requisition|requisition id|requisition number|req id|req. id|req|req #|job requisition id|reference|reference number|reference no|reference no.|reference code|ref|ref.|ref no|ref. no.|
    ref number|ref #|job reference|job ref|job number|job no|job no.|job code|job posting id|posting id|posting number|vacancy number|vacancy id|vacancy no|vacancy announcement|vacancy notice|vacancy reference|
    post number|post no|position number|position id|announcement number|advert reference|id|auto req id|opening id|external id|
    referenznummer|referenz|referenz-nr|referenz-nr.|kennziffer|kennzahl|kennnummer|job-id|jobnummer|job-nr|job-nr.|stellen-id|stellennummer|stellen-nr|stellen-nr.|ausschreibungsnummer|anzeigennummer|refnr|ref.-nr|ref.-nr.|chiffre|
    référence|référence de l'offre|référence du poste|réf|réf.|numéro de l'offre|n° de l'offre|numéro d'offre|
    referencia|nº de referencia|código|código de oferta|riferimento|codice|codice annuncio|rif|rif.|
    referentie|referentienummer|vacaturenummer|vacature-id|číslo pozice|číslo inzerátu|referenční číslo|id pozice|kód pozice|
    numer referencyjny|nr ref|nr ref.|numer oferty|referensnummer|reference-nr|jobnr|job-nummer`,
  department: `
    department|division|team|function|job function|job category|category|industry|industries|sector|discipline|field|career level|seniority|seniority level|level|grade|job family|career area|
    business unit|abteilung|bereich|fachbereich|branche|karrierestufe|berufsfeld|tätigkeitsbereich|einstiegslevel|service|secteur|domaine|département|catégorie|niveau|fonction|
    departamento|área|sector|categoría|nivel|reparto|settore|categoria|livello|afdeling|vakgebied|branche|sector|niveau|oddělení|obor|kategorie|odvětví|seniorita|dział|branża|kategoria|poziom|
    jobkategori|afdeling|fagområde|avdelning|bransch|language|languages|sprache|sprachen|langue|langues|idioma|lingua|taal|jazyk|jazyky|język|start date|starting date|stellenantritt|eintrittsdatum|beginn|
    startdatum|eintritt|arbeitsbeginn|date de début|prise de poste|date d'embauche|fecha de inicio|data di inizio|ingangsdatum|nástup|datum nástupu|termín nástupu|data rozpoczęcia|openings|number of openings|
    number of positions|vacancies|anzahl stellen|nombre de postes|contact|contact person|ansprechpartner|ansprechpartnerin|kontakt|contacto|contatto|contactpersoon|travel|travel required|relocation|
    benefits|skills|responsibilities|requirements|qualifications|description|job description|summary|overview|share|tags|apply|views|applicants`,
}
