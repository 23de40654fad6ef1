/** Words around years of experience, in small letters, all languages together. */

export const YEARS =
  "years?'?s?|yrs?|yoe|jahren?s?|jährige[nrs]?|jähriger|ans?|années?|años?|anni|anno|jaar|jaren|let|roky|rok|roků|lata|lat|roku|års?|anos?"
export const MONTHS = 'months?|monaten?|monate|mois|meses|mesi|maanden|měsíců|měsíce|miesięcy|måneder|månader'
export const TO = '-|to|bis(?: zu)?|à|a|al|až|do|tot|till|til|ou|or|oder|o|of|nebo|lub|and|und|et|y|e|i|en|og|och'

/** Without years they demand nothing that can be counted. */
export const EXPERIENCE =
  'experience|(?<!\\p{L})exp\\.|erfahrung|praxis(?!\\p{L})|berufspraxis|expérience|experiencia|esperienza|ervaring|werkervaring|praxe|praxí|zkušenost|doświadczeni|erfaring|erfarenhet|experiência|in a similar (?:role|position)|in einer vergleichbaren position|dans un poste similaire|track record'

/** Somebody else's years: the company's, the contract's, the children's. */
export const NOT_APPLICANT =
  /(?:(?<!\p{L})(?:we|company|firm|agency|group|team|teams|nous|wir|our (?:team|company|experts|staff|people|colleagues|founders?)) (?:have|has|had|bring|brings|offer|offers|combine|avons|haben|bringen|blicken)(?!\p{L}))|in business|unternehmen (?:mit|blickt)|firma mit|(?<!\p{L})unsere?r? (?:erfahrung|expertise)|our (?:\d+ years|experience)|notre expérience|forts? de|nuestra experiencia|la nostra esperienza|onze ervaring|naše zkušenosti|nasze doświadczenie|years old|jahre alt|since \d{4}|seit \d{4}|warranty|founded|customer experience|user experience|experience the|(?:contract|vertrag|mandat)[^#]{0,12}#/u

/** The time in which something happened, not how much of it. */
export const PAST =
  /(?<!\p{L})(?:last|past|previous|recent|within|letzten|vergangenen|innerhalb von|dernières?|derniers|últimos|ultimi|afgelopen|laatste|posledních|ostatnich|every|alle|next|nächsten) (?:the )?$/u
export const UP_TO =
  /(?:up to|bis zu|maximal|max\.?|maximum|less than|weniger als|jusqu'à|hasta|fino a|tot|do|až)(?: of)? $/u
export const BETWEEN = /(?:between|zwischen|entre|tra|fra|mezi|między|tussen) $/u
