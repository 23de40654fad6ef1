/** What a closed batch asks of its hosts. Seconds; work is that of one slot, without loading. */
export type BoundInput = {
  families: readonly { work_seconds: number; load_seconds: number }[]
  /** Calls a host answers at once. */
  slots: number
  hosts: number
  /** Seconds of the longest chain of one posting, without loading. */
  longest_chain_seconds: number
  /** Load of the family that the longest chain begins with. */
  first_load_seconds: number
}

/**
 * Seconds that no schedule of a closed batch can beat, when a host computes for one family at a time and starts with none loaded: all
 * work and one load of each family spread evenly over every slot, or the longest chain with its first load. 0 without families.
 */
export function lowerBoundSeconds(input: BoundInput): number {
  const { families, slots, hosts, longest_chain_seconds, first_load_seconds } = input
  if (families.length === 0) return 0
  const occupied = families.reduce(
    (sum, { work_seconds, load_seconds }) => sum + work_seconds + slots * load_seconds,
    0,
  )
  return Math.max(occupied / (slots * hosts), longest_chain_seconds + first_load_seconds)
}
