import {
  type BatchRow,
  type ConversationFigures,
  conversationFigures,
  countTickets,
  type ErrorGroup,
  errorGroups,
  type GradeGap,
  gradeGap,
  type InvalidPosting,
  invalidPostings,
  likelihoodScores,
  type MissingUrl,
  postingsWithoutUrl,
  type RunFigures,
  readBatch,
  runFigures,
  type SlowInteraction,
  slowestInteractions,
} from '../../db/batch-report.ts'
import { type BatchCounts, countBatch } from '../../db/batches.ts'
import { type Completeness, completeness } from '../../db/completeness.ts'
import type { Query } from '../../db/engine.ts'
import { errors } from '../../errors.ts'
import { type Criterion, judge } from './criteria.ts'
import { type LlmFigures, llmFigures, NO_CALLS } from './llm-figures.ts'

/** The earlier system's time for one posting: Run 195 and the mean it measured later, both with models. */
const BASELINES = [
  { name: 'Run 195', seconds_per_posting: 291.9 },
  { name: 'measured mean', seconds_per_posting: 148.4 },
]
const SLOWEST = 10
const WITHOUT_URL = 20

export type BatchReport = {
  batch_id: string
  batch: BatchRow
  counts: BatchCounts
  completeness: Completeness
  seconds: number
  /** Wall clock of the batch by its postings: what a user waits, with everything that runs side by side. */
  seconds_per_posting: number
  postings_per_second: number
  runs: RunFigures
  llm: LlmFigures
  by_conversation: ConversationFigures[]
  errors: ErrorGroup[]
  invalid: InvalidPosting[]
  without_url: MissingUrl[]
  grades: GradeGap
  ihl: {
    mean: number | null
    by_score: { score: number; count: number }[]
    by_category: { category: string; count: number }[]
  }
  slowest: SlowInteraction[]
  tickets: number
  baselines: { name: string; seconds_per_posting: number; times_faster: number | null }[]
  criteria: Criterion[]
}

/** Everything a batch left in the database, as data. Throws BATCH_NOT_FOUND. A batch without postings has zeros. */
export async function batchReport(db: Query, batchId: string): Promise<BatchReport> {
  const batch = await readBatch(db, batchId)
  if (!batch) throw errors.batchNotFound(batchId)
  const counts = await countBatch(db, batchId)
  const complete = await completeness(db, { batchId })
  const runs = await runFigures(db, batchId)
  const grades = await gradeGap(db, batchId)
  const ended = counts.total - counts.pending - counts.running
  const seconds = round(batch.seconds, 3)
  const perPosting = ended === 0 ? 0 : batch.seconds / ended
  const { extracted_summary, skill_keywords, ihl_score, ihl_category } = complete.by_field
  return {
    batch_id: batchId,
    batch,
    counts,
    completeness: complete,
    seconds,
    seconds_per_posting: round(perPosting, 4),
    postings_per_second: batch.seconds === 0 ? 0 : round(ended / batch.seconds, 1),
    runs,
    llm: (await llmFigures(db, [batchId])).get(batchId) ?? NO_CALLS,
    by_conversation: await conversationFigures(db, batchId),
    errors: await errorGroups(db, batchId),
    invalid: await invalidPostings(db, batchId),
    without_url: await postingsWithoutUrl(db, batchId, WITHOUT_URL),
    grades,
    ihl: distribution(await likelihoodScores(db, batchId)),
    slowest: await slowestInteractions(db, batchId, SLOWEST),
    tickets: await countTickets(db, batchId),
    baselines: BASELINES.map((baseline) => ({
      ...baseline,
      times_faster: perPosting === 0 ? null : Math.round(baseline.seconds_per_posting / perPosting),
    })),
    criteria: judge({
      total: counts.total,
      completed: counts.completed,
      failed: counts.failed,
      valid: complete.total + complete.missing_urls,
      completeness_percent: complete.percent,
      field_percent: {
        extracted_summary: extracted_summary.percent,
        skill_keywords: skill_keywords.percent,
        ihl_score: ihl_score.percent,
        ihl_category: ihl_category.percent,
      },
      mean_seconds: runs.mean_seconds,
      grade_pairs: grades.pairs,
      max_grade_gap_ms: grades.max_ms,
      watchdog: runs.watchdog,
    }),
  }
}

function distribution(rows: { score: number; category: string | null; count: number }[]): BatchReport['ihl'] {
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  const sumBy = <K extends string | number>(key: (row: (typeof rows)[number]) => K) => {
    const sums = new Map<K, number>()
    for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + row.count)
    return [...sums]
  }
  return {
    mean: total === 0 ? null : round(rows.reduce((sum, { score, count }) => sum + score * count, 0) / total, 2),
    by_score: sumBy(({ score }) => score).map(([score, count]) => ({ score, count })),
    by_category: sumBy(({ category }) => category ?? 'none').map(([category, count]) => ({ category, count })),
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
