/** Shapes of values in the lines of a list. Texts are tested folded: lower case, no accents. */

const MONTH =
  '(?:jan|feb|fev|mar|mrz|apr|avr|abr|may|mai|mag|maj|jun|juin|giu|jul|juil|lug|aug|aou|ago|sep|set|oct|okt|ott|nov|dec|dez|dic|led|uno|bre|dub|kve|cer|srp|zar|rij|lis|lip|pro|sty|lut|kwi|cze|sie|wrz|paz|gru|ene|gen|janv)[a-z]{0,9}\\.?'
const ABSOLUTE = `\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2} ?[./-] ?\\d{1,2} ?[./-] ?(?:20)?\\d{2}|\\d{1,2}(?:st|nd|rd|th|er|\\.|º)? ?(?:-|de )? ?${MONTH}(?:,?[ -]{1,3}(?:de[l]? )?(?:20)?\\d{2}(?!\\d))?|${MONTH}[ -]\\d{1,2}(?:st|nd|rd|th)?(?:(?:,|-| -)? ?(?:20)?\\d{2})?(?![\\d.])|\\d{1,2}\\. ?\\d{1,2}\\.`
const COUNT = '(?:\\d{1,3}\\+?|an?|one|ein(?:em|er|en)?|une?|un[ao]?|een|jedn[yai]\\w*)'
const UNIT =
  '(?:min(?:ute|uto|uta|uut|uty|utami|utes|uten|utos|uti|s)?|minut\\w*|h(?:rs?|ours?|eures?|oras?)?|stunden?|ore|ora|uur|uren|hodin\\w*|godzin\\w*|d(?:ays?|ias?|agen|ni|nem|ny)?|tag(?:en?)?|jours?|giorn[oi]|dag(?:en)?|dn[iuy]\\w*|dni|dzien|w(?:eeks?|ochen?|eken|eek)?|semaines?|semanas?|settiman[ae]|tydn\\w*|tygodni\\w*|tyden|mo(?:nths?|is)?|monat(?:en?|e)?|mes(?:es)?|mes[ei]|maand(?:en)?|mesic\\w*|miesi\\w*|years?)'
const RELATIVE = `(?:vor|il y a|hace|ha|pred|przed|fa) ${COUNT} ${UNIT}(?![a-z])|${COUNT} ${UNIT} (?:ago|geleden|fa|temu|zpet)|pred hodinou|\\b(?:today|yesterday|heute|gestern|aujourd'hui|hier|hoy|ayer|oggi|ieri|vandaag|gisteren|dnes|vcera|dzisiaj|dzis|wczoraj|just now|gerade eben)\\b|^\\d{1,2}\\+? ?(?:d|h|w|mo)(?: ago)?$`

export const DATE = new RegExp(`(?<![\\d/.,])(?:${ABSOLUTE}|${RELATIVE})`)
/** Texts without a digit or one of these words hold no date: most are sorted out here. */
export const MAYBE_DATE =
  /\d|ago|\bvor\b|il y a|hace|\bpred\b|przed|geleden|today|yesterday|heute|gestern|hier|ujourd|hoy|ayer|oggi|ieri|vandaag|gister|dnes|vcera|dzis|wczoraj|just now/
/** What stands before a date, and what the date then is. */
export const POSTED_BEFORE =
  /\b(?:posted|published|added|updated|listed|opened|advertised|veroffentlicht|online seit|eingestellt|erschienen|publiee?|mise? en ligne|publicad[oa]|pubblicat[oa]|geplaatst|pridano|aktualizovano|zverejneno|vlozeno|opublikowan[oa]|dodan[oa]|od)\b[^\d]{0,14}$/
