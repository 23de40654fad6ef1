/** Ends of German and Dutch occupations: compounds end with them. Feminine ends are cut off before the look-up. */
export const GERMAN_ENDS = `leiter entwickler ingenieur techniker mechaniker mechatroniker elektriker elektroniker monteur schlosser
schweisser tischler schreiner maler maurer dachdecker zimmerer zimmermann klempner installateur fahrer lagerist logistiker disponent
sachbearbeiter mitarbeiter arbeiter referent berater verkäufer kaufmann kauffrau kaufleute fachkraft hilfskraft lehrkraft pflegekraft
servicekraft reinigungskraft bürokraft küchenkraft verkaufskraft arbeitskraft betreuungskraft führungskraft schreibkraft ersatzkraft
helfer pfleger krankenschwester arzt ärztin ärzte apotheker therapeut psychologe pädagoge erzieher lehrer dozent professor assistent
assistenz sekretär buchhalter controller prüfer steuerberater jurist anwalt notar richter planer architekt gestalter designer zeichner
konstrukteur programmierer administrator analyst spezialist experte expertin manager koordinator beauftragter beauftragte vertreter
makler koch köchin bäcker konditor metzger fleischer kellner friseur kosmetiker hausmeister hauswart gärtner landwirt forstwirt florist
reiniger wächter pilot kapitän lokführer zugführer kranführer staplerführer anlagenführer maschinenführer baggerführer bediener
maschinist werker packer kommissionierer auszubildende auszubildender auszubildenden ausbildung azubi praktikant praktikum werkstudent
trainee volontär volontariat aushilfe minijob minijobber doktorand doktorandin postdoc meister vorstand geschäftsführer prokurist
verantwortlicher verantwortliche beamter beamtin polizist dolmetscher übersetzer redakteur fotograf trainer betreuer begleiter
fachangestellte fachangestellter angestellte angestellter informatiker chemiker physiker biologe laborant optiker akustiker hebamme
sanitäter fachwirt betriebswirt fachmann fachfrau fachperson einkäufer bauleiter polier geselle lehrling chauffeur magaziner
sozialarbeiter heilerziehungspfleger altenpfleger fahrlehrer rettungssanitäter bademeister wirtschafter mathematiker statistiker
historiker archivar bibliothekar restaurator tierpfleger stallbursche rezeptionist barkeeper abteilungsleiterin lernende lernender
bereichsleitung teamleitung projektleitung filialleitung pflegedienstleitung wohnbereichsleitung stationsleitung geschäftsführung
abteilungsleitung kitaleitung marktleitung schichtleitung bauleitung küchenleitung stellvertretung referendar referendariat
sachbearbeitung projektmanagement fachreferent ranger spengler sanitärinstallateur polymechaniker automatiker logistikmitarbeiter`

export const DUTCH_ENDS = `ontwikkelaar medewerker medewerkster adviseur verpleegkundige verzorgende monteur technicus ingenieur chauffeur
beheerder coördinator specialist assistent assistente docent leraar lerares leerkracht onderzoeker begeleider behandelaar huisarts
psycholoog apotheker boekhouder accountant jurist advocaat secretaresse receptioniste verkoper inkoper planner architect ontwerper tekenaar
programmeur analist consultant leider directeur stagiair stagiaire afstudeerstage vakkenvuller orderpicker schoonmaker kapper
timmerman metselaar loodgieter elektricien schilder lasser stukadoor werkvoorbereider uitvoerder calculator opzichter bewaker beveiliger
portier conducteur machinist pedagoog helpende promovendus vrijwilliger controleur werkstudent bezorger vertegenwoordiger
functionaris hovenier slager bakker kok ober gastvrouw gastheer bouwvakker zzp'er sectormanager hulpkok afwasser teamleider`
