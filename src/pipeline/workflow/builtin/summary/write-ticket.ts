import type { PostingText } from '../../posting-text.ts'
import type { Complaint, Summary, SummaryHeader, Ticket } from '../../records.ts'

const ADVICE: Readonly<Record<string, string>> = {
  grounding: 'Compare each bullet with its quoted passage.',
  coverage: 'Look whether the posting lists more than the summary shows.',
  substance: 'Check that the summary names what the posting dwells on.',
  boilerplate: 'Take out sentences about the company and its benefits.',
  placement: 'Take out what stands under another heading in the posting.',
  repetition: 'Replace what is said twice.',
  unfinished: 'Finish or drop phrases that stop short.',
  language: 'Write the summary in the language of the posting.',
}

/** The review ticket for a summary that improving did not mend: what is wrong, where to look, what to do. */
export function writeTicket(posting: PostingText, summary: Summary, complaints: readonly Complaint[]): Ticket {
  const sections = [...new Set(complaints.map(({ section }) => section))]
  const title = `Summary needs review: ${summary.role || posting.title}${posting.job_id ? ` (${posting.job_id})` : ''}`
  const advice = [
    ...new Set(complaints.map(({ rule }) => ADVICE[rule] ?? `Mend what breaks the rule "${rule}".`)),
  ].join(' ')
  return {
    title: cut(title, 200),
    issues: complaints.slice(0, 12).map(({ section, rule, message }) => cut(`${section} (${rule}): ${message}`, 400)),
    check: sections.slice(0, 12).map((section) => checkOf(section, posting)),
    advice: cut(advice || 'Read the posting and confirm or rewrite the summary.', 600),
  }
}

function checkOf(section: SummaryHeader, { sections }: PostingText): string {
  const kind =
    section === 'Key Responsibilities' ? 'responsibilities' : section === 'Requirements' ? 'requirements' : null
  if (kind === null) return `${section}: compare with the posting's record`
  const found = sections.filter((one) => one.kind === kind)
  const items = found.reduce((sum, one) => sum + one.items.length, 0)
  const heading = found.find((one) => one.heading !== null)?.heading?.quote
  return cut(`${section}: the posting has ${items} items${heading ? ` under "${heading}"` : ' without a heading'}`, 400)
}

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text)
