/** Headings that stand over any posting or over many: none of them names an opening. Compared as a whole, lower case. */
const GENERIC = new Set(
  `job details|job detail|job description|job posting|job|jobs|job search|search jobs|careers|career|vacancy|vacancies|vacancy details|position details|open positions|current openings|current vacancies|
  job openings|opportunities|job opportunities|join us|join our team|work with us|apply|apply now|apply for this job|apply for this position|application form|home|welcome|overview|summary|about us|
  about the job|about this job|about the role|about you|the role|role overview|position summary|job summary|job overview|job information|description|responsibilities|requirements|qualifications|benefits|what we offer|
  who we are|similar jobs|related jobs|share this job|share|search|menu|navigation|login|sign in|register|cookies|cookie settings|privacy|contact|news|blog|faq|not found|page not found|error|404|loading|job alert|
  stellenangebot|stellenangebote|stellenanzeige|stellenausschreibung|stellenbeschreibung|stellendetails|jobdetails|karriere|jobbörse|offene stellen|unsere stellenangebote|jetzt bewerben|bewerben|ihre aufgaben|aufgaben|ihr profil|profil|
  wir bieten|das bieten wir|über uns|willkommen|ähnliche jobs|ähnliche stellen|kontakt|startseite|suche|datenschutz|
  offre d'emploi|offres d'emploi|détail de l'offre|détails de l'offre|description du poste|postuler|carrière|carrières|nos offres|votre mission|vos missions|profil recherché|qui sommes-nous|offres similaires|accueil|recherche|
  oferta de empleo|ofertas de empleo|detalle de la oferta|descripción del puesto|inscribirme|empleo|trabaja con nosotros|ofertas similares|inicio|
  offerta di lavoro|offerte di lavoro|dettaglio offerta|descrizione|candidati|candidati ora|lavora con noi|posizioni aperte|
  vacature|vacatures|vacature details|functieomschrijving|solliciteer|solliciteren|werken bij|
  nabídka práce|nabídky práce|volná místa|volné pozice|volná pozice|detail pozice|kariéra|popis pozice|pracovní nabídka|náplň práce|podobné nabídky|úvodní představení|
  oferta pracy|oferty pracy|praca|kariera|szczegóły oferty|opis stanowiska|aplikuj|jobannonce|stillingsopslag|jobopslag|jobbeskrivelse|stilling|job ad|job advert|job advertisement|find a job|finde et job|ledige stillinger|lediga jobb|jobbannons`
    .split('|')
    .map((text) => text.trim()),
)

/** None is as long, with the marks around it. */
const LONGEST = 80

export function isGenericTitle(text: string): boolean {
  if (text.length > LONGEST) return false
  return GENERIC.has(
    text
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
  )
}
