import type { Candidate } from '../candidate.ts'
import type { Extracted } from '../extracted-page.ts'

/** What a candidate means; `key` tells candidates that say the same. */
export type Reading<T> = { value: T; key: string; note?: string }

type Group<T> = {
  value: T
  best: Candidate
  weight: number
  doubt: number
  rules: Set<string>
  first: number
  note?: string
}

/**
 * The value that the candidates speak for most. Candidates that say the same support one another, each rule once: as if their doubts were
 * independent. Of equal ones the first in the page counts. A candidate that cannot be read supports nothing.
 */
export function rank<T>(
  candidates: readonly Candidate[],
  weightOf: (candidate: Candidate) => number,
  read: (candidate: Candidate) => Reading<T> | null,
): Extracted<T> | null {
  return ranked(candidates, weightOf, read)[0] ?? null
}

/** All values, the best supported first. */
export function ranked<T>(
  candidates: readonly Candidate[],
  weightOf: (candidate: Candidate) => number,
  read: (candidate: Candidate) => Reading<T> | null,
): Extracted<T>[] {
  const groups = new Map<string, Group<T>>()
  for (const candidate of candidates) {
    const weight = weightOf(candidate)
    if (weight <= 0) continue
    const reading = read(candidate)
    if (reading === null) continue
    const at = candidate.span?.start ?? Number.POSITIVE_INFINITY
    const group = groups.get(reading.key)
    if (!group) {
      const { value, note } = reading
      groups.set(reading.key, {
        value,
        best: candidate,
        weight,
        doubt: 1 - weight,
        rules: new Set([candidate.rule]),
        first: at,
        ...(note ? { note } : {}),
      })
      continue
    }
    if (!group.rules.has(candidate.rule)) {
      group.rules.add(candidate.rule)
      group.doubt *= 1 - weight
    }
    group.first = Math.min(group.first, at)
    // Of two that say the same the better source is named; at a tie the text, so that the order of readers does not count.
    if (weight > group.weight || (weight === group.weight && isBefore(candidate, group.best))) {
      Object.assign(group, { value: reading.value, best: candidate, weight })
    }
  }
  return [...groups.values()]
    .sort((a, b) => a.doubt - b.doubt || a.first - b.first || (a.best.raw < b.best.raw ? -1 : 1))
    .map(({ value, best, doubt, note }) => extracted(value, best, 1 - doubt, note))
}

function isBefore(a: Candidate, b: Candidate): boolean {
  const [at, bt] = [a.span?.start ?? Number.POSITIVE_INFINITY, b.span?.start ?? Number.POSITIVE_INFINITY]
  return at < bt || (at === bt && a.raw < b.raw)
}

const LONGEST_RAW = 1_000

export function extracted<T>(
  value: T | null,
  { reader, raw, span }: Candidate,
  confidence: number,
  note?: string,
): Extracted<T> {
  return {
    value,
    source: reader,
    confidence: Math.round(Math.min(0.99, confidence) * 100) / 100,
    raw: raw.slice(0, LONGEST_RAW),
    ...(span ? { span } : {}),
    ...(note ? { note } : {}),
  }
}
