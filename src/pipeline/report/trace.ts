import type { Trace, TracedInteraction } from '../../db/traces.ts'
import { factsOfRun, factsOfStep, outputOf, quotesOf, slotsOf } from './trace-parts.ts'

/** A run as Markdown: a head, a table of steps, then each step with its origin, input and output. Texts cannot break out of it. */
export function traceMarkdown({ run, interactions, description }: Trace): string {
  const head = [
    `# Run ${run.workflow_run_id}: ${oneLine(run.job_title ?? 'posting without title')}`,
    '',
    ...listOf(factsOfRun(run)),
    '',
    '| # | conversation | actor | status | iteration | attempt | ms | after |',
    '|---|---|---|---|---|---|---|---|',
    ...interactions.map(
      (step) =>
        `| ${tableCells(step)
          .map((cell) => oneLine(String(cell)))
          .join(' | ')} |`,
    ),
  ]
  return [...head, ...interactions.flatMap((step) => section(step, description)), ''].join('\n')
}

function tableCells(step: TracedInteraction): unknown[] {
  const { interaction_id, conversation_name, actor, status, iteration, attempt, seconds, parent_ids } = step
  return [
    interaction_id,
    conversation_name,
    actor,
    step.copied_from === null ? status : `${status}, taken over from ${step.copied_from}`,
    iteration,
    attempt,
    seconds === null ? '' : (seconds * 1000).toFixed(2),
    parent_ids.join(', '),
  ]
}

function section(step: TracedInteraction, description: string | null): string[] {
  const { interaction_id, conversation_id, conversation_name, actor, status, input, output } = step
  const title = `## ${interaction_id}. ${conversation_name} (${conversation_id}), by ${step.model_used ?? actor}: ${status}`
  const { check, dropped } = outputOf(step)
  const quotes = quotesOf(step, description)
  return [
    '',
    oneLine(title),
    '',
    ...listOf(factsOfStep(step)),
    ...listOf(slotsOf(step).map(({ slot, producer, hash }) => [`Slot ${slot}`, `${producer} (${hash})`])),
    ...listOf(quotes.map(({ start, end, quote }) => [`Evidence ${start}-${end}`, `"${quote}"`])),
    ...(check === undefined ? [] : ['', 'Check', '', ...fenced(check)]),
    ...(dropped === undefined ? [] : ['', 'Dropped', '', ...fenced(dropped)]),
    '',
    'Input',
    '',
    ...fenced(input),
    '',
    'Output',
    '',
    ...fenced(output),
  ]
}

function listOf(facts: readonly (readonly [string, string])[]): string[] {
  return facts.map(([name, value]) => `- ${oneLine(name)}: ${oneLine(value)}`)
}

/** A text of the posting stays in its line and is shown as it is: no heading, no table cell, no link, no tag of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*[\]<>|]/g, '\\$&')
}

/** The fence is longer than any run of backticks inside, so that a posting's text cannot close it. */
function fenced(value: unknown): string[] {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}json`, text, fence]
}
