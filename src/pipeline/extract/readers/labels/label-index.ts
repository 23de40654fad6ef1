import { LABEL_WORDS, type LabelledField } from './label-words.ts'

/** Longest label, in characters. */
export const LONGEST_LABEL = 48

export type LabelIndex = {
  /** Fields that a text names when it is a label and nothing else, with or without a colon; none for any other text. */
  find(text: string): readonly LabelledField[]
  /** As `find`, and for what is plainly a label by its place also by the stems of its words ("Advertisement publish date:"). */
  guess(text: string): readonly LabelledField[]
}

const NONE: readonly LabelledField[] = []
const FIRST_WORD = /^[\p{L}\p{N}]+/u

export function createLabelIndex(): LabelIndex {
  const fields = new Map<string, LabelledField[]>()
  for (const [field, words] of Object.entries(LABEL_WORDS) as [LabelledField, string][]) {
    for (const word of words.split('|')) {
      const label = word.trim()
      const known = fields.get(label)
      if (known?.includes(field)) continue
      fields.set(label, [...(known ?? []), field])
    }
  }
  // Most stretches of a page are no labels: their first word tells.
  const firstWords = new Set([...fields.keys()].map((label) => FIRST_WORD.exec(label)?.[0] ?? ''))
  const find = (text: string) => {
    if (text.length > LONGEST_LABEL + 4 || text.length < 2) return NONE
    const [first] = FIRST_WORD.exec(text) ?? ['']
    if (first !== '' && !firstWords.has(first.toLowerCase())) return NONE
    return fields.get(foldLabel(text)) ?? NONE
  }
  return {
    find,
    guess(text) {
      const known = find(text)
      if (known.length > 0 || text.length > LONGEST_LABEL) return known
      const stem = STEMS.find(([pattern]) => pattern.test(text))
      return stem ? [stem[1]] : NONE
    },
  }
}

/** Stems of labels that no table lists. The first that fits counts. */
const STEMS: readonly (readonly [RegExp, LabelledField])[] = [
  [
    /publish|posted on|posting date|date of post|veröffentlich|publication|publié|publicaci|pubblica|publicatie|zveřejn|opublikow|offentliggj/i,
    'posted_on',
  ],
  [
    /deadline|closing|apply (?:by|before)|last day|bewerbungsfrist|bewerbungsschluss|date limite|fecha límite|scadenza|sluitingsdatum|uzávěrk|termin składania|ansøgningsfrist/i,
    'deadline',
  ],
  [
    /location|place of work|workplace|duty station|standort|arbeitsort|einsatzort|lieu de|ubicación|luogo di|werklocatie|místo výkonu|miejsce pracy|arbejdssted/i,
    'location',
  ],
  [
    /employment type|type of employment|contract type|type of contract|type of position|anstellungsart|vertragsart|type de contrat|tipo de contrato|tipo di contratto|dienstverband|typ úvazku|rodzaj umowy/i,
    'employment_type',
  ],
  [/salary|gehalt|vergütung|salaire|rémunération|salario|retribuzione|salaris|mzda|wynagrodzenie/i, 'salary'],
  [
    /requisition|reference (?:no|number|code)|job (?:id|no|number|ref)|kennziffer|referenz|référence|referencia/i,
    'identifier',
  ],
  [/working hours|hours per week|wochenstunden|uren per week/i, 'work_hours'],
]

/** "📍 Job  Location: *" -> "job location". */
export function foldLabel(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[\s:：*?.–-]+$/u, (end) => (end.startsWith('.') ? '.' : ''))
    .replace(/\s+/g, ' ')
    .replace(/\.$/, (dot, at: number, whole: string) =>
      /^(req|ref|réf|rif|no|nr|job-nr|stellen-nr|ref-nr|referenz-nr)$/.test(whole.slice(0, at)) ? '' : dot,
    )
    .replace(/ ?\(s\)$/, '')
}
