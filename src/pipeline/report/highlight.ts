/** A stretch of text and the claims whose evidence covers it; none where nobody quoted it. */
export type Stretch<Claim> = { text: string; claims: Claim[] }

/** Cuts a text at the ends of all spans: each stretch is covered by the same claims from end to end. Overlaps are fine. Pure. */
export function highlight<Claim extends { start: number; end: number }>(
  text: string,
  claims: readonly Claim[],
): Stretch<Claim>[] {
  const within = claims.filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
  const cuts = [...new Set([0, text.length, ...within.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length
    return { text: text.slice(from, to), claims: within.filter(({ start, end }) => start <= from && end >= to) }
  })
}
