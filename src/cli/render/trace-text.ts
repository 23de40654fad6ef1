import type { Trace } from '../../db/traces.ts'
import { seconds } from '../../pipeline/report/figures.ts'
import { cut, table } from '../table.ts'

const WIDTH = 80

/** A run as one line a step. */
export function traceText({ run, interactions }: Trace): string {
  const { workflow_run_id, job_title, status, outcome, outcome_reason } = run
  return [
    cut(`Run ${workflow_run_id}: ${job_title ?? 'posting without title'}`, WIDTH),
    cut([status, outcome, outcome_reason].filter(Boolean).join(', '), WIDTH),
    '',
    table(
      interactions,
      [
        { title: 'conversation', value: ({ conversation_name }) => cut(conversation_name, 36) },
        { title: 'by', value: ({ model_used, actor }) => model_used ?? actor },
        { title: 'status', value: ({ status }) => status },
        { title: 'time', value: (step) => (step.seconds === null ? null : seconds(step.seconds)), align: 'right' },
        { title: 'outcome', value: ({ output }) => (output as { status?: string } | null)?.status ?? '' },
      ],
      WIDTH,
    ),
    '',
    `"winnow trace ${workflow_run_id}" shows what went in and what came out.`,
  ].join('\n')
}
