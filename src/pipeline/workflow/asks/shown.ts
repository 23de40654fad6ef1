import { formatSummary } from '../builtin/summary/format-summary.ts'
import type { PostingText } from '../posting-text.ts'
import type { Analysis, Challenge, Complaint, Summary } from '../records.ts'

/** A posting as a model reads it. */
export function shownPosting({ title, description }: PostingText): string {
  return `Job title: ${title.trim() || 'not stated'}\n\n${description}`
}

/** A summary as a model reads it: as it would be published. */
export function shownSummary(posting: PostingText, summary: Summary): string {
  return formatSummary(posting, summary)
}

/** Complaints as a model reads them, each once: two graders may say the same. */
export function shownComplaints(complaints: readonly Complaint[]): string {
  return [...new Set(complaints.map(({ section, rule, message }) => `- ${section} (${rule}): ${message}`))].join('\n')
}

export function shownAnalysis({ verdict, suggested_score, flags, reasoning }: Analysis): string {
  const lines = flags.map(
    ({ flag, severity, evidence, reasoning }) => `- ${flag} (${severity}): "${evidence.quote}". ${reasoning}`,
  )
  return [
    `Verdict: ${verdict}, score ${suggested_score} of 10`,
    'Flags:',
    ...(lines.length > 0 ? lines : ['none']),
    `Reasoning: ${reasoning}`,
  ].join('\n')
}

export function shownChallenge({ verdict, suggested_score, counter_evidence, reasoning }: Challenge): string {
  const lines = counter_evidence.map(
    ({ signal, refutes, effect, evidence }) =>
      `- ${signal}: "${evidence.quote}"${refutes === null ? '' : ` (${effect}: ${refutes})`}`,
  )
  return [
    `Verdict: ${verdict}, score ${suggested_score} of 10`,
    'Counter-evidence:',
    ...(lines.length > 0 ? lines : ['none']),
    `Reasoning: ${reasoning}`,
  ].join('\n')
}
