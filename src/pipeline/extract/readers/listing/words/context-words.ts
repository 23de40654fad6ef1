/** Words of headings that say what the list below them is. Folded: lower case, no accents. */

/** Says that openings follow. */
export const OPENINGS =
  /\b(?:jobs?|vacanc(?:y|ies)|(?:job |current |open |career |our )?openings|(?:open|vacant|available|current) (?:positions|roles|posts)|positions (?:available|open)|(?:job|career|employment|work) opportunit(?:y|ies)|current opportunities|join (?:us|our team)|we(?:'|’)?re hiring|now hiring|stellen(?:angebote?|anzeigen?|ausschreibungen?|markt|borse)?|(?:offene|freie|aktuelle) (?:stellen|positionen|jobs)|jobangebote?|karriere|ausbildungsplatze|offres?(?: d(?:'|’)emplois?)?|postes? (?:a pourvoir|ouverts|vacants)|recrutement|emplois?|nous recrutons|ofertas? (?:de (?:empleo|trabajo))|empleos?|vacantes|trabaja con nosotros|convocatorias|puestos|offerte (?:di lavoro|d(?:'|’)impiego)|posizioni aperte|lavora con noi|annunci di lavoro|bandi|vacatures?|werken bij|openstaande (?:functies|vacatures)|volna (?:pracovni )?(?:mista|pozice|miesta)|volne (?:pracovni |pracovne )?(?:pozice|pozicie|miesta)|otevrene pozice|nabidk[ay] (?:prace|zamestnani)|nabidek|aktualni pozice|kariera|kariery?|ponuk[ay] prace|pracovni(?:ch)? (?:mista?|nabidky|pozice)|oferty(?: pracy)?|oferta pracy|praca|aktualne rekrutacje|wolne (?:miejsca|stanowiska))\b/

/** Says that what follows is beside the matter of the page. */
export const RELATED =
  /\b(?:similar|related|recommended|suggested|more (?:jobs|positions|openings|vacancies|roles|opportunities|from|like|at)|other (?:jobs|positions|openings|vacancies|roles|opportunities|offers|open)|people also viewed|you (?:may|might) (?:also )?(?:like|be interested)|also (?:viewed|interested)|recently viewed|lignende|andre stillinger|ahnliche|weitere|passende (?:jobs|stellen)|das konnte (?:sie|dich)|similaires|autres (?:offres|postes|emplois)|d(?:'|’)autres (?:offres|postes)|vous aimerez|similares|otras (?:ofertas|vacantes)|relacionad[ao]s|simili|altre (?:offerte|posizioni)|correlat[ei]|vergelijkbare|andere (?:vacatures|functies|stellen|jobs)|gerelateerde|podobn[ae]|dalsi (?:nabidky|pozice|volne|pracovni)|souvisejici|mohlo by vas|podobne|inne oferty|pozostale|moze cie zainteresowac|zobacz tez)\b/

/** Says that the list is of something else. */
export const OTHER =
  /\b(?:news|newsroom|press(?: releases?)?|blog|articles?|stories|events?|webinars?|meetups?|conferences?|courses?|trainings?|workshops?|seminars?|products?|shop|books?|recipes?|videos?|podcasts?|faqs?|questions|team|people|leadership|management board|board of directors|staff directory|our experts|testimonials?|case studies|customers|partners|departments?|business areas|categories|job (?:categories|families|areas|functions|alerts?)|browse (?:jobs )?by|locations|popular searches|topics|tags|forum|discussions?|threads?|comments?|guides?|resources|tips|advice|salar(?:y|ies)|cookies?|aktuelles|nachrichten|neuigkeiten|pressemitteilungen|presse|veranstaltungen|termine|kurse|schulungen|weiterbildung(?:en)?|seminare|produkte|bucher|rezepte|ansprechpartner(?:in)?|mitarbeiterportrats|berufsfelder|einsatzbereiche|standorte|haufige fragen|actualites|evenements|formations|produits|livres|recettes|equipe|foire aux questions|noticias|eventos|cursos|productos|libros|recetas|equipo|preguntas|notizie|eventi|corsi|prodotti|libri|ricette|nieuws|evenementen|cursussen|producten|boeken|recepten|novinky|aktuality|akce|udalosti|kurzy|skoleni|produkty|knihy|recepty|nas tym|clanky|aktualnosci|wydarzenia|kursy|szkolenia|ksiazki|przepisy|zespol|artykuly)\b/

/** Texts of links that lead to an opening without naming it. */
const GENERIC =
  /^(?:(?:view|see|show|open|read|learn|get)(?: (?:more|all|the|this|full|job|jobs|details?|positions?|vacanc|openings?|roles?|offers?|listing|description|posting|info)\b.{0,24})?|(?:full|more) (?:details?|description|info|about)\b.{0,20}|details?|apply(?: (?:now|here|online|today|for this (?:job|position|role)))?|more|info(?:rmation)?s?|job details|(?:jetzt |hier |online )?bewerben|(?:mehr|weitere) (?:erfahren|infos?|informationen|lesen|details)|(?:zur|zum) (?:stelle|stellenanzeige|job|stellenangebot|ausschreibung|angebot)|zur stellenausschreibung|details anzeigen|anzeigen|ansehen|stelle ansehen|postuler|voir\b.{0,24}|en savoir plus|decouvrir\b.{0,16}|consulter\b.{0,16}|lire la suite|je postule|candidater|ver(?: (?:mas|oferta|detalles?|vacante|puesto|empleo|la)\b.{0,16})?|aplicar|postular(?:me|se)?|inscribirse|solicitar|mas informacion|leer mas|candidati(?: ora)?|scopri\b.{0,16}|leggi\b.{0,16}|vedi\b.{0,16}|maggiori\b.{0,16}|solliciteer(?: nu| direct)?|bekijk\b.{0,20}|lees (?:meer|verder)|meer (?:info(?:rmatie)?|lezen)|zobrazit\b.{0,20}|detail(?: (?:pozice|nabidky))?|vice(?: informaci)?|odpovedet|reagovat|zjistit vice|chci (?:tuto|tu) praci|mam zajem|aplikuj(?: teraz)?|zobacz\b.{0,20}|wiecej|szczegoly(?: oferty)?|sprawdz\b.{0,20}|czytaj (?:wiecej|dalej)|pdf|download(?: pdf)?|>+|→|»|›)[\s.…>→»›]*$/

const LONGEST_GENERIC = 44

export function isGenericLink(folded: string): boolean {
  return folded.length <= LONGEST_GENERIC && GENERIC.test(folded)
}

/** Texts that stand in menus, filters, pagination and footers; none is the title of an opening. */
const MENU_WORDS: ReadonlySet<string> = new Set(
  (
    'homepage|home|about us|about|contact us|contact|careers|career|jobs|job|all jobs|search jobs|search|job search|log in|login|' +
    'log out|logout|sign in|signin|sign up|signup|sign out|signout|register|menu|next page|next|first|last|more|less|all|any|filters|' +
    'filter|reset|clear all|clear|share|save job|save|print|language|english|deutsch|francais|espanol|italiano|nederlands|cestina|' +
    'polski|privacy policy|privacy notice|privacy statement|privacy|imprint|legal notice|legal|sitemap|accessibility|help|faqs|faq|' +
    'support|press|news|blog|events|event|newsletter|subscribe|job alerts|job alert|create job alert|create alert|rss|facebook|twitter|' +
    'linkedin|instagram|youtube|xing|tiktok|x|title|job title|position|location|department|category|date|posted|type|impressum|' +
    'datenschutzerklarung|datenschutz|kontakt|startseite|karriere|jobsuche|stellenangebote|stellenmarkt|uber uns|anmelden|registrieren|' +
    'suchen|suche|weiter|zuruck|nachste|vorherige|alle anzeigen|alle stellen|alle jobs|alle|agb|hilfe|presse|aktuelles|accueil|' +
    'rechercher|recherche|connexion|mentions legales|suivant|precedent|tous|contactez-nous|nos offres|inicio|buscar|siguiente|anterior|' +
    'contacto|aviso legal|todos|cerca|avanti|indietro|contatti|successivo|zoeken|volgende|vorige|uvod|domu|hledat|dalsi|nasledujici|' +
    'predchozi|prihlasit se|prihlasit|kontakty|o nas|vse|strona glowna|szukaj|nastepna|poprzednia|zaloguj sie|zaloguj|wszystkie|«|»|‹|›|' +
    '…|top|skip to main content|skip to content|reset filters|reset filter|remove|edit|delete|close|zavrit|schliessen|fermer|cerrar|' +
    'chiudi|sluiten|zamknij'
  ).split('|'),
)
const MENU_PATTERN =
  /^(?:find (?:a )?jobs?|prev(?:ious)?(?: page)?|back(?: to.{0,30})?|load more.{0,12}|show (?:more|all|less).{0,12}|view all.{0,24}|see all.{0,24}|sort(?: by.{0,20})?|apply(?: filters?| now)?|e-?mail|terms(?: (?:of use|of service|and conditions|& conditions))?|cookies?(?: (?:policy|settings|preferences))?|title location.*|<+|>+|\.\.\.)$/
const LONGEST_MENU = 50

export function isMenu(folded: string): boolean {
  return folded.length <= LONGEST_MENU && (MENU_WORDS.has(folded) || MENU_PATTERN.test(folded))
}

/** "Nurse jobs in London", "Engineering (12)", "12 offres": a category of openings, not one. */
export const CATEGORY =
  /\(\d{1,3}(?:[.,]\d{3})*\)$|^\d+\s|\b(?:jobs|vacancies|openings|careers|stellen(?:angebote)?|emplois|empleos|vacatures|salary|salaries|nabidky|praca|prace|oferty)\b(?:\s+(?:in|at|near|from|bei|am|a|en|w|v|van|te)\s.*)?$|^(?:jobs|stellen|stellenangebote|emplois?|empleos?|ofertas de|offres d|vacatures|prace|praca|nabidky|careers?|lavoro)\s/
