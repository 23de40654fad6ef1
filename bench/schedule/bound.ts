import { familyKey } from '../../src/pipeline/llm/port.ts'
import { lowerBoundSeconds } from '../../src/pipeline/workflow/scheduler/lower-bound.ts'
import { callsOf, chainSeconds, type Posting } from './steps.ts'
import type { Setting } from './winnow.ts'

/** What no schedule of these postings can beat, in seconds. */
export function boundOf(postings: readonly Posting[], { slots, hosts, loadSeconds }: Setting): number {
  const work = new Map<string, number>()
  for (const { family, seconds } of postings.flatMap(callsOf)) {
    work.set(familyKey(family), (work.get(familyKey(family)) ?? 0) + seconds)
  }
  return lowerBoundSeconds({
    families: [...work.values()].map((work_seconds) => ({ work_seconds, load_seconds: loadSeconds })),
    slots,
    hosts,
    longest_chain_seconds: Math.max(0, ...postings.map(chainSeconds)),
    first_load_seconds: loadSeconds,
  })
}

/** Slot seconds of all calls. */
export function workSeconds(postings: readonly Posting[]): number {
  return postings.flatMap(callsOf).reduce((sum, { seconds }) => sum + seconds, 0)
}
