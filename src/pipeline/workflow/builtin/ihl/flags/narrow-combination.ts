import type { Found } from '../rule.ts'

/** Kinds of demand that each cut the pool; what counts is how many different ones stand in one sentence. */
const DEMANDS: readonly RegExp[] = [
  /\b(?:insurance|reinsurance|captive|solvency|ifrs|basel|mifid|aviation|pharma\w*|gmp|oncolog\w*|maritime|shipping|railway|nuclear|semiconductor|gaming|real estate|fund administration|securiti[sz]ation|leasing|mining|offshore|wind|defen[cs]e|space|versicherung\w*|r(?:ü|ue)ckversicherung\w*|luftfahrt|pharma|bahn|medizintechnik|halbleiter|verteidigung|treasury|derivatives|custody|factoring|tariff\w*|customs|zoll\w*)\b/,
  /\b(?:phd|doctorate|promotion|state examination|staatsexamen|master(?:'s|s)? (?:degree )?in|diplom\w* in|llm|specialist degree)\b/,
  /\b(?:fluent|native|c1|c2|business[- ]level|flie(?:ß|ss)end|muttersprach\w*|verhandlungssicher\w*)\b/,
  /\b(?:licen[cs]ed|licen[cs]e|accredited|admitted to|zugelassen\w*|approbation|certified|zertifiziert\w*|registered with)\b/,
  /\b(?:led|leading|managing|managed) (?:a |the )?(?:team|programme|program|migration|implementation|rollout)/,
]
const PLACE =
  /\b(?:in|for|of|across|from|within|aus|in der|im|für) (?:the )?(?:(?:[A-Z][\w-]+ ){0,1}(?:market|region|branch|office|markt|region|niederlassung)|Luxembourg|Luxemburg|Liechtenstein|Switzerland|Schweiz|Austria|Österreich|Germany|Deutschland|Frankfurt|Berlin|Hamburg|Munich|München|London|Paris|Dublin|Malta|Singapore|Hong Kong|Dubai|Poland|Polen|Italy|Italien|Spain|Spanien|France|Frankreich|Nordics|Benelux|DACH|Japan|Korea|China|Turkey|Türkei|Israel|Bermuda|Cyprus|Iceland|Estonia|Norway|Sweden|Denmark)\b/
/** Names of tools in mid-sentence: capitals inside a word, or all capitals. */
const TOOL = /\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]{3,}\d?(?:\/[A-Z]+\d?)*|[A-Z]\/4\w*)\b/g
const LOOSE =
  /\bor (?:similar|equivalent|comparable|other|related)|oder (?:vergleichbar|ähnlich)|such as|e\.g|z\.\s?b|ideal|preferabl|preferred|nice to have|von vorteil|wünschenswert|an? (?:plus|advantage|asset)|like\b|etc\b/i

/** HIGH from five kinds of demand in one sentence, MEDIUM four, LOW three; years are one, and a choice among them none at all. */
export function judgeCombination({ quote, folded, reading }: Found) {
  if (LOOSE.test(quote.quote) || quote.quote.length > 330) return null
  const text = quote.quote
  let kinds = 1 + DEMANDS.filter((demand) => demand.test(folded)).length
  if (PLACE.test(text)) kinds++
  const tools = new Set(text.match(TOOL)).size
  if (tools >= 1) kinds++
  if (tools >= 3 && kinds >= 4) kinds++
  const city = reading.posting.location?.split(/[\s,]/)[0]
  if (city !== undefined && city.length > 3 && !PLACE.test(text) && text.includes(city)) kinds++
  if (kinds < 3) return null
  if (kinds === 3) return 'LOW' as const
  return kinds === 4 ? ('MEDIUM' as const) : ('HIGH' as const)
}