export const DEADLINE_BEFORE =
  /\b(?:deadline|clos(?:es|ing)(?: date| on)?|apply (?:by|before|until)|expires?(?: on)?|ends?(?: on)?|until|due|bewerbungs(?:frist|schluss|ende)|bewerben bis|frist|bis(?: zum)?|einsendeschluss|date limite|avant le|jusqu'au|cloture|limite|hasta(?: el)?|cierre|plazo|vence|scade(?:nza)?|entro(?: il)?|sluit(?:ingsdatum)?|reageer voor|tot(?: en met)?|t\/m|uzaverka|prihlasky do|termin|wazn[ae] do|aplikuj do|skladania)\b[^\d]{0,22}$/

const CURRENCY =
  '(?:€|\\$|£|¥|₹|kc\\b|zl\\b|kr\\b|usd\\b|eur\\b|euros?\\b|chf\\b|gbp\\b|czk\\b|pln\\b|sek\\b|dkk\\b|nok\\b|huf\\b|cad\\b|aud\\b|fr\\.)'
const AMOUNT = "\\d[\\d .,’']*k?"
export const SALARY = new RegExp(`${CURRENCY} ?${AMOUNT}|${AMOUNT} ?(?:[–‍-]+ ?${AMOUNT} ?)?${CURRENCY}`)

export const EMPLOYMENT_TYPE =
  /\b(?:full[- ]?time|part[- ]?time|permanent|temporary|fixed[- ]term|contract(?:or)?|freelance|internship|intern|apprenticeship|seasonal|casual|regular|volunteer|per diem|open[- ]ended|consultan(?:t|cy)|vollzeit|teilzeit|festanstellung|unbefristet|befristet|minijob|werkstudent(?:in)?|praktikum|ausbildung|aushilfe|freie mitarbeit|cdi|cdd|interim|temps plein|temps partiel|temps complet|alternance|stage|independant|titulaire|tiempo completo|jornada completa|tiempo parcial|media jornada|indefinido|temporal|practicas|autonomo|tempo pieno|tempo parziale|tempo (?:in)?determinato|full time|part time|stagione|apprendistato|tirocinio|voltijds?|deeltijds?|vaste? (?:dienst|contract|baan)|tijdelijk|fulltime|parttime|bijbaan|zzp|plny uvazek|zkraceny uvazek|castecny uvazek|hlavni pracovni pomer|hpp|dpp|dpc|brigada|zivnost|ico|plny etat|pelny etat|czesc etatu|pol etatu|umowa (?:o prace|zlecenie|o dzielo)|b2b|staz|praktyki|\d{1,2} (?:std|stunden|hours|h|uur|uren|heures|hodin)\.?(?: ?\/ ?| pro | per | par )?(?:week|woche|w|semaine|tyden)?)\b/

export const ARRANGEMENT =
  /\b(?:remote|hybrid[ae]?|home[- ]?office|work from home|wfh|telecommute|on[- ]?site|in[- ]office|mobiles? arbeiten|vor ort|teletravail|a distance|sur site|teletrabajo|remoto|hibrido|presencial|smart working|da remoto|ibrido|in sede|thuiswerk(?:en)?|op kantoor|hybride|prace (?:prevazne )?z domova|z domova|na dalku|praca zdalna|zdalna|zdalnie|hybrydow[ao]|stacjonarn[ae])\b/

/** A company's legal form, in the text as written. */
export const LEGAL_FORM =
  /(?:^|[\s,])(?:GmbH|mbH|AG|SE|KG|KGaA|OHG|UG|e\.? ?V\.|gGmbH|Inc\.?|LLC|L\.L\.C\.|Ltd\.?|Limited|PLC|plc|LLP|Corp\.?|Corporation|Co\.|Company|Group|Gruppe|Holding|S\.?A\.?S?\.?|SARL|S\.?à ?r\.?l\.?|SASU|S\.?L\.?U?\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?|s\. ?r\. ?o\.?|a\. ?s\.?|v\. ?o\. ?s\.|spol\. s|sp\. ?z ?o\. ?o\.?|S\.A\.|ApS|A\/S|AB|Oy|AS|Pty|Stiftung|Foundation|University|Universität|Université|Universidad|Università|Universiteit|Univerzita|Uniwersytet|Hospital|Klinikum|Ministry|Bank|Stadtwerke)(?=$|[\s,.)])/u

/** A label before an identifier, and the identifier. */
export const IDENTIFIER =
  /(?:\b(?:req(?:uisition)?|job|ref(?:erence|erenz)?|vacancy|kennziffer|stellen|posting|position)\b[\s.-]{0,2}(?:id|no\.?|nr\.?|number|nummer|code|#)?|#|n°|nr\.?)\s{0,2}[:#]?\s{0,2}([A-Z]{0,5}[-_/]?\d[\w/.-]{1,20})$/i

/** A clock time: events have one, openings do not. */
export const CLOCK = /\b\d{1,2}[:.h]\d{2}\b ?(?:[ap]\.?m\.?|uhr|h)?\b|\b\d{1,2} ?[ap]m\b/
/** A sum that is a price and no pay: alone, with cents, or beside words of a shop. */
export const PRICE = /(?:€|\$|£|kc|zl|usd|eur) ?\d{1,4}[.,]\d{2}(?!\d)|\d{1,4}[.,]\d{2} ?(?:€|\$|£|kc|zl|usd|eur)/
/** Words of teasers: articles, shops, forums, courses. */
export const TEASER =
  /\b(?:add to (?:cart|basket|bag)|in den warenkorb|ajouter au panier|do kosiku|do koszyka|in stock|out of stock|isbn|paperback|hardcover|\d+ (?:comments?|replies|kommentare|commentaires|comentarios|komentar\w*|views|likes|reviews|servings|students|lessons|attendees|min read|minutes read|points)|min read|by [a-z]+ [a-z]+$|read (?:more|article|the story)|weiterlesen|lire la suite|leer mas|leggi tutto|lees verder|cist dal|czytaj (?:wiecej|dalej)|rsvp|attend|buy tickets?|register now|enrol+|prep time|cook time|serves \d|kcal)\b/
