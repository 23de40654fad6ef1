import type { SalaryUnit } from '../../extracted-page.ts'

/** Words for the time that a pay is for, in small letters, all languages together. */
export const UNIT_NAMES: Readonly<Record<SalaryUnit, string>> = {
  HOUR: 'hours?|hourly|hrs?|h|std|stunden?|stündlich|heures?|horaires?|horas?|ora|ore|orari[oae]?|uur|hodinu|hodina|hodinově|hod|godzinę|godzina|godzinowo|godz|timen?|timme|timmen',
  DAY: 'days?|daily|tag|täglich|jours?|journalier|día|dia|diari[oa]s?|giorno|giornalier[oi]|dag|dagen|den|denně|dzień|dziennie|man-?day|md|manntag|personentag',
  WEEK: 'weeks?|weekly|wk|woche|wöchentlich|semaine|hebdomadaires?|semana|semanal(?:es)?|settimana|settimanal[ei]|week|týden|týdně|tydzień|tygodniowo|uge|vecka',
  MONTH:
    'months?|monthly|mo|mth|monat|monate|monatlich|mtl|mtl\\.|mois|mensuels?|mensuelles?|mes|mensual(?:es)?|mese|mensil[ei]|maand|maandelijks|měsíc|měsíčně|měs|miesiąc|miesięcznie|mies|mc|måned|måneden|månad|månaden|mês|mensal|mensais',
  YEAR: 'years?|yearly|annum|annually|annual|yr|ann|jahr|jährlich|an|ans|année|annuels?|annuelles?|año|anual(?:es)?|anno|annu[eoi]|jaar|jaarlijks|rok|ročně|rocznie|år|året|årligt|årligen|ano|anuais',
}
/** Short forms that need nothing before them. */
const ALONE: Readonly<Record<SalaryUnit, string>> = {
  HOUR: 'p\\.? ?h\\.?|ph',
  DAY: 'p\\.? ?d\\.?|tjm',
  WEEK: 'p\\.? ?w\\.?|pw',
  MONTH: 'p\\.? ?m\\.?|pm|pcm|p\\/m',
  YEAR: 'p\\.? ?a\\.?|pa|p\\.? ?j\\.?',
}
const EACH =
  "\\/|per|pro|je|each|every|an|a|par|por|al|alla|all'|a la|à l'|de l'|ogni|im|in der|in|die|der|za|na|om|i|pr\\.?|au|l'|le|la|w|w skali|z|ao|à|het"
/** May stand between the amount and the unit: "3.000 € brutto (Vollzeit) im Monat". */
const BETWEEN =
  '(?:gross|brutto|bruts?|brute|bruto|brutos?|lord[oaie]|hrubého|hrubá|netto|net|nets?|neto|nett[oi]|čistého|před zdaněním|ctc|base|total|basis|ote|plus|salary|\\([^()\\n]{0,30}\\)|,|[*-])'

/** Source of patterns, one per unit, for the text right after an amount. */
export const UNIT_AFTER: readonly (readonly [SalaryUnit, RegExp])[] = (Object.keys(UNIT_NAMES) as SalaryUnit[]).map(
  (unit) => [
    unit,
    new RegExp(
      `^ ?(?:${BETWEEN} ?){0,3}(?:(?:(?:${EACH}) ?){1,2}(?:${UNIT_NAMES[unit]})|${longNames(unit)}|(?:${ALONE[unit]}))(?![\\p{L}\\d])`,
      'u',
    ),
  ],
)

/** Names that need no "per": "30,000 annually", "3 000 € mensuels". One-letter forms do. */
function longNames(unit: SalaryUnit): string {
  const long = UNIT_NAMES[unit]
    .split('|')
    .filter((name) => !/^(h|an|ans|mo|mes|md|mc|den|dag|ano|ore|ora|rok|år|i|hrs\?|timen\?)$/.test(name))
  return `(?:${long.join('|')})`
}

/** Words before an amount that tell its unit: "annual salary of", "Stundenlohn:", "mzda měsíčně". */
export const UNIT_BEFORE: readonly (readonly [SalaryUnit, RegExp])[] = [
  [
    'HOUR',
    /stunden(?:lohn|satz|löhn)|hourly|per hour|(?<!\p{L})hodinov|salaire horaire|taux horaire|uurloon|paga oraria|stawka godzinowa|(?<!\p{L})(?:timeløn|timlön)|por hora/gu,
  ],
  [
    'DAY',
    /tages(?:satz|lohn)|daily rate|day rate|daily wage|per diem|(?<!\p{L})tjm(?!\p{L})|taux journalier|dagloon|dagtarief|stawka dzienna/gu,
  ],
  ['WEEK', /wochenlohn|weekly|per week|salaire hebdomadaire|weekloon/gu],
  [
    'MONTH',
    /monats?(?:lohn|gehalt|brutto|verdienst|entgelt|vergütung|basis)|bruttomonat|monatlich|monthly|per month|mensuel|mensual|mensile|maandsalaris|maandloon|per maand|měsíčn|miesięczn|månedsløn|månadslön|mensal|al mes/gu,
  ],
  [
    'YEAR',
    /jahres?(?:gehalt|brutto|lohn|zielgehalt|einkommen|verdienst|entgelt|vergütung|bruttogehalt|bruttolohn|fixum|ziel)|bruttojahres|jährlich|annual|yearly|per annum|per year|annuel|anual|annu[ao]|(?<!\p{L})ral(?!\p{L})|jaarsalaris|ročn|roczn|årsløn|årslön|par an/gu,
  ],
]

/** Unit texts of structured markup: schema.org's, UN/CEFACT codes and words. */
const STATED: Readonly<Record<SalaryUnit, RegExp>> = {
  HOUR: /^(?:hour|hours|hourly|hur|hr|h|hrs)$/,
  DAY: /^(?:day|days|daily|d)$/,
  WEEK: /^(?:week|weeks|weekly|wee|w|wk)$/,
  MONTH: /^(?:month|months|monthly|mon|mo|m)$/,
  YEAR: /^(?:year|years|yearly|annum|annual|annually|ann|yr|y|p\.?a\.?)$/,
}

const WHOLE_NAME = (Object.keys(UNIT_NAMES) as SalaryUnit[]).map(
  (unit) => [unit, new RegExp(`^(?:${UNIT_NAMES[unit]})$`, 'u')] as const,
)

/** The unit that structured markup or a single word names; null for any other text. */
export function unitNamed(stated: string): SalaryUnit | null {
  const word = stated
    .toLowerCase()
    .trim()
    .slice(0, 60)
    .replace(/^https?:\/\/(?:www\.)?schema\.org\//, '')
    .replace(/^(?:(?:per|pro|je|par|por|al|a)[ _-]|\/ ?)|[.]$/g, '')
    .replace(/^unit_?(?:text|code)?[ :=]/, '')
  const units = Object.keys(STATED) as SalaryUnit[]
  return (
    units.find((unit) => STATED[unit].test(word)) ?? WHOLE_NAME.find(([, pattern]) => pattern.test(word))?.[0] ?? null
  )
}
