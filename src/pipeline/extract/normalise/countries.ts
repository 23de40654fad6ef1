/** Countries by name and code. Names from i18n-iso-countries (MIT) in the languages below, and the usual short forms. */
import iso from 'i18n-iso-countries/codes.json' with { type: 'json' }
import cs from 'i18n-iso-countries/langs/cs.json' with { type: 'json' }
import da from 'i18n-iso-countries/langs/da.json' with { type: 'json' }
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' }
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' }
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' }
import pl from 'i18n-iso-countries/langs/pl.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import sk from 'i18n-iso-countries/langs/sk.json' with { type: 'json' }
import sv from 'i18n-iso-countries/langs/sv.json' with { type: 'json' }

export type Country = { code: string; name: string }

/** The name that readers know, where the list's first name is the formal one. */
const SHORT_NAMES: Record<string, string> = {
  ...{
    BN: 'Brunei',
    CD: 'Democratic Republic of the Congo',
    CG: 'Republic of the Congo',
    CI: 'Ivory Coast',
    CN: 'China',
  },
  ...{
    CZ: 'Czechia',
    FM: 'Micronesia',
    GM: 'Gambia',
    IR: 'Iran',
    LA: 'Laos',
    MD: 'Moldova',
    MK: 'North Macedonia',
    MO: 'Macau',
  },
  ...{ PS: 'Palestine', RU: 'Russia', SY: 'Syria', TR: 'Turkey', TW: 'Taiwan', TZ: 'Tanzania', US: 'United States' },
}

const ALIASES: Record<string, string> = {
  ...{
    uk: 'GB',
    'great britain': 'GB',
    england: 'GB',
    scotland: 'GB',
    wales: 'GB',
    'northern ireland': 'GB',
    'vereinigtes konigreich': 'GB',
  },
  ...{ usa: 'US', 'u.s.a.': 'US', 'u.s.': 'US', america: 'US', uae: 'AE', 'u.a.e.': 'AE', emirates: 'AE', ksa: 'SA' },
  ...{
    'hong kong sar': 'HK',
    hongkong: 'HK',
    'hong kong': 'HK',
    macau: 'MO',
    'macau sar': 'MO',
    korea: 'KR',
    'republic of korea': 'KR',
  },
  ...{
    holland: 'NL',
    'the netherlands': 'NL',
    'czech republic': 'CZ',
    tschechien: 'CZ',
    slovakia: 'SK',
    turkiye: 'TR',
    syrien: 'SY',
  },
  ...{
    kosovo: 'XK',
    'congo (drc)': 'CD',
    drc: 'CD',
    'dr congo': 'CD',
    'palestine, state of': 'PS',
    'state of palestine': 'PS',
  },
  ...{
    'ivory coast': 'CI',
    burma: 'MM',
    swaziland: 'SZ',
    'cape verde': 'CV',
    'east timor': 'TL',
    vatican: 'VA',
    laos: 'LA',
  },
  ...{
    'viet nam': 'VN',
    tanzania: 'TZ',
    bolivia: 'BO',
    venezuela: 'VE',
    moldova: 'MD',
    brunei: 'BN',
    'north macedonia': 'MK',
  },
  ...{
    cesko: 'CZ',
    'the czech republic': 'CZ',
    'ee.uu.': 'US',
    eeuu: 'US',
    'united states (usa)': 'US',
    'u.k.': 'GB',
    'grande-bretagne': 'GB',
    grossbritannien: 'GB',
    'velka britanie': 'GB',
    'die schweiz': 'CH',
    suisse: 'CH',
  },
}

/** Words of plain letters and signs with one blank between them. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

type Names = Record<string, string | string[]>

const LANGUAGES: Names[] = [en, de, fr, es, it, nl, pl, pt, cs, sk, da, sv].map(({ countries }) => countries as Names)
const ENGLISH: Names = LANGUAGES[0] ?? {}
const BY_ALPHA_3: ReadonlyMap<string, string> = new Map(iso.map(([alpha2 = '', alpha3 = '']) => [alpha3, alpha2]))
const BY_NAME: ReadonlyMap<string, string> = namesToCodes()

/** A name for comparison: no accents, no case, single blanks. */
export function foldName(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** The country that a text names in full, in one of twelve languages; null for everything else, a code included. */
export function countryByName(text: string): Country | null {
  const code = BY_NAME.get(foldName(text))
  return code === undefined ? null : countryByCode(code)
}

/** The country of an ISO alpha-2 code, in either case; null when there is none. */
export function countryByCode(code: string): Country | null {
  const upper = code.toUpperCase()
  if (upper === 'XK') return { code: 'XK', name: 'Kosovo' }
  const name = SHORT_NAMES[upper] ?? [ENGLISH[upper] ?? []].flat()[0]
  return name === undefined ? null : { code: upper, name }
}

/** The country of an ISO alpha-3 code in capitals; null when there is none. */
export function countryByAlpha3(code: string): Country | null {
  const alpha2 = BY_ALPHA_3.get(code)
  return alpha2 === undefined ? null : countryByCode(alpha2)
}

function namesToCodes(): Map<string, string> {
  const codes = new Map<string, string>()
  const shared = new Set<string>()
  for (const names of LANGUAGES) {
    for (const [code, name] of Object.entries(names)) {
      for (const one of [name].flat()) {
        // Names of two or three letters would catch codes of states and offices.
        if (one.length < 4) continue
        const folded = foldName(one)
        if ((codes.get(folded) ?? code) !== code) shared.add(folded)
        codes.set(folded, code)
      }
    }
  }
  // "Congo" is two countries: a name of two is a name of none.
  for (const name of shared) codes.delete(name)
  for (const [name, code] of Object.entries(ALIASES)) codes.set(foldName(name), code)
  return codes
}
