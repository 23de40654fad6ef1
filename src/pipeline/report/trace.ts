import type { Trace, TracedInteraction } from '../../db/traces.ts'

/** A run as Markdown: a head, a table of steps, then each step with its input and output. */
export function traceMarkdown({ run, interactions }: Trace): string {
  const head = [
    `# Run ${run.workflow_run_id}: ${run.job_title ?? 'posting without title'}`,
    '',
    ...facts({
      Posting: run.posting_id,
      'Job id': run.external_job_id,
      Company: run.organization,
      Batch: run.batch_id,
      Status: [run.status, run.outcome, run.outcome_reason].filter(Boolean).join(', '),
      Started: run.started_at,
      Ended: run.completed_at,
      Definition: run.definition_version,
    }),
    '',
    '| # | conversation | actor | status | iteration | attempt | ms | after |',
    '|---|---|---|---|---|---|---|---|',
    ...interactions.map((step) => `| ${tableCells(step).join(' | ')} |`),
  ]
  return [...head, ...interactions.flatMap(section), ''].join('\n')
}

function tableCells(step: TracedInteraction): unknown[] {
  const { interaction_id, conversation_name, actor, status, iteration, attempt, seconds, parent_ids } = step
  return [
    interaction_id,
    conversation_name,
    actor,
    status,
    iteration,
    attempt,
    seconds === null ? '' : (seconds * 1000).toFixed(2),
    parent_ids.join(', '),
  ]
}

function section(step: TracedInteraction): string[] {
  const { interaction_id, conversation_id, conversation_name, actor, status, input, output } = step
  const title = `## ${interaction_id}. ${conversation_name} (${conversation_id}), by ${step.model_used ?? actor}: ${status}`
  return ['', title, '', 'Input', '', ...fenced(input), '', 'Output', '', ...fenced(output)]
}

function facts(values: Record<string, string | null>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value ? [`- ${name}: ${value}`] : []))
}

/** The fence is longer than any run of backticks inside, so that a posting's text cannot close it. */
function fenced(value: unknown): string[] {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}json`, text, fence]
}
