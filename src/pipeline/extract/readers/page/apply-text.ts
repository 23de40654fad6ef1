import type { Candidate } from '../../candidate.ts'
import type { PageView } from '../../page-view.ts'

/** "Apply online: https://jobs.example/7": an address written out after words of applying. */
const WRITTEN =
  /(?:\bapply\b|application|bewerb|postul|candidat|sollicit|inscri|aplikuj|odpov|ansøg|ansök)[^\n]{0,60}?(?<url>https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?])/i
const LONGEST = 600

/** Addresses to apply at that stand in the text without being links, as in plain text and PDF. */
export function readApplyText({ lines }: PageView): Candidate[] {
  for (const { text, start } of lines) {
    if (text.length > LONGEST || !text.includes('://')) continue
    const match = WRITTEN.exec(text)
    const url = match?.groups?.url
    if (!match || !url) continue
    const at = start + match.index + match[0].length - url.length
    return [
      {
        field: 'application_url',
        reader: 'text',
        rule: 'text.apply',
        raw: url,
        span: { start: at, end: at + url.length },
      },
    ]
  }
  return []
}
