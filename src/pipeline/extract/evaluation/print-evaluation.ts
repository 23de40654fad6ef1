import type { Evaluation } from './evaluate.ts'

const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)} %`)
const cut = (value: unknown) => (JSON.stringify(value) ?? 'null').slice(0, 110)

/** The figures as lines of text, the worst fields first, then every miss. */
export function printEvaluation({ pages, fields, verdict, listing, misses, milliseconds }: Evaluation): string[] {
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
  if (listing.precision !== null || listing.recall !== null)
    lines.push(
      `openings of lists: ${listing.found} found, ${listing.wrong} wrong, ${listing.missed} missed (precision ${percent(listing.precision)}, recall ${percent(listing.recall)})`,
    )
  if (misses.length > 0) lines.push('', 'misses')
  for (const { page, field, mark, expected, got } of misses)
    lines.push(`  ${page}  ${field} ${mark}: expected ${cut(expected)}, got ${cut(got)}`)
  return lines
}

const BOUNDS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01]

/** How often a value was right, by what it was read from and by the confidence that it was given. */
export function printCalibration({ judgements }: Evaluation): string[] {
  const lines = ['field            source       n  right  mean confidence']
  const groups = Map.groupBy(judgements, ({ field, source }) => `${field.padEnd(16)} ${source.padEnd(10)}`)
  for (const [name, of] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(
      `${name} ${String(of.length).padStart(3)}  ${share(of.filter(({ right }) => right).length, of.length)}  ${mean(of.map(({ confidence }) => confidence))}`,
    )
  }
  lines.push('', 'confidence     n  right')
  for (const [at, from] of BOUNDS.slice(0, -1).entries()) {
    const to = BOUNDS[at + 1] ?? 1
    const of = judgements.filter(({ confidence }) => confidence >= from && confidence < to)
    if (of.length > 0)
      lines.push(
        `${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)} ${String(of.length).padStart(4)}  ${share(of.filter(({ right }) => right).length, of.length)}`,
      )
  }
  return lines
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`.padStart(5)
const mean = (values: readonly number[]) => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2)
