import type { Candidate } from '../../candidate.ts'
import { inContent } from '../../document/chrome.ts'
import type { PageView } from '../../page-view.ts'

const LONGEST = 45
/** Tags that say how much one works; a whole line, or a whole stretch of one. */
export const WORKLOAD =
  /^(?:full|part)[- ]?time(?: (?:work|job|position|employment|role))?$|^(?:vollzeit|teilzeit|temps (?:plein|partiel)|tiempo (?:completo|parcial)|tempo (?:pieno|parziale)|voltijds?|deeltijds?|fulltime|parttime|(?:práce na )?(?:plný|zkrácený|částečný) úvazek|pełny etat|(?:cały|część) etatu?|internship|praktikum|contract|contractor|freelance|temporary|fixed[- ]term|befristet|permanent[, /]+full[- ]?time|full[- ]?time[, /]+permanent|fuldtid|deltid|heltid|à temps plein|a tempo pieno|a tiempo completo|in vollzeit)$/i

/** Lines of the content that are a tag and nothing else ("Full-time work"). */
export function readTags({ lines, chrome, heading }: PageView): Candidate[] {
  const candidates: Candidate[] = []
  for (const line of lines) {
    if (line.text.length > LONGEST || (heading && line.start < heading.start)) continue
    const [first] = line.texts
    if (!first || !WORKLOAD.test(line.text.replace(/^[^\p{L}]+/u, '')) || !inContent(chrome, first)) continue
    candidates.push({
      field: 'employment_type',
      reader: 'dom',
      rule: 'tag.type',
      raw: line.text,
      span: { start: line.start, end: line.end },
    })
  }
  return candidates.length <= MOST ? candidates : []
}

/** More tags than this belong to a list or a filter. */
const MOST = 3
