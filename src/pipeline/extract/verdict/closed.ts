import type { Line } from '../document/lines.ts'

/** Sentences by which a page says that the opening is closed. */
const CLOSED = new RegExp(
  [
    `no longer (?:accepting|taking) applications|not accepting (?:any )?(?:more |new |further )?applications|applications? (?:are|is|have) (?:now )?closed|this (?:job|position|vacancy|posting|role|opportunity|ad|advert|listing|offer)(?: posting| listing| ad)? (?:has |is |was )?(?:been |now |already )?(?:expired|closed|filled|removed|unavailable|no longer (?:available|active|open|online))`,
    `(?:job|position|vacancy|posting|role) (?:you(?:'re| are) looking for )?(?:is|has) (?:no longer|already been|expired|been (?:filled|closed|removed))|(?:job|posting|vacancy) (?:has )?expired|^expired$|^closed$|^position filled$`,
    `(?:stelle|stellenangebot|stellenanzeige|anzeige|position|job|ausschreibung)(?:nanzeige)? (?:ist |wurde )?(?:leider )?(?:bereits |nicht mehr )(?:besetzt|verfügbar|aktiv|online|aktuell|ausgeschrieben)|nicht mehr (?:verfügbar|ausgeschrieben|online)|(?:stelle|anzeige|angebot|ausschreibung) ist (?:leider )?(?:abgelaufen|geschlossen|deaktiviert)|bewerbungsfrist (?:ist )?abgelaufen`,
    `(?:offre|annonce|poste)(?: d'emploi)? (?:n'est plus (?:disponible|en ligne|active|valable)|(?:a |est )?(?:expirée?|pourvue?|clôturée?|archivée?))|cette offre n'est plus`,
    `(?:oferta|vacante|puesto)(?: de empleo)? (?:ya no está (?:disponible|activa)|(?:ha )?(?:caducad[oa]|expirad[oa]|finalizad[oa]|cerrad[oa]))|ya no está disponible`,
    `(?:offerta|annuncio|posizione) (?:non è più (?:disponibile|attiv[oa])|(?:è )?(?:scadut[oa]|chius[oa]))`,
    `vacature (?:is |staat )?(?:niet (?:meer|langer) (?:beschikbaar|actief|online|open)|gesloten|verlopen|vervuld)|niet meer (?:beschikbaar|actief)`,
    `(?:nabídka|inzerát|pozice|místo)(?: práce)? (?:již |už )?(?:není (?:aktuální|aktivní|dostupn[áýé]|platn[áý])|vypršel[ao]?|byl[ao]? (?:obsazen[ao]|ukončen[ao]|stažen[ao]))|již není aktuální`,
    `(?:oferta|ogłoszenie)(?: pracy)? (?:jest )?(?:nieaktualn[ae]|wygasł[ao]|zakończon[ae]|zarchiwizowan[ae])|(?:oferta|ogłoszenie) (?:nie jest już|już nie jest) (?:dostępn[ae]|aktualn[ae])`,
    `(?:stillingen|jobbet|jobopslaget|annonsen|tjänsten) er (?:ikke længere|udløbet|besat)|ikke længere (?:aktiv|tilgængelig)|ansökningstiden har gått ut`,
  ].join('|'),
)
/** What is only said for the case that it should be so. */
const CONDITIONAL = /\b(?:if|when|once|until|unless|wenn|falls|sobald|si |se |als |pokud|jeśli)\b/i
const LONGEST = 220
const MOST_LINES = 600

/** The line in which the page says that the opening is closed; null when it does not. */
export function closedLine(lines: readonly Line[]): Line | null {
  for (const line of lines.slice(0, MOST_LINES)) {
    if (line.text.length > LONGEST || line.text.length < 6) continue
    const folded = line.text.toLowerCase()
    if (CLOSED.test(folded) && !CONDITIONAL.test(folded)) return line
  }
  return null
}
