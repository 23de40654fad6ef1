const SPEAKERS: Readonly<Record<string, readonly string[]>> = {
  ...{ de: ['DE', 'AT', 'CH', 'LI', 'LU'], fr: ['FR', 'BE', 'CH', 'CA', 'LU', 'MC'], it: ['IT', 'CH', 'SM'] },
  ...{ nl: ['NL', 'BE'], cs: ['CZ'], sk: ['SK'], pl: ['PL'], da: ['DK'], sv: ['SE', 'FI'], no: ['NO'], nb: ['NO'] },
  ...{ fi: ['FI'], pt: ['PT', 'BR'], hu: ['HU'], ro: ['RO'], tr: ['TR'], ja: ['JP'] },
  es: 'ES MX AR CO CL PE UY EC VE BO PY CR PA DO GT HN SV NI CU'.split(' '),
}

/** Whether a language (ISO 639-1) is that of a country. False for English, which says nothing about where a job is. */
export function isSpokenIn(language: string | null | undefined, country: string): boolean {
  return language ? (SPEAKERS[language]?.includes(country) ?? false) : false
}
