/** Names of the months, January first, as nominative, genitive and abbreviation; languages together, since no word names two months. */
const NAMES: readonly string[] = [
  'january jan januar jänner januari janvier janv enero ene gennaio gen leden ledna stycznia styczeń sty janeiro',
  'february feb februar feber februari février févr fév febrero febbraio únor února lutego luty lut fevereiro fev',
  'march mar mars märz mär mrz marzo maart mrt březen března bře marca marzec marts março',
  'april apr avril avr abril abr aprile duben dubna kwietnia kwiecień kwi',
  'may mai mayo maggio mag mei květen května kvě maja maj maio',
  'june jun juni juin junio giugno giu červen června čvn czerwca czerwiec cze junho',
  'july jul juli juillet juil julio luglio lug červenec července čvc lipca lipiec lip julho',
  'august aug août aou agosto ago augustus srpen srpna srp sierpnia sierpień sie augusti',
  'september sep sept septembre septiembre setiembre settembre set září zář wrzesień września wrz setembro',
  'october oct okt oktober octobre octubre ottobre ott říjen října říj październik października paź outubro out',
  'november nov novembre noviembre listopad listopadu listopada novembro',
  'december dec dez dezember décembre déc diciembre dic dicembre prosinec prosince grudzień grudnia gru des desember dezembro december',
]

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) =>
    names.split(' ').flatMap((name) => [name, bare(name)].map((key) => [key, index + 1] as const)),
  ),
)

/** 1 to 12 for the name of a month in small letters, with or without its accents; null for any other word. */
export function monthNamed(name: string): number | null {
  return MONTHS.get(name) ?? MONTHS.get(bare(name)) ?? null
}

function bare(name: string): string {
  return name.replace('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '')
}
