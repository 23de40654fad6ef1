import { type Family, familyKey } from '../../llm/port.ts'
import type { Waiting } from './work-list.ts'

/** All that waits for one family, and what the rest of the backlog has to do with it. Seconds of one slot. */
export type FamilyBacklog = {
  key: string
  family: Family
  jobs: number
  expected_seconds: number
  oldest_seconds: number
  oldest_open_seconds: number | null
  /** Work of other families that cannot begin before this one's. */
  unlocks_seconds: number
  /** Work of this family that waits behind other families' work. */
  coming_seconds: number
  /** The part of it that waits behind families which other hosts serve. */
  coming_served_seconds: number
  /** Other hosts that have it loaded. */
  served: number
}

/** The backlog by family, with the families that have nothing waiting but something coming. */
export function backlogs(view: {
  waiting: readonly Waiting[]
  others: readonly { families: readonly Family[] }[]
}): Map<string, FamilyBacklog> {
  const served = new Map<string, number>()
  for (const { families } of view.others) {
    for (const family of families) served.set(familyKey(family), (served.get(familyKey(family)) ?? 0) + 1)
  }
  const all = new Map<string, FamilyBacklog>()
  const backlogOf = (family: Family): FamilyBacklog => {
    const key = familyKey(family)
    const found = all.get(key)
    if (found) return found
    const empty = { jobs: 0, expected_seconds: 0, oldest_seconds: 0, oldest_open_seconds: null }
    const fresh = { unlocks_seconds: 0, coming_seconds: 0, coming_served_seconds: 0, served: served.get(key) ?? 0 }
    const backlog: FamilyBacklog = { key, family, ...empty, ...fresh }
    all.set(key, backlog)
    return backlog
  }
  for (const waiting of view.waiting) {
    if (waiting.jobs === 0) continue
    const own = backlogOf(waiting.family)
    own.jobs += waiting.jobs
    own.expected_seconds += waiting.expected_seconds
    own.oldest_seconds = Math.max(own.oldest_seconds, waiting.oldest_seconds)
    if (waiting.oldest_open_seconds !== null) {
      own.oldest_open_seconds = Math.max(own.oldest_open_seconds ?? 0, waiting.oldest_open_seconds)
    }
    for (const { family, expected_seconds } of (waiting.following ?? []).flat()) {
      const later = backlogOf(family)
      if (later !== own) own.unlocks_seconds += expected_seconds
      later.coming_seconds += expected_seconds
      if (later !== own && own.served > 0) later.coming_served_seconds += expected_seconds
    }
  }
  return all
}
