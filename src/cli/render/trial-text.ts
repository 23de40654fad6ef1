import type { TrialReport, TrialSide } from '../../pipeline/workflow/trial/trial-report.ts'
import { table } from '../table.ts'

const ROWS: [string, (side: TrialSide) => string | number][] = [
  ['model', ({ model }) => model],
  ['answers', ({ answers }) => answers],
  ['usable', ({ valid }) => percent(valid)],
  ['repaired', ({ repaired }) => (repaired === null ? 'not recorded' : percent(repaired))],
  ['claims that the posting says', ({ grounding }) => percent(grounding)],
  ['agreement with the builtin actor', ({ builtin_agreement }) => percent(builtin_agreement)],
  ['mean seconds', ({ mean_seconds }) => mean_seconds ?? 'none'],
  ['mean prompt tokens', ({ mean_prompt_tokens }) => whole(mean_prompt_tokens)],
  ['mean output tokens', ({ mean_output_tokens }) => whole(mean_output_tokens)],
]

/** A trial as a person reads it: what was recorded and the candidate side by side, then where they differ most. */
export function trialText(report: TrialReport, width: number): string {
  const { recorded, candidate } = report.sides
  const rows = ROWS.map(([name, of]) => ({ name, recorded: String(of(recorded)), candidate: String(of(candidate)) }))
  const apart = report.items
    .filter(({ agreement, fault }) => fault !== null || (agreement ?? 1) < 1)
    .toSorted((a, b) => (a.agreement ?? -1) - (b.agreement ?? -1))
    .slice(0, 10)
  return [
    `Trial of ${report.conversation_name} (${report.conversation_id}) over ${report.sample} past interactions, ${report.skipped} left out.`,
    `Agreement of the candidate with what was recorded: ${percent(report.agreement)}`,
    '',
    table(
      rows,
      [
        { title: '', value: ({ name }) => name },
        { title: 'recorded', value: ({ recorded }) => recorded },
        { title: 'candidate', value: ({ candidate }) => candidate },
      ],
      width,
    ),
    ...(apart.length > 0 ? ['Furthest apart:'] : []),
    ...apart.map(
      ({ interaction_id, posting_id, agreement, fault }) =>
        `  interaction ${interaction_id}, posting ${posting_id}: ${fault ?? percent(agreement)}`,
    ),
    '',
  ].join('\n')
}

function whole(tokens: number | null): string | number {
  return tokens === null ? 'none' : Math.round(tokens)
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${Math.round(share * 1000) / 10} %`
}
