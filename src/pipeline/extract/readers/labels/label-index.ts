import { LABEL_WORDS, type LabelledField } from './label-words.ts'

/** Longest label, in characters. */
export const LONGEST_LABEL = 48

export type LabelIndex = {
  /** Fields that a text names when it is a label and nothing else, with or without a colon; none for any other text. */
  find(text: string): readonly LabelledField[]
}

const NONE: readonly LabelledField[] = []

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
  return {
    find(text) {
      if (text.length > LONGEST_LABEL + 4) return NONE
      return fields.get(foldLabel(text)) ?? NONE
    },
  }
}

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
