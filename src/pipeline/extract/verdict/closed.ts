import type { Line } from '../document/lines.ts'

/** An opening, a few words at most, and what became of it. One pair for each language; lower case. */
const PAIRS: readonly (readonly [what: string, became: string])[] = [
  [
    'job|position|vacancy|posting|role|opportunity|advert|listing|offer|opening|application|requisition',
    'no longer (?:available|active|open|online|accept(?:ing|ed)|being accepted|taking|valid|posted)|(?:has|have) (?:now |already |since )?(?:expired|closed|ended|been (?:filled|closed|removed|archived|withdrawn|taken down|deactivated))|(?:is|are|was) (?:now |already |currently )?(?:closed|filled|expired|unavailable|archived|inactive)\\b',
  ],
  [
    'stelle|stellenangebot|stellenanzeige|anzeige|position|job|ausschreibung|angebot|vakanz|bewerbungsfrist|inserat',
    'nicht (?:mehr|länger) (?:verfügbar|aktiv|online|aktuell|ausgeschrieben|vakant|frei|offen)|(?:ist|wurde) (?:leider |inzwischen |mittlerweile )?(?:bereits |schon )?(?:besetzt|abgelaufen|geschlossen|deaktiviert|vergeben|archiviert|beendet)',
  ],
  [
    'offre|annonce|poste',
    "n'est plus (?:disponible|en ligne|active?|valable|d'actualité|à pourvoir)|(?:a été |est |a )(?:déjà )?(?:expirée?|pourvue?|clôturée?|archivée?|supprimée?|désactivée?|retirée?)",
  ],
  [
    'oferta|vacante|puesto|anuncio',
    '(?:ya )?no (?:está|se encuentra) (?:disponible|activ[oa]|vigente)|(?:ha sido |está |ha )(?:caducad[oa]|caducado|expirad[oa]|expirado|finalizad[oa]|finalizado|cerrad[oa]|cubiert[oa])',
  ],
  [
    'offerta|annuncio|posizione',
    '(?:non è più|non più) (?:disponibile|attiv[oa]|valid[oa])|(?:è|è stat[oa]) (?:scadut[oa]|chius[oa]|coperta)',
  ],
  [
    'vacature|functie',
    '(?:niet (?:meer|langer) (?:beschikbaar|actief|online|open|vacant))|(?:is|werd) (?:helaas |al |inmiddels )?(?:gesloten|verlopen|vervuld|ingevuld)',
  ],
  [
    'nabídka|nabídku|inzerát|pozice|místo|práce',
    '(?:již|už) (?:není|nelze|neplatí|skončil[ao]?|vypršel[ao]?)|není (?:již |už )?(?:aktuální|aktivní|dostupn[áýé]|platn[áý])|(?:byl[ao]?|je) (?:již |už )?(?:obsazen[ao]?|ukončen[ao]?|stažen[ao]?|neaktivní|neaktuální)|vypršel[ao]?|skončil[ao]?',
  ],
  [
    'oferta|ogłoszenie|stanowisko',
    '(?:nie jest już|już nie jest|jest już nie) ?(?:dostępn[ae]|aktualn[ae]|aktywn[ae])?|(?:jest |została |zostało )?(?:nieaktualn[ae]|wygasł[ao]|zakończon[ae]|zarchiwizowan[ae]|zamknięt[ae])|straciło? ważność',
  ],
  [
    'stillingen|jobbet|jobopslaget|opslaget|annonsen|tjänsten|ansøgningsfristen|ansökningstiden|søknadsfristen',
    '(?:er|är) (?:desværre |ikke længere |inte längre |ikke lenger )?(?:aktiv|aktuel|udløbet|overskredet|besat|tillsatt|utgått|utløpt|lukket|stängd|tilgængelig)|har gått ut|ikke længere|inte längre',
  ],
]
/** Lines that say it without naming what. */
const ALONE =
  /^(?:expired|closed|position filled|job expired|abgelaufen|besetzt|expirée?|pourvu|caducad[oa]|scadut[oa]|verlopen|gesloten|obsazeno|neaktuální|nieaktualne|udløbet)[.!]?$|\bno longer (?:accepting|taking) applications|not accepting (?:any )?(?:more |new |further )?applications|\bnicht mehr (?:verfügbar|ausgeschrieben)/
const CLOSED = new RegExp(PAIRS.map(([what, became]) => `(?:${what})[^.!?]{0,40}? (?:${became})`).join('|'))
/** What is only said for the case that it should be so. */
const CONDITIONAL =
  /\b(?:if|when|once|until|unless|after|wenn|falls|sobald|si|se|als|zodra|pokud|až|jakmile|jeśli|gdy|hvis|om)\b/
const LONGEST = 220
const MOST_LINES = 600

/** The line in which the page says that the opening is closed; null when it does not. */
export function closedLine(lines: readonly Line[]): Line | null {
  for (const line of lines.slice(0, MOST_LINES)) {
    if (line.text.length > LONGEST || line.text.length < 6) continue
    const folded = line.text.toLowerCase()
    if ((ALONE.test(folded) || CLOSED.test(folded)) && !CONDITIONAL.test(folded)) return line
  }
  return null
}
