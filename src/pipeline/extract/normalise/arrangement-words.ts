import type { WorkArrangement } from '../extracted-page.ts'

const HOME = [
  'remote(?:ly)?|home[- ]?office|homeoffice|work(?:ing)? from home|wfh|work from anywhere|telecommut(?:e|ing)|telework(?:ing)?|telearbeit',
  'mobiles? arbeiten|heimarbeit|home[- ]?working|homeworking|von zu ?hause(?: aus)?|fernarbeit',
  'télétravail|teletravail|travail à distance|à distance|distanciel|teletrabajo|trabajo remoto|trabajo a distancia|en remoto|remoto',
  'telelavoro|smart[- ]working|lavoro agile|lavoro da remoto|da remoto|thuis ?werk(?:en)?|werken op afstand|op afstand',
  'práce z domova|práci z domova|práca z domu|z domova|vzdálená práce|prac[ay] zdaln[aąey]|zdalnie|zdaln[aey]|z domu',
  'hjemmearbejde|hjemmefra|fjernarbejde|distansarbete|på distans|jobba hemifrån|hemifrån|trabalho remoto|teletrabalho',
]
/** Work away from the office, in the languages of postings. */
export const HOME_WORK = HOME.join('|')
export const HYBRID_WORK =
  'hybrid(?:e|es|er|ní|no|ny|na|nt)?|hybrydow[aąey]|híbrid[oa]|ibrid[oa]|hybridn[íě]|hybridarbeit|hybridarbete|hybridarbejde'
export const OFFICE_WORK =
  'on[- ]?site|in[- ]office|office[- ]based|in[- ]person|onsite|vor ort|präsenz(?:arbeit)?|sur site|sur place|présentiel|présence|presencial|in sede|in presenza|op locatie|op kantoor|na pracovišti|na místě|stacjonarn[aąey]|w biurze|på kontoret|på plats|fysisk'

const ALL =
  '(?:fully|full|100 ?(?:%|percent|prozent)|completely|entirely|exclusively|only|purely|vollständig|komplett|rein|ausschließlich|100 ?% (?:im|en|in)|entièrement|complètement|totalmente|completamente|volledig|plně|čistě|výhradně|pouze|w pełni|całkowicie|helt|fuldt|permanent)'
const PARTLY =
  '(?:partial(?:ly)?|partly|part[- ]?time|occasional(?:ly)?|some(?:times)?|flexible|teilweise|gelegentlich|anteilig|tageweise|partiel(?:le)?|occasionnel(?:le)?|ponctuel|parcial|parziale|deels|gedeeltelijk|deeltijds|občasn[áéě]|částečn[áěé]|příležitostn[áé]|převážně|většinou|częściow[oay]|okazjonaln[aeą]|delvis|delvist|mostly|predominantly|überwiegend|majoritaire|z części)'
const POSSIBLE =
  '(?:ok(?:ay)?|possible|optional|available|friendly|eligible|allowed|considered|welcome|option(?:al|s)?|möglich|optional|nach absprache|erlaubt|möglichkeit|anteil|possibilité|autorisé|posible|possibile|mogelijk|možn[áéoý]|možnost|możliw[aeyość]+|muligt|möjligt|possível)'
const NEGATED =
  '(?:no|not|non|kein(?:e|en)?|ohne|pas de|sans|sin|senza|geen|bez|žádn[áé]|ingen|ikke|nicht|not eligible for|sem)'

/** After "remote" or "hybrid" these make a thing of the trade of it: "remote sensing", "hybrid cloud". */
export const TRADE =
  /^[ -](?:control|controls|controlled|sensing|desktop|access|server|servers|monitoring|diagnostics?|support|site|sites|sensor|sensors|vehicles?|cloud|clouds|engines?|drives?|cars?|apps?|mobile|systems?|integration|infrastructure|seeds?|procedure|code|patient|teams?|compan(?:y|ies)|culture|areas?|locations? of|communities|employees|workers|workforce|users)(?!\p{L})/iu

const rule = (pattern: string, arrangement: WorkArrangement) =>
  [new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu'), arrangement] as const

/** What a labelled value or a tag means; the first that matches counts. A value that only denies remote work is On-site. */
export const VALUE_RULES: readonly (readonly [RegExp, WorkArrangement])[] = [
  rule(`#li-?remote`, 'Remote Solely'),
  rule(`#li-?hybrid`, 'Hybrid'),
  rule(`#li-?onsite|#li-?on-site`, 'On-site'),
  rule(
    `${NEGATED} (?:(?:fully|100 ?%) )?(?:${HOME_WORK})|(?:${HOME_WORK}) (?:not (?:possible|available|allowed)|nicht möglich|no|nein|non)|(?:${HOME_WORK}): ?(?:no|nein|non|ne|nie)`,
    'On-site',
  ),
  rule(HYBRID_WORK, 'Hybrid'),
  rule(
    `${PARTLY} (?:\\p{L}+ )?(?:${HOME_WORK})|(?:${HOME_WORK})[ ,-]+(?:${PARTLY})|(?:remote|home[- ]?office|homeoffice)[- ]?(?:anteil|tage|days)|\\d+ (?:days?|tage?|jours?|días?|dny|dni) (?:\\p{L}+ )?(?:${HOME_WORK})`,
    'Hybrid',
  ),
  rule(
    `${ALL}[ -]+(?:${HOME_WORK})|(?:${HOME_WORK})[ -]+(?:only|solely|first|full[- ]?time|total|complet|à 100 ?%|100 ?%)`,
    'Remote Solely',
  ),
  rule(
    `(?:${HOME_WORK})(?: work| working| arbeit)?[ :,/(-]+(?:is |ist |also |auch )*${POSSIBLE}|${POSSIBLE} (?:\\p{L}+ )?(?:${HOME_WORK})|(?:on[- ]?site|office|büro) (?:or|oder|/) (?:${HOME_WORK})`,
    'Remote OK',
  ),
  rule(
    `mobiles? arbeiten|télétravail|teletravail|thuis ?werk(?:en)?|smart[- ]working|lavoro agile|home[- ]?office|homeoffice|flexible working`,
    'Remote OK',
  ),
  rule(`${HOME_WORK}|telecommute`, 'Remote Solely'),
  rule(OFFICE_WORK, 'On-site'),
]
