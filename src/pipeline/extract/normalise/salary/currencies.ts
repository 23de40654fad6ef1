/** Currencies as pages write them. */

const CODES: ReadonlySet<string> = new Set(
  (
    'eur usd gbp chf czk pln sek dkk nok isk huf ron bgn hrk rsd uah rub try inr cad aud nzd sgd hkd jpy cny zar brl mxn ars clp cop aed sar ' +
    'qar ils egp ngn kes ghs myr php thb idr vnd krw twd pkr bdt lkr'
  ).split(' '),
)
/** Codes that people also write small, and that are no words. */
const SMALL_CODES = new Set(['eur', 'usd', 'gbp', 'chf', 'czk', 'pln', 'sek', 'dkk', 'huf'])

/** Sign or word in small letters to ISO 4217. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ '€': 'EUR', euro: 'EUR', euros: 'EUR', eura: 'EUR' },
  ...{ us$: 'USD', 'us-$': 'USD', 'u.s. dollars': 'USD', 'us dollars': 'USD', usd$: 'USD', $us: 'USD' },
  ...{ '£': 'GBP', 'pounds sterling': 'GBP' },
  ...{ sfr: 'CHF', 'sfr.': 'CHF', 'chf.': 'CHF', franken: 'CHF' },
  ...{ kč: 'CZK', 'kč.': 'CZK', korun: 'CZK' },
  ...{ zł: 'PLN', 'zł.': 'PLN', złotych: 'PLN', 'pln.': 'PLN', zl: 'PLN' },
  ...{ c$: 'CAD', ca$: 'CAD', cad$: 'CAD', a$: 'AUD', au$: 'AUD', nz$: 'NZD', s$: 'SGD', sg$: 'SGD', hk$: 'HKD' },
  ...{
    r$: 'BRL',
    mx$: 'MXN',
    '₹': 'INR',
    'rs.': 'INR',
    '₽': 'RUB',
    '₺': 'TRY',
    '₪': 'ILS',
    '₩': 'KRW',
    '₴': 'UAH',
    '₦': 'NGN',
    '฿': 'THB',
  },
  ...{ forint: 'HUF', лв: 'BGN' },
}

/** Signs that several countries share: null when the country is not known. */
const DOLLARS: Readonly<Record<string, string>> = {
  ...{ CA: 'CAD', AU: 'AUD', NZ: 'NZD', SG: 'SGD', HK: 'HKD', TW: 'TWD', MX: 'MXN', AR: 'ARS', CL: 'CLP', CO: 'COP' },
}
const KRONER: Readonly<Record<string, string>> = {
  ...{ DK: 'DKK', GL: 'DKK', FO: 'DKK', SE: 'SEK', NO: 'NOK', IS: 'ISK', CZ: 'CZK' },
}
const KRONER_BY_LANGUAGE: Readonly<Record<string, string>> = {
  ...{ da: 'DKK', sv: 'SEK', nb: 'NOK', nn: 'NOK', no: 'NOK', is: 'ISK', cs: 'CZK' },
}
const FRANCS: Readonly<Record<string, string>> = { CH: 'CHF', LI: 'CHF' }

const escaped = (sign: string) => sign.replace(/[$.*+?()[\]{}|\\]/g, '\\$&')
const longestFirst = (a: string, b: string) => b.length - a.length
/** Letters of the languages at hand: a class of all letters, many times in one pattern, takes seconds to compile. */
export const LETTER = '[a-zß-öø-ÿĀ-žЀ-ӿ]'
const isWord = (sign: string) => /^\p{L}/u.test(sign)
const shared = ['dollars', 'kr.', 'kr', 'kroner', 'kronor', 'fr.', 'pounds', 'ft', 'lei', '$', '¥']
const all = [...CODES, ...Object.keys(SIGNS), ...shared].sort(longestFirst)
const words = all.filter(isWord).map(escaped).join('|')
const signs = all
  .filter((sign) => !isWord(sign))
  .map(escaped)
  .join('|')

/** Source of a pattern for all of them; letters never stand against other letters but the k of thousands. */
export const CURRENCY = `(?:${signs}|(?:(?<!${LETTER})|(?<=\\d ?k))(?:${words})(?!${LETTER}))`

export type SalaryContext = {
  /** ISO 639-1, with or without a region. */
  language?: string | null
  /** ISO 3166 alpha-2. */
  country?: string | null
}

/** ISO 4217 for a sign, code or word; null when it is shared by several countries and nothing tells which. */
export function currencyOf(stated: string, { language, country }: SalaryContext): string | null {
  const word = stated.trim().toLowerCase()
  const code = word.replace('.', '')
  if (CODES.has(code)) return SMALL_CODES.has(code) || /^[A-Z]{3}/.test(stated.trim()) ? code.toUpperCase() : null
  const where = (country ?? '').toUpperCase()
  const base = (language ?? '').toLowerCase().slice(0, 2)
  if (Object.hasOwn(SIGNS, word)) return SIGNS[word] ?? null
  // A bare dollar is the one of the United States unless the place of work has its own.
  if (word === '$' || word === 'dollars') return DOLLARS[where] ?? 'USD'
  if (/^kr(\.|oner|onor)?$/.test(word))
    return where === '' ? (KRONER_BY_LANGUAGE[base] ?? null) : (KRONER[where] ?? null)
  if (word === 'fr.') return FRANCS[where] ?? null
  if (word === 'pounds') return where === '' || where === 'GB' ? 'GBP' : null
  if (word === '¥') return where === 'JP' ? 'JPY' : where === 'CN' ? 'CNY' : null
  // Elsewhere they are feet and a part of a name.
  if (word === 'ft') return where === 'HU' || base === 'hu' ? 'HUF' : null
  if (word === 'lei') return where === 'RO' || where === 'MD' || base === 'ro' ? 'RON' : null
  return null
}

/** Currencies in which a full-time year is paid in tens of thousands. */
export const STRONG: ReadonlySet<string> = new Set(['EUR', 'USD', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD'])
/** Currencies whose amounts are some hundred times larger. */
export const WEAK: ReadonlySet<string> = new Set('HUF JPY KRW IDR VND CLP COP NGN PKR LKR RSD ARS ISK'.split(' '))
