import { mix } from './shingles.ts'

/** Components of a signature. The estimate of a similarity s is off by sqrt(s (1 - s) / 128): 0.035 at 0.8. */
export const PERMUTATIONS = 128
const BIN_SHIFT = 32 - Math.log2(PERMUTATIONS)
const EMPTY = 0xffffffff

/**
 * MinHash by one permutation: every shingle falls into one of 128 bins by its high bits, each bin keeps its least. A bin that stays
 * empty copies one that did not, found by a walk that depends on the bin alone (optimal densification, Shrivastava 2017), so that two
 * texts agree in a component as often as their sets do. One hash a shingle instead of 128. null without shingles.
 */
export function signatureOf(shingles: Uint32Array): Uint32Array | null {
  if (shingles.length === 0) return null
  const bins = new Uint32Array(PERMUTATIONS).fill(EMPTY)
  for (const shingle of shingles) {
    const hash = mix(shingle ^ 0x5bd1e995)
    const bin = hash >>> BIN_SHIFT
    if (hash < (bins[bin] as number)) bins[bin] = hash
  }
  return densify(bins)
}

/** Share of equal components: an estimate of the Jaccard similarity without bias. */
export function estimate(one: Uint32Array, other: Uint32Array): number {
  let equal = 0
  for (let index = 0; index < PERMUTATIONS; index++) if (one[index] === other[index]) equal++
  return equal / PERMUTATIONS
}

function densify(bins: Uint32Array): Uint32Array {
  const full = bins.slice()
  for (let bin = 0; bin < PERMUTATIONS; bin++) {
    if (bins[bin] !== EMPTY) continue
    let attempt = 1
    let donor = bin
    while (bins[donor] === EMPTY) donor = mix(bin * 0x10001 + attempt++) % PERMUTATIONS
    full[bin] = bins[donor] as number
  }
  return full
}

export function signatureToBytes(signature: Uint32Array): Buffer {
  const bytes = Buffer.alloc(signature.length * 4)
  signature.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4)
  })
  return bytes
}

export function signatureFromBytes(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4))
}
