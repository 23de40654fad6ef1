import type { JobObject } from '../candidate.ts'
import type { PageDocument, Script } from '../document/page-node.ts'
import { urlOf } from './job-url.ts'
import { copyTree, type TreeIndex } from './json-tree.ts'
import { parseJson } from './parse-json.ts'
import { isJobPosting } from './schema-names.ts'

/** Values of one page that are looked at. */
const MOST_NODES = 200_000
/** Postings that one page may list. */
const MOST_JOBS = 1000
/** Scripts without a posting are read for what they define when a posting points at it: not beyond this length. */
const LONGEST_DEFINITIONS = 300_000

/**
 * JobPostings of a page's JSON-LD in document order, in whatever the page wraps them, references by `@id` filled in. A block that
 * cannot be read costs no other block; a posting that stands there twice is one.
 */
export function readJsonLd(page: PageDocument): JobObject[] {
  const scripts = page.scripts.filter(isJsonLd)
  const wanted = scripts.filter(({ text }) => /jobposting/i.test(text))
  if (wanted.length === 0) return []
  const found = search(wanted)
  const index: TreeIndex = { byId: found.byId, missed: false, nodes: MOST_NODES }
  let jobs = found.jobs.map((job) => copyTree(job, index))
  if (index.missed) {
    const others = scripts.filter((script) => !wanted.includes(script) && script.text.length <= LONGEST_DEFINITIONS)
    const byId = new Map([...search(others).byId, ...found.byId])
    jobs = found.jobs.map((job) => copyTree(job, { byId, missed: false, nodes: MOST_NODES }))
  }
  return distinct(jobs.filter((job) => typeof job === 'object' && job !== null && !Array.isArray(job)))
}

export function isJsonLd({ type }: Script): boolean {
  return type === 'application/ld+json' || type === 'application/json+ld' || type === 'ld+json'
}

type Found = { jobs: object[]; byId: Map<string, object> }

/** Walks without recursion: a list in a list in a list has no limit of depth here. */
function search(scripts: readonly Script[]): Found {
  const found: Found = { jobs: [], byId: new Map() }
  let nodes = 0
  for (const { text } of scripts) {
    const stack = parseJson(text).reverse()
    /** Length of the stack below the children of the posting that is being walked; -1 outside of postings. */
    let job = -1
    while (stack.length > 0 && nodes++ < MOST_NODES && found.jobs.length < MOST_JOBS) {
      if (stack.length <= job) job = -1
      const one = stack.pop()
      if (typeof one !== 'object' || one === null) continue
      // A posting inside a posting is a neighbour of it ("similar jobs"), not an opening of the page.
      if (job < 0 && isJob(one)) {
        found.jobs.push(one)
        job = stack.length
      }
      if (!Array.isArray(one)) remember(one, found.byId)
      const inner = Array.isArray(one) ? one : Object.values(one)
      for (let at = inner.length - 1; at >= 0; at--) stack.push(inner[at])
    }
  }
  return found
}

function isJob(one: object): boolean {
  const record = one as Record<string, unknown>
  // Schema.org's own context lets "type" stand for "@type".
  const type = record['@type'] ?? record.type
  const isOne = Array.isArray(type)
    ? type.some((each) => typeof each === 'string' && isJobPosting(each))
    : typeof type === 'string' && isJobPosting(type)
  // A mere reference to a posting is none.
  return isOne && Object.keys(record).some((key) => !key.startsWith('@'))
}

function remember(one: object, byId: Map<string, object>): void {
  const id = (one as Record<string, unknown>)['@id']
  if (typeof id !== 'string' || byId.has(id)) return
  if (Object.keys(one).some((key) => key !== '@id' && key !== '@type')) byId.set(id, one)
}

function distinct(jobs: readonly unknown[]): JobObject[] {
  const seen = new Set<string>()
  const kept: JobObject[] = []
  for (const job of jobs) {
    const key = JSON.stringify(job)
    if (seen.has(key)) continue
    seen.add(key)
    const properties = job as Record<string, unknown>
    kept.push({ reader: 'jsonld', properties, url: urlOf(properties) })
  }
  return kept
}
