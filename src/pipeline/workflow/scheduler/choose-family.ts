import { type Family, familyKey } from '../../llm/port.ts'
import { backlogs, type FamilyBacklog } from './backlog.ts'
import type { Waiting } from './work-list.ts'

/** A family that the host has loaded, as far as its driver knows. */
export type Resident = {
  family: Family
  /** Seconds of the host's time spent on its calls since it was loaded. */
  worked_seconds: number
  /** Seconds since its last call ended; 0 while one is running. */
  idle_seconds: number
  in_flight: number
}

export type HostView = {
  slots: number
  /** Models that the host keeps in memory at once. */
  loaded: number
  residents: readonly Resident[]
  waiting: readonly Waiting[]
  /** What every other host has loaded. */
  others: readonly { families: readonly Family[] }[]
  /** Families that this host cannot load at present. */
  missing: ReadonlySet<string>
  loadSeconds(family: Family): number
  /** LLM_MAX_WAIT. */
  max_wait_seconds: number
}

/** What the host does next: serve a family, maybe in place of a loaded one once its calls have ended, or nothing for now. */
export type Choice =
  | { kind: 'serve'; family: Family; instead_of: Family | null; reason: 'resident' | 'overdue' | 'worth_most' }
  | { kind: 'wait'; reason: 'nothing' | 'busy' | 'work_is_coming' }

/**
 * A loaded family has the host while it has work: leaving it costs a load now and one to come back. One that other hosts serve as well
 * is left after so many loads' worth of work for a family that no host serves and that is worth so many times as much.
 */
const KEEP_LOADS_SHARED = 3
const WORTH_LEAVING_FOR = 4
/**
 * What is left of a family must keep the hosts that serve it busy for so many loads before another host loads it too: in a closed batch,
 * which every pair of hands ends sooner, and in a stream, where the host will be missed at the family it left.
 */
const JOIN_LOADS_CLOSED = 2
const JOIN_LOADS_OPEN = 4
/** Ages count from here: what is youngest is not worthless, and age weighs only when it has become a good part of an hour. */
const AGE_FLOOR_SECONDS = 1_000

/**
 * Decides what a host does with its free capacity. In this order: one switch for work that is about to wait longer than LLM_MAX_WAIT;
 * a family into memory that is free; another in place of one that has run dry; else what is loaded, for as long as it has work.
 */
export function chooseFamily(view: HostView): Choice {
  const families = backlogs(view)
  const overdue = mostOverdue(view, families)
  if (overdue) return overdue
  const best = bestCandidate(view, families)
  const hasWork = ({ family }: Resident) => (families.get(familyKey(family))?.jobs ?? 0) > 0
  const busy = view.residents.find(hasWork)
  if (best && view.residents.length < view.loaded) return serve(best, null, 'worth_most')
  const dry = view.residents.filter((one) => one.in_flight === 0 && !hasWork(one))
  const leave = dry.toSorted((a, b) => comingTo(families, a) - comingTo(families, b))[0]
  if (best && leave) {
    // A family for which other hosts are making work is waited for as long as loading it again would take, and no longer.
    const patient = comingTo(families, leave) > 0 && leave.idle_seconds < view.loadSeconds(leave.family)
    if (!patient) return serve(best, leave, 'worth_most')
    if (!busy) return { kind: 'wait', reason: 'work_is_coming' }
  }
  if (!busy) return { kind: 'wait', reason: best ? 'busy' : 'nothing' }
  const shared =
    best?.served === 0 ? view.residents.find((one) => isWorthLeaving(view, families, one, best)) : undefined
  if (best && shared) return serve(best, shared, 'worth_most')
  return { kind: 'serve', family: busy.family, instead_of: null, reason: 'resident' }
}

const serve = ({ family }: FamilyBacklog, leave: Resident | null, reason: 'overdue' | 'worth_most'): Choice => ({
  kind: 'serve',
  family,
  instead_of: leave?.family ?? null,
  reason,
})
const comingTo = (families: Map<string, FamilyBacklog>, { family }: Resident) =>
  families.get(familyKey(family))?.coming_served_seconds ?? 0

function isWorthLeaving(
  view: HostView,
  families: Map<string, FamilyBacklog>,
  one: Resident,
  best: FamilyBacklog,
): boolean {
  const own = families.get(familyKey(one.family))
  if (!own || own.served === 0) return false
  const kept = one.worked_seconds >= KEEP_LOADS_SHARED * view.loadSeconds(one.family)
  return kept && value(view, best) > WORTH_LEAVING_FOR * value(view, own)
}

/** (Expected work x age) per second of loading, shared with the hosts that serve the family already. */
function value(view: HostView, family: FamilyBacklog): number {
  const work = family.expected_seconds + family.unlocks_seconds
  const age = family.oldest_seconds + AGE_FLOOR_SECONDS
  return (work * age) / Math.max(view.loadSeconds(family.family), 1) / (1 + family.served)
}

function bestCandidate(view: HostView, families: Map<string, FamilyBacklog>): FamilyBacklog | null {
  const loaded = new Set(view.residents.map(({ family }) => familyKey(family)))
  const candidates = [...families.values()].filter(
    (one) => one.jobs > 0 && !loaded.has(one.key) && !view.missing.has(one.key) && worthLoading(view, one),
  )
  return candidates.toSorted((a, b) => value(view, b) - value(view, a))[0] ?? null
}

/** Whether the hosts that have the family loaded would be busy with what is left of it for much longer than loading it here takes. */
function worthLoading(view: HostView, one: FamilyBacklog): boolean {
  if (one.served === 0) return true
  const seconds = (one.expected_seconds + one.coming_seconds) / (one.served * view.slots)
  const loads = one.oldest_open_seconds === null ? JOIN_LOADS_CLOSED : JOIN_LOADS_OPEN
  return seconds > loads * view.loadSeconds(one.family)
}

function mostOverdue(view: HostView, families: Map<string, FamilyBacklog>): Choice | null {
  const late = [...families.values()]
    .filter((one) => {
      if (one.jobs === 0 || one.oldest_open_seconds === null || view.missing.has(one.key)) return false
      // Hosts that serve it already are in time; they are helped when they are not.
      const ahead = one.served > 0 ? 0 : view.loadSeconds(one.family)
      return one.oldest_open_seconds >= view.max_wait_seconds - ahead
    })
    .toSorted((a, b) => (b.oldest_open_seconds ?? 0) - (a.oldest_open_seconds ?? 0))[0]
  if (!late) return null
  const loaded = view.residents.some(({ family }) => familyKey(family) === late.key)
  if (loaded || view.residents.length < view.loaded) return serve(late, null, 'overdue')
  // Loading never takes more of a host's time than working does, however late everything is.
  const worth = ({ family }: Resident) => {
    const own = families.get(familyKey(family))
    return own && own.jobs > 0 ? value(view, own) : 0
  }
  const leave = view.residents
    .filter((one) => one.worked_seconds >= view.loadSeconds(one.family) || one.in_flight === 0)
    .toSorted((a, b) => worth(a) - worth(b))[0]
  return leave ? serve(late, leave, 'overdue') : null
}
