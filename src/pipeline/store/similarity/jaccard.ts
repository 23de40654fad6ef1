/** Shared shingles among all shingles of two texts, 0 to 1; both ascending without repeats. Two empty sets share nothing. */
export function jaccard(one: Uint32Array, other: Uint32Array): number {
  let shared = 0
  let left = 0
  let right = 0
  while (left < one.length && right < other.length) {
    const a = one[left] as number
    const b = other[right] as number
    if (a === b) shared++
    if (a <= b) left++
    if (b <= a) right++
  }
  const all = one.length + other.length - shared
  return all === 0 ? 0 : shared / all
}
