import type { Complaint, Grade, SummaryHeader } from '../../records.ts'

/** A complaint, cut to the length that its record allows. */
export function complaint(section: SummaryHeader, rule: string, message: string): Complaint {
  return { section, rule, message: message.length > 400 ? `${message.slice(0, 399)}…` : message }
}

/** One complaint is enough to fail: the rubrics list only what a reader would send back. */
export function gradeOf(complaints: readonly Complaint[]): Grade {
  return { verdict: complaints.length === 0 ? 'PASS' : 'FAIL', complaints: complaints.slice(0, 8) }
}
