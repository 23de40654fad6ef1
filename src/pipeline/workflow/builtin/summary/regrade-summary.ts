import type { PostingText } from '../../posting-text.ts'
import type { Grade, Summary } from '../../records.ts'
import { gradeOf } from './grade.ts'
import { gradeByRubricA } from './grade-by-rubric-a.ts'
import { gradeByRubricB } from './grade-by-rubric-b.ts'

/** The verdict on an improved summary: both rubrics, each complaint once. */
export function regradeSummary(posting: PostingText, summary: Summary): Grade {
  const complaints = [gradeByRubricA, gradeByRubricB].flatMap((grade) => grade(posting, summary).complaints)
  const seen = new Set<string>()
  return gradeOf(
    complaints.filter(({ section, message }) => !seen.has(section + message) && seen.add(section + message)),
  )
}
