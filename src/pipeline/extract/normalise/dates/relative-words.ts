/** Words of relative dates in small letters, all languages together: no word of one means something else in another. */

export type TimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

export const UNIT_WORDS: Readonly<Record<TimeUnit, string>> = {
  minute:
    'min mins minute minutes minuten minuta minutę minuty minut minutou minutami minuto minutos minuti minuut minuter minutter',
  hour:
    'h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren hodina hodinu hodinou hodinami hodin hod ' +
    'godzina godzinę godziny godzin godz time timer timme timmar',
  day:
    'd day days tag tage tagen j jour jours día días dia dias giorno giorni gg dag dagen dage dagar den dnem dny dní dnů dnech ' +
    'dni dzień dniem',
  week:
    'w wk wks week weeks woche wochen sem semaine semaines semana semanas settimana settimane weken týden týdnem týdny týdnů ' +
    'tydzień tygodnie tygodni uge uger vecka veckor',
  month:
    'mo mos month months monat monate monaten mois mes meses mese mesi maand maanden měsíc měsícem měsíci měsíce měsíců miesiąc miesiące ' +
    'miesięcy måned måneder månad månader mês',
  year: 'y yr yrs year years jahr jahre jahren an ans année années año años anno anni jaar rok rokem roky let lata lat år ano anos',
}

/** Days from the day of reading. */
export const DAY_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [
        0,
        "today|just now|just posted|now|heute|soeben|gerade eben|aujourd'hui|hoy|oggi|vandaag|dnes|právě teď|dzisiaj|dziś|i dag|idag|hoje",
      ],
      [-1, 'yesterday|gestern|hier|ayer|ieri|gisteren|včera|wczoraj|i går|igår|ontem'],
      [
        -2,
        "day before yesterday|vorgestern|avant-hier|anteayer|antes de ayer|l'altro ieri|eergisteren|předevčírem|przedwczoraj|i forgårs|i förrgår|anteontem",
      ],
      [1, 'tomorrow|morgen|demain|mañana|domani|zítra|jutro|i morgen|imorgon|i morgon|amanhã'],
    ] as const
  ).flatMap(([days, words]) => words.split('|').map((word) => [word, days])),
)

/** What stands before the count or after the unit and says that the time lies back. */
export const BACK_BEFORE = 'vor|il y a|depuis|hace|há|ha|před|pred|for|för|seit'
export const BACK_AFTER = 'ago|geleden|temu|fa|siden|sedan|atrás|zpět|old'
/** The same for a time ahead. */
export const AHEAD_BEFORE =
  'in|noch|innerhalb von|binnen|dans|encore|en|dentro de|tra|fra|over|nog|za|zbývá|zbývají|zostało|pozostało|om|em|quedan|restano|mancano'
export const AHEAD_AFTER = 'left|remaining|restants|restantes|rimanenti|verbleibend|übrig|tilbage|kvar'

/** Words that may introduce a date and say nothing about it. */
export const LEADS =
  're-?posted|posted|added|published|updated|active|listed|online|advertised|on|since|ausgeschrieben|veröffentlicht|online|erschienen|' +
  'aktualisiert|eingestellt|publiée?|publiée? le|mise? en ligne|postée?|ajoutée?|actualisée?|publicad[oa]|actualizad[oa]|pubblicat[oa]|inserit[oa]|aggiornat[oa]|' +
  'geplaatst|gepubliceerd|bijgewerkt|přidáno|aktualizováno|zveřejněno|publikováno|dodano|dodana|opublikowano|opublikowana|zaktualizowano|' +
  'oprettet|slået op|publicerad|upplagd|closes|closing|expires|ends|läuft ab|endet|expire|termina|scade|sluit|končí|wygasa|ważna jeszcze'

/** Words that make the count a bound. */
export const BOUNDS =
  "over|more than|mehr als|über|plus d[e']|plus de|más de|più di|oltre|meer dan|více než|přes|ponad|więcej niż|mere end|mer än|mais de|less than|moins de"

export const COUNT_WORDS: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 },
  ...{ ein: 1, eine: 1, einem: 1, einer: 1, einen: 1, zwei: 2, drei: 3, vier: 4, fünf: 5 },
  ...{
    un: 1,
    une: 1,
    una: 1,
    uno: 1,
    um: 1,
    uma: 1,
    een: 1,
    één: 1,
    deux: 2,
    trois: 3,
    dos: 2,
    due: 2,
    tre: 3,
    twee: 2,
    drie: 3,
  },
  ...{ jedním: 1, jednou: 1, en: 1, et: 1, ett: 1 },
}
