import type { BatchReport } from '../../pipeline/report/batch-report.ts'
import { criterionValue, seconds, VERDICT_WORDS } from '../../pipeline/report/figures.ts'
import { duration } from '../progress.ts'
import { cut, table, wrap } from '../table.ts'

const WIDTH = 80
const SHOWN = 10

/** A batch report for a terminal of 80 columns. */
export function reportText(report: BatchReport): string {
  return [
    ...headLines(report),
    '',
    ...conversationLines(report),
    ...criteriaLines(report),
    ...findingLines(report),
  ].join('\n')
}

function headLines({
  batch_id,
  batch,
  counts,
  completeness,
  seconds: total,
  seconds_per_posting: perPosting,
  postings_per_second,
  baselines,
  llm,
}: BatchReport): string[] {
  const open = counts.pending + counts.running
  const parts = [
    `${counts.completed} completed`,
    ...(counts.invalid > 0 ? [`${counts.invalid} of them judged invalid`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.needs_review > 0 ? [`${counts.needs_review} need review`] : []),
    ...(counts.cancelled > 0 ? [`${counts.cancelled} cancelled`] : []),
    ...(open > 0 ? [`${open} not ended`] : []),
  ]
  const before = baselines.flatMap(({ name, seconds_per_posting, times_faster }) =>
    times_faster === null ? [] : [`${seconds_per_posting} s (${name}, ${times_faster.toLocaleString('en')} times)`],
  )
  return [
    `Batch ${batch_id}: ${batch.state}`,
    '',
    wrap(counts.total === 0 ? 'No posting was due.' : `${counts.total} postings: ${parts.join(', ')}.`, WIDTH),
    ...(counts.total === 0
      ? []
      : [
          `${completeness.complete} of ${completeness.total} with a URL complete: ${completeness.percent} %. Missing URLs: ${completeness.missing_urls}.`,
          `${duration(total)} in all, ${postings_per_second} postings/s.${llm.calls === 0 ? ' No model was called.' : ''}`,
          ...llmLines(llm),
          ...(before.length > 0
            ? [
                wrap(
                  `A posting took ${seconds(perPosting)}; the earlier system, with models, took ${before.join(' and ')}.`,
                  WIDTH,
                ),
              ]
            : []),
        ]),
  ]
}

function llmLines(llm: BatchReport['llm']): string[] {
  if (llm.calls === 0) return []
  const tokens = (llm.prompt_tokens + llm.output_tokens).toLocaleString('en')
  return [
    wrap(
      `${llm.calls} model calls, ${tokens} tokens, ${llm.loads} ${llm.loads === 1 ? 'load' : 'loads'} (best known: ${llm.best_loads}). ${duration(llm.makespan_seconds)} with ${llm.slots} ${llm.slots === 1 ? 'slot' : 'slots'} on ${llm.hosts} ${llm.hosts === 1 ? 'host' : 'hosts'}; no schedule takes less than ${duration(llm.lower_bound_seconds)}: ratio ${llm.ratio}.`,
      WIDTH,
    ),
  ]
}

function conversationLines({ by_conversation }: BatchReport): string[] {
  if (by_conversation.length === 0) return []
  return [
    table(by_conversation, [
      { title: 'conversation', value: ({ conversation_name }) => cut(conversation_name, 36) },
      { title: 'count', value: ({ count }) => count },
      { title: 'mean', value: ({ mean_seconds }) => seconds(mean_seconds), align: 'right' },
      { title: 'max', value: ({ max_seconds }) => seconds(max_seconds), align: 'right' },
      { title: 'failed', value: ({ failures }) => failures },
    ]),
    '',
  ]
}

function criteriaLines({ criteria, counts }: BatchReport): string[] {
  if (counts.total === 0) return []
  return [
    table(criteria, [
      { title: 'criterion', value: ({ name }) => name },
      { title: 'value', value: criterionValue, align: 'right' },
      { title: 'target, acceptable', value: ({ target }) => target },
      { title: '', value: ({ verdict }) => VERDICT_WORDS[verdict] },
    ]),
    '',
  ]
}

function findingLines({ ihl, invalid, without_url, completeness, errors, tickets }: BatchReport): string[] {
  const most = Math.max(1, ...ihl.by_score.map(({ count }) => count))
  return [
    ...(ihl.mean === null
      ? []
      : [
          `Internal Hire Likelihood, mean ${ihl.mean} of 10`,
          ...ihl.by_score.map(
            ({ score, count }) =>
              `  ${String(score).padStart(2)}  ${'#'.repeat(Math.max(1, Math.round((count / most) * 40)))} ${count}`,
          ),
          '',
        ]),
    ...section(
      'Invalid',
      invalid.length,
      invalid.map(({ job_title, reason }) => `${cut(job_title ?? 'without title', 34)}: ${reason}`),
    ),
    ...section(
      'Missing URLs',
      completeness.missing_urls,
      without_url.map(
        ({ external_job_id, posting_id, job_title }) => `${external_job_id ?? posting_id}  ${job_title ?? ''}`,
      ),
    ),
    ...section(
      'Errors by kind',
      errors.length,
      errors.map(({ count, conversation_name, error }) => `${count} x ${conversation_name}: ${error}`),
    ),
    ...(tickets > 0 ? [`${tickets} review ${tickets === 1 ? 'ticket waits' : 'tickets wait'} for a person.`] : []),
  ]
}

function section(title: string, total: number, lines: string[]): string[] {
  if (lines.length === 0) return []
  const shown = lines.slice(0, SHOWN).map((line) => cut(`  ${line}`, WIDTH))
  return [`${title} (${total})`, ...shown, ...(total > shown.length ? [`  and ${total - shown.length} more`] : []), '']
}
