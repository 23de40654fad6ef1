import type { JobObject } from '../candidate.ts'
import type { PageDocument } from '../document/page-node.ts'
import { urlOf } from './job-url.ts'
import { PROTOTYPE_KEYS } from './schema-names.ts'
import { jobOfState } from './state-job.ts'
import { stateSources } from './state-sources.ts'

const MOST_NODES = 50_000
const DEEPEST = 24
const MOST_JOBS = 500

type Node = { value: unknown; key: string; depth: number }

/**
 * Postings in the state that a page keeps for its own application, under schema.org's names: only objects that plainly are one. What
 * lies inside such an object belongs to it. An object that stands there twice is one.
 */
export function readAppState(page: PageDocument): JobObject[] {
  const jobs = new Map<string, JobObject>()
  let nodes = 0
  for (const source of stateSources(page)) {
    const stack: Node[] = [{ value: source, key: '', depth: 0 }]
    while (stack.length > 0 && nodes++ < MOST_NODES && jobs.size < MOST_JOBS) {
      const { value, key, depth } = stack.pop()!
      if (typeof value !== 'object' || value === null || depth > DEEPEST) continue
      const properties = Array.isArray(value) ? null : jobOfState(value as Record<string, unknown>, key)
      if (properties !== null) {
        const id = JSON.stringify([properties.title, properties.description, properties.jobLocation])
        if (!jobs.has(id)) jobs.set(id, { reader: 'state', properties, url: urlOf(properties) })
        continue
      }
      // A list's elements are of the kind that its own key names.
      const inner = Array.isArray(value) ? value.map((one) => [key, one] as const) : Object.entries(value)
      for (let at = Math.min(inner.length, MOST_NODES) - 1; at >= 0; at--) {
        const [name, one] = inner[at]!
        if (typeof one === 'object' && one !== null && !PROTOTYPE_KEYS.has(name))
          stack.push({ value: one, key: name, depth: depth + 1 })
      }
    }
  }
  return [...jobs.values()]
}
