import { errors, type WinnowError } from '../../errors.ts'
import { ALLOW_ALL, type RobotsRules, readRobots } from './robots-rules.ts'

/** RFC 9309 2.4: no copy is used for longer than a day. */
const KEPT_MS = 24 * 3_600_000
/** A site that cannot show its rules is left alone this long. */
const UNREACHABLE_MS = 5 * 60_000
const REMEMBERED_ORIGINS = 1_000

/** What asking for a robots.txt gave: its text, the status of another answer, or the failure of asking. */
export type LoadedRobots = { text: string } | { status: number } | { failure: WinnowError }

type Entry = { rules: Promise<RobotsRules>; until: number }

export type Robots = ReturnType<typeof createRobots>

/**
 * The rules of sites, read once a day. By RFC 9309 2.3.1 a 4xx means that there are none, a 5xx or no answer that everything is forbidden
 * for the moment; 429 counts with the latter, because it asks for fewer requests.
 */
export function createRobots({ load, now }: { load(url: URL): Promise<LoadedRobots>; now(): number }) {
  const entries = new Map<string, Entry>()

  async function read(origin: string, entry: Entry): Promise<RobotsRules> {
    const loaded = await load(new URL('/robots.txt', origin))
    entry.until = now() + KEPT_MS
    if ('text' in loaded) return readRobots(origin, loaded.text)
    if ('status' in loaded && loaded.status < 500 && loaded.status !== 429) return ALLOW_ALL
    entry.until = now() + UNREACHABLE_MS
    if ('failure' in loaded) throw loaded.failure
    const retryAfterSeconds = UNREACHABLE_MS / 1_000
    const why = `cannot be read (status ${loaded.status}), which forbids everything for now`
    throw errors.fetchForbiddenByRobots(new URL(origin).host, why, { retryAfterSeconds })
  }

  return {
    /** The rules of an origin. Throws FETCH_FORBIDDEN_BY_ROBOTS or the failure of asking while they cannot be known. */
    rulesOf(origin: string): Promise<RobotsRules> {
      const known = entries.get(origin)
      if (known && known.until > now()) return known.rules
      entries.delete(origin)
      const oldest = entries.size >= REMEMBERED_ORIGINS ? entries.keys().next().value : undefined
      if (oldest !== undefined) entries.delete(oldest)
      // Until it has been read, everybody waits for the same reading.
      const entry: Entry = { rules: Promise.resolve(ALLOW_ALL), until: Number.POSITIVE_INFINITY }
      entry.rules = read(origin, entry)
      // Who asked may have left: a failure that nobody awaits would end the process.
      entry.rules.catch(() => undefined)
      entries.set(origin, entry)
      return entry.rules
    },
  }
}
