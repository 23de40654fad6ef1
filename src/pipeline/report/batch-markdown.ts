import type { BatchReport } from './batch-report.ts'
import { criterionValue, seconds, VERDICT_WORDS } from './figures.ts'
import type { LlmFigures } from './llm-figures.ts'

/** A batch report as Markdown; tables without rows are left out. */
export function batchMarkdown(report: BatchReport): string {
  const { batch, counts, completeness, runs, llm, ihl, grades } = report
  const lines = [
    `# Batch ${report.batch_id}`,
    '',
    `State ${batch.state}; ${batch.filters.source ? `source ${batch.filters.source}` : 'all sources'}; max jobs ${batch.max_jobs}; workers ${batch.workers ?? 'as many as there are slots'}; asked for by ${batch.requested_by ?? 'nobody named'}.`,
    batch.started_at
      ? `Started ${batch.started_at}, ${batch.finished_at ? `ended ${batch.finished_at}` : 'not ended'}, ${seconds(report.seconds)}.`
      : 'Not started.',
    '',
    '## Counts',
    '',
    ...grid(
      ['total', 'completed', 'of these invalid', 'failed', 'needs review', 'cancelled', 'not ended', 'tickets'],
      [
        [
          counts.total,
          counts.completed,
          counts.invalid,
          counts.failed,
          counts.needs_review,
          counts.cancelled,
          counts.pending + counts.running,
          report.tickets,
        ],
      ],
    ),
    '',
    '## Success criteria',
    '',
    ...grid(
      ['criterion', 'value', 'target, acceptable', 'verdict'],
      report.criteria.map((each) => [each.name, criterionValue(each), each.target, VERDICT_WORDS[each.verdict]]),
    ),
    '',
    '## Completeness',
    '',
    `${completeness.complete} of ${completeness.total} postings with a URL are complete (${completeness.percent} %). Missing URLs: ${completeness.missing_urls}. Invalid: ${completeness.invalid}.`,
    '',
    ...grid(
      ['field', 'present', '%'],
      Object.entries(completeness.by_field).map(([field, { present, percent }]) => [field, present, percent]),
    ),
    '',
    '## Time',
    '',
    `Wall clock ${seconds(report.seconds)}: ${seconds(report.seconds_per_posting)} a posting, ${report.postings_per_second} postings a second. A run took ${seconds(runs.mean_seconds)} in the mean (${seconds(runs.min_seconds)} to ${seconds(runs.max_seconds)}). Retries: ${runs.retries}. Watchdog interventions: ${runs.watchdog}.`,
    `Graders A and B were created ${seconds(grades.mean_ms / 1000)} apart in the mean, ${seconds(grades.max_ms / 1000)} at most (${grades.pairs} pairs).`,
    ...llmLines(llm),
    '',
    ...grid(
      ['baseline of the earlier system', 'a posting', 'times faster'],
      report.baselines.map((each) => [each.name, seconds(each.seconds_per_posting), each.times_faster ?? '-']),
    ),
    '',
    ...grid(
      ['conversation', 'id', 'count', 'mean', 'min', 'max', 'failures'],
      report.by_conversation.map((each) => [
        each.conversation_name,
        each.conversation_id,
        each.count,
        seconds(each.mean_seconds),
        seconds(each.min_seconds),
        seconds(each.max_seconds),
        each.failures,
      ]),
    ),
    ...titled('## Internal Hire Likelihood', [
      ...(ihl.mean === null
        ? []
        : [
            `Mean ${ihl.mean}. ${ihl.by_category.map(({ category, count }) => `${category}: ${count}`).join(', ')}.`,
            '',
          ]),
      ...grid(
        ['score', 'postings'],
        ihl.by_score.map(({ score, count }) => [score, count]),
      ),
    ]),
    ...titled(
      '## Errors',
      grid(
        ['conversation', 'fault', 'error', 'count'],
        report.errors.map((each) => [each.conversation_name, each.fault, each.error, each.count]),
      ),
    ),
    ...titled(
      '## Invalid',
      grid(
        ['posting', 'title', 'reason'],
        report.invalid.map((each) => [each.external_job_id ?? each.posting_id, each.job_title, each.reason]),
      ),
    ),
    ...titled(
      '## Missing URLs',
      grid(
        ['posting', 'title'],
        report.without_url.map((each) => [each.external_job_id ?? each.posting_id, each.job_title]),
      ),
    ),
    ...titled(
      '## Slowest interactions',
      grid(
        ['conversation', 'actor', 'posting', 'time'],
        report.slowest.map((each) => [
          each.conversation_name,
          each.actor_name,
          each.job_title ?? each.posting_id,
          seconds(each.seconds),
        ]),
      ),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function llmLines(llm: LlmFigures): string[] {
  if (llm.calls === 0) return ['No model was called.']
  return [
    `${llm.calls} model calls, ${llm.prompt_tokens} tokens read and ${llm.output_tokens} written, ${llm.loads} ${llm.loads === 1 ? 'load' : 'loads'} (best known: ${llm.best_loads}), ${seconds(llm.makespan_seconds)} against a lower bound of ${seconds(llm.lower_bound_seconds)} (ratio ${llm.ratio}) with ${llm.slots} slots on ${llm.hosts} ${llm.hosts === 1 ? 'host' : 'hosts'}.`,
    '',
    ...grid(
      ['model', 'calls', 'work', 'a load', 'tokens read', 'tokens written'],
      llm.by_model.map((each) => [
        each.model,
        each.calls,
        seconds(each.work_seconds),
        seconds(each.load_seconds),
        each.prompt_tokens,
        each.output_tokens,
      ]),
    ),
    '',
    ...grid(
      ['host', 'calls', 'loads', 'busy', 'slots used %'],
      llm.by_host.map((each) => [
        each.host,
        each.calls,
        each.loads,
        seconds(each.busy_seconds),
        Math.round(each.utilisation * 1000) / 10,
      ]),
    ),
  ]
}

function titled(title: string, body: string[]): string[] {
  return body.length === 0 ? [] : ['', title, '', ...body]
}

function grid(head: string[], rows: readonly (readonly (string | number | null)[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly (string | number | null)[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

/** What stands in a posting must not break out of its cell. */
function cell(value: string | number | null): string {
  return value === null ? '-' : String(value).replace(/\s+/g, ' ').replaceAll('|', '\\|')
}
