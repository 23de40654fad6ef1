import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Evaluation } from './evaluate.ts'
import type { LabelledPage } from './labelled-pages.ts'

/** Counts that may only improve: of right values and verdicts upwards, of invented values downwards. */
export type Figures = {
  pages: number
  verdicts: number
  right: Record<string, number>
  invented: number
  listed: number
}
/** One entry for each set of labelled pages, by the hash of its labels: figures of different sets are never compared. */
export type Baseline = Record<string, Figures>

export function keyOfPages(pages: readonly LabelledPage[]): string {
  const hash = createHash('sha256')
  for (const { name, expected } of pages) hash.update(JSON.stringify([name, expected]))
  return hash.digest('hex').slice(0, 16)
}

export function figuresOf({ pages, fields, verdict, listing }: Evaluation): Figures {
  return {
    pages,
    verdicts: verdict.right,
    right: Object.fromEntries(fields.map(({ field, right, absent }) => [field, right + absent])),
    invented: fields.reduce((sum, { invented }) => sum + invented, 0),
    listed: listing.found - listing.wrong,
  }
}

export function readBaseline(file: string): Baseline {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline) : {}
}

/** What is worse than it was, in words; none for a set that was never measured. */
export function fallsBelow(before: Figures | undefined, now: Figures): string[] {
  if (!before) return []
  const worse: string[] = []
  if (now.verdicts < before.verdicts) worse.push(`verdicts: ${now.verdicts}, was ${before.verdicts}`)
  if (now.listed < before.listed) worse.push(`openings of lists: ${now.listed}, was ${before.listed}`)
  if (now.invented > before.invented) worse.push(`invented values: ${now.invented}, was ${before.invented}`)
  for (const [field, right] of Object.entries(before.right)) {
    const is = now.right[field] ?? 0
    if (is < right) worse.push(`${field}: ${is} right, was ${right}`)
  }
  return worse
}

/** Keeps the figures of a set; those that would fall are refused, and their reasons returned. */
export function saveBaseline(file: string, key: string, now: Figures): string[] {
  const baseline = readBaseline(file)
  const worse = fallsBelow(baseline[key], now)
  if (worse.length > 0) return worse
  writeFileSync(file, `${JSON.stringify({ ...baseline, [key]: now }, null, 2)}\n`)
  return []
}
