import type { Evaluation } from './evaluate.ts'

const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)} %`)
const cut = (value: unknown) => (JSON.stringify(value) ?? 'null').slice(0, 110)

/** The figures as lines of text, the worst fields first, then every miss. */
export function printEvaluation({ pages, fields, verdict, misses, milliseconds }: Evaluation): string[] {
  const lines = [
    `${pages} labelled pages, ${milliseconds.mean.toFixed(2)} ms a page`,
    '',
    'field            right  wrong missing invented absent  accuracy  95 % interval',
    ...[...fields]
      .sort((a, b) => (a.accuracy ?? 1) - (b.accuracy ?? 1) || b.invented - a.invented)
      .map(
        ({ field, right, wrong, missing, invented, absent, accuracy, low, high }) =>
          `${field.padEnd(16)} ${[right, wrong, missing, invented, absent].map((n) => String(n).padStart(6)).join(' ')}   ${percent(accuracy).padStart(8)}  ${percent(low)} to ${percent(high)}`,
      ),
    '',
    `verdict: ${verdict.right} of ${pages} right, F1 of "one opening" ${percent(verdict.f1)}`,
    ...Object.entries(verdict.by_kind).map(
      ([kind, types]) =>
        `  ${kind}: ${Object.entries(types)
          .map(([type, n]) => `${type} ${n}`)
          .join(', ')}`,
    ),
  ]
  if (misses.length > 0) lines.push('', 'misses')
  for (const { page, field, mark, expected, got } of misses)
    lines.push(`  ${page}  ${field} ${mark}: expected ${cut(expected)}, got ${cut(got)}`)
  return lines
}
