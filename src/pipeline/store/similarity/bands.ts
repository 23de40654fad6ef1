import { mix } from './shingles.ts'
import { PERMUTATIONS } from './signature.ts'

export type Banding = { bands: number; rows: number }

/** The probability that two texts of this similarity share a band: 1 - (1 - s^rows)^bands, the S-curve of banded MinHash. */
export function candidateProbability(similarity: number, { bands, rows }: Banding): number {
  return 1 - (1 - similarity ** rows) ** bands
}

/** The longest bands, hence the fewest false candidates, that still find a pair at `threshold` with a probability of `recall`. */
export function chooseBanding(threshold: number, recall: number): Banding {
  let chosen: Banding = { bands: PERMUTATIONS, rows: 1 }
  for (let rows = 2; rows <= PERMUTATIONS; rows++) {
    const banding = { bands: Math.floor(PERMUTATIONS / rows), rows }
    if (candidateProbability(threshold, banding) >= recall) chosen = banding
  }
  return chosen
}

/**
 * What the index looks up: one signed 32-bit number a band, its place mixed in, so that only equal bands of the same place meet. Of
 * 100,000 texts, 18 look-ups meet less than 0.001 others by accident.
 */
export function bandsOf(signature: Uint32Array, { bands, rows }: Banding): number[] {
  return Array.from({ length: bands }, (_, band) => {
    let hash = mix(band + 1)
    for (let row = 0; row < rows; row++) hash = mix(hash ^ (signature[band * rows + row] as number))
    return hash | 0
  })
}
