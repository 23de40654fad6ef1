import { mayMatch, type NeededTriples, neededTriples, type Triples, triplesOf } from '../../text/needed-letters.ts'

/** A pattern that is tried only on texts which hold the letters it needs: most pages hold the words of one language. */
export type WordPattern<T> = { means: T; pattern: RegExp; needed: NeededTriples | null }
export type WordMatch<T> = { means: T; word: string; start: number; end: number }

/** Patterns of `alternatives` between word boundaries, `after` right behind them. */
export function wordPattern<T>(means: T, alternatives: string, after = ''): WordPattern<T> {
  return {
    means,
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${alternatives})(?![\\p{L}\\d])${after}`, 'gu'),
    needed: neededTriples(alternatives),
  }
}

/** Matches of all patterns in a folded text, pattern by pattern, at most `most` of each. */
export function* matchWords<T>(
  patterns: readonly WordPattern<T>[],
  folded: string,
  most: number,
  triples: Triples = triplesOf(folded),
): Generator<WordMatch<T>> {
  for (const { means, pattern, needed } of patterns) {
    if (!mayMatch(triples, needed)) continue
    let count = 0
    for (const match of folded.matchAll(pattern)) {
      if (++count > most) break
      yield { means, word: match[0], start: match.index, end: match.index + match[0].length }
    }
  }
}
