import type { PostingText } from '../../posting-text.ts'

const PLACEHOLDER = /^(?:not applicable|n\/?a|none|null|tbd|tba|test|untitled|unknown|job title|-+)?$/i
const TITLE_LABEL = /^(?:Job Title|Title|Position Title|Jobtitel|Stellentitel)\s*[:–-]*\s*(?<title>\S[^\n]{2,119})$/i

/** The role a summary names: the record's title; where that is a placeholder, the title that the posting's own label gives. */
export function roleOf({ title, sections }: PostingText): string {
  if (!PLACEHOLDER.test(title.trim())) return title.trim()
  for (const { kind, items } of sections) {
    if (kind !== 'details') continue
    for (const { quote } of items) {
      const stated = TITLE_LABEL.exec(quote)?.groups?.title
      if (stated) return stated.trim()
    }
  }
  return title.trim() || 'Not stated'
}
