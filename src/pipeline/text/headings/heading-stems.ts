import type { SectionKind } from '../sections.ts'

type Stem = readonly [RegExp, SectionKind]

// Word stems of headings that no table lists ("Das sind Ihre künftigen Aufgaben:"). The first that fits wins.
const STEMS: readonly Stem[] = [
  [/nice.to.have|preferred|desirable|wünschenswert|von vorteil/i, 'requirements'],
  [
    /responsib|(?:werden|sind) sie(?: verantwortlich für)?:?$|(?:wirst|bist) du:?$|\bduties\b|\btasks\b|you(?:['’]ll| will)\s*(?:do)?\s*:?$|aufgab|tätigkeit|mission|funciones|responsabili|obowiązk|zadania|\btaken\b|attività/i,
    'responsibilities',
  ],
  [
    /require|qualif|\bskills?\b|experience|profil|looking for|you (?:have|bring|need)|ideal candidate|anforderung|voraussetzung|fähigkeit|kenntnis|mitbring|bringen sie|erwarten wir|compét|requisit|competen|habilidad|wymaga|vereist/i,
    'requirements',
  ],
  [/benefit|\bperks?\b|we offer|bieten|vorteile|leistungen|avantage|offriamo|ofrecemos|oferuj|can expect/i, 'benefits'],
  [/\bapply|applic|bewerb|contact|kontakt|ansprechpartner|postuler|candida/i, 'process'],
  [/privacy|data protection|datenschutz|equal opportun|disclaimer/i, 'legal'],
  [/about (?:us|our|the company)|über uns|who we are|wer wir|our (?:values|culture|company)|unternehmen/i, 'company'],
  [/\brole\b|position|\bteam\b|stelle|overview|the job/i, 'role'],
  [/salary|location|contract|hours|gehalt|standort|arbeitszeit|compensation/i, 'details'],
]

/** What a heading that no table lists speaks about, or null when its words do not say. */
export function kindByStem(heading: string): SectionKind | null {
  for (const [stem, kind] of STEMS) if (stem.test(heading)) return kind
  return null
}

/** A heading that says that what follows is only wished for. */
export const saysPreferred = (heading: string): boolean =>
  /nice.to.have|preferred|desirable|desired|wünschenswert|von vorteil|\ba plus\b|bonus/i.test(heading)
