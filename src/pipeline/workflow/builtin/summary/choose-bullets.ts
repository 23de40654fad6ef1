import type { Bullet } from '../../records.ts'
import type { Candidate } from './candidates.ts'
import { overlap, SAME, SAME_ACROSS } from './terms.ts'

/** A section shows this many bullets where the posting says as much. Source: the seeds' summary template (3-5). */
export const MOST_BULLETS = 5
export const FEWEST_BULLETS = 3

/** The best bullets that do not repeat one another, in the order of the text. */
export function chooseBullets(candidates: readonly Candidate[], taken: readonly ReadonlySet<string>[] = []): Bullet[] {
  const chosen: Candidate[] = []
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    if (chosen.length === MOST_BULLETS) break
    if (candidate.score < 0 && chosen.length >= FEWEST_BULLETS) continue
    if (chosen.some(({ terms }) => overlap(terms, candidate.terms) >= SAME)) continue
    if (taken.some((terms) => overlap(terms, candidate.terms) >= SAME_ACROSS)) continue
    chosen.push(candidate)
  }
  return inOrder(chosen)
}

/** Bullets that together cover as many of the wanted terms as they can; sound ones only. */
export function chooseByCoverage(candidates: readonly Candidate[], wanted: ReadonlySet<string>): Bullet[] {
  const chosen: Candidate[] = []
  const missing = new Set(wanted)
  const rest = candidates.filter(({ sound }) => sound)
  while (chosen.length < MOST_BULLETS && rest.length > 0) {
    let best = 0
    let bestGain = -Infinity
    for (const [index, { terms, score }] of rest.entries()) {
      const gain = [...terms].filter((term) => missing.has(term)).length + score / 20
      if (gain > bestGain) [best, bestGain] = [index, gain]
    }
    const [candidate] = rest.splice(best, 1)
    if (!candidate || chosen.some(({ terms }) => overlap(terms, candidate.terms) >= SAME)) continue
    chosen.push(candidate)
    for (const term of candidate.terms) missing.delete(term)
  }
  return inOrder(chosen)
}

const inOrder = (chosen: readonly Candidate[]): Bullet[] =>
  chosen.map(({ bullet }) => bullet).sort((a, b) => a.evidence.start - b.evidence.start)
