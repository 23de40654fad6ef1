import type { PostingText } from '../../posting-text.ts'
import type { Bullet, Summary } from '../../records.ts'

const NOT_STATED = 'Not stated'

/**
 * The summary as plain text under its seven headers, in their order: a line each for role, company, location and job id, bullets for
 * the rest. Head lines are the record's, whoever wrote the summary; what is not known says "Not stated".
 */
export function formatSummary(posting: PostingText, summary: Summary): string {
  return [
    `Role: ${line(summary.role || posting.title)}`,
    `Company: ${line(posting.company)}`,
    `Location: ${line(posting.location)}`,
    `Job ID: ${line(posting.job_id)}`,
    block('Key Responsibilities', summary.responsibilities),
    block('Requirements', summary.requirements),
    block('Details', summary.details),
  ].join('\n')
}

function block(header: string, bullets: readonly Bullet[]): string {
  const lines = bullets.length > 0 ? bullets.map(({ text }) => line(text)) : [NOT_STATED]
  return `${header}:\n${lines.map((text) => `- ${text}`).join('\n')}`
}

/** One line: a line break inside a value would read as another bullet or header. */
function line(value: string | null): string {
  return value?.replace(/\s+/g, ' ').trim() || NOT_STATED
}
