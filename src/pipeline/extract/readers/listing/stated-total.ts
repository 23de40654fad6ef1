import { fold } from './words/fold.ts'

const NUMBER = "(\\d{1,3}(?:[ .,'\\u00a0]\\d{3})+|\\d{1,6})"
const NOUN =
  '(?:(?:open |current |available |matching |active |live |new |freie |offene |passende |aktuelle )?(?:jobs?|vacanc(?:y|ies)|openings?|positions?|roles?|opportunit(?:y|ies)|job openings|results?|stellen(?:angebote?|anzeigen)?|treffer|ergebnisse|offres?|emplois?|postes?|resultats?|ofertas?|empleos?|vacantes?|resultados?|offerte|annunci|posizioni|risultati|vacatures?|resultaten|nabid(?:ek|ky|ka)|volnych (?:mist|pozic)|pozic[ei]?|vysledk\\w*|pracovnich (?:mist|nabidek)|ofert[aey]?|wynik\\w*|ogloszen\\w*))\\b'
/** "Showing 1-20 of 134", "Results 1 – 25 of 66", "Seite 1 von 3" is none: the range before "of" must be one. */
const RANGE = new RegExp(
  `\\d{1,6} ?(?:-|–|—|to|bis|a|au|al|tot|az|do) ?\\d{1,6} ?(?:of|von|sur|de|di|van|z|ze|out of|/) ?(?:about |over |uber |ca\\. )?${NUMBER}(?![\\d.,-])`,
)
const COUNTED = new RegExp(`(?<![\\d.,/–-])${NUMBER} ?${NOUN}`)
const LABELLED = new RegExp(
  `\\b(?:(?:total|number of|anzahl|gesamt) )?(?:jobs?|vacancies|openings|results|stellen|treffer|offres|ofertas|vacatures|nabidky|ofert) ?(?:found|gefunden|trouvees)? ?[:(] ?${NUMBER}\\b`,
)

/** How many openings the page says there are, in lines near the list; null when it says nothing. */
export function statedTotal(text: string): number | null {
  const folded = fold(text)
  const found = RANGE.exec(folded) ?? COUNTED.exec(folded) ?? LABELLED.exec(folded)
  if (found?.[1] === undefined) return null
  const total = Number(found[1].replace(/\D/g, ''))
  return Number.isSafeInteger(total) ? total : null
}
