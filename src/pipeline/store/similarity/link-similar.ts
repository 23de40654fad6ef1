import { lockLinks, saveLinks } from '../../../db/duplicate-links.ts'
import type { Database } from '../../../db/engine.ts'
import {
  claimDue,
  findCandidates,
  forgetFingerprints,
  readCompared,
  renewFingerprints,
  saveFingerprints,
} from '../../../db/fingerprints.ts'
import { retryTransaction } from '../../../db/retry-transaction.ts'
import { FINGERPRINT_VERSION, fingerprintOf } from './fingerprint.ts'
import { matchOpenings, worthReading } from './match-openings.ts'
import { regroup } from './regroup.ts'

/** Postings of one part: their texts are read in one go, which holds the event loop for about 100 ms. */
const POSTINGS_A_PART = 50

export type LinkOptions = {
  /** Postings looked at, at most. */
  limit: number
  /** Ends the work after the part in hand. */
  signal?: AbortSignal | undefined
}

/** `done`: no posting is left that this process could look at. */
export type LinkResult = { compared: number; linked: number; unlinked: number; done: boolean }

/**
 * Links near-duplicates among live postings: takes those off the list that came or changed since they were compared. A posting leaves
 * the list with the transaction that wrote its links, so this may be ended and begun anew at any time, by any number of processes at
 * once: of two postings that match, whoever looks second sees the other's fingerprint.
 */
export async function linkSimilar(database: Database, { limit, signal }: LinkOptions): Promise<LinkResult> {
  await renewFingerprints(database.db, FINGERPRINT_VERSION)
  const result: LinkResult = { compared: 0, linked: 0, unlinked: 0, done: false }
  let after = 0
  let released = false
  while (result.compared < limit && !signal?.aborted) {
    const due = await fingerprintPart(database, after, Math.min(POSTINGS_A_PART, limit - result.compared))
    after = due.last
    released ||= due.gone > 0
    if (due.present.length > 0) {
      const part = await linkPart(database, due.present)
      result.compared += due.present.length
      result.linked += part.linked
      result.unlinked += part.unlinked
      released ||= part.released
    } else if (due.gone === 0) {
      if (!released) return { ...result, done: true }
      // What lost its original meanwhile may stand before the place that was reached.
      after = 0
      released = false
    }
  }
  return result
}

type DuePart = { present: number[]; gone: number; last: number }

/** Claimed rows are skipped by other processes; what was made for them is there for all once this ends. */
async function fingerprintPart(database: Database, after: number, limit: number): Promise<DuePart> {
  return retryTransaction(database, async (tx) => {
    const due = await claimDue(tx, { after, limit })
    const present = due.filter(({ gone }) => !gone)
    const gone = due.filter((posting) => posting.gone).map(({ posting_id }) => posting_id)
    await forgetFingerprints(tx, gone)
    await saveFingerprints(tx, present.map(fingerprintOf))
    const last = due.at(-1)?.posting_id ?? after
    return { present: present.map(({ posting_id }) => posting_id), gone: gone.length, last }
  })
}

type LinkedPart = { linked: number; unlinked: number; released: boolean }

async function linkPart(database: Database, ids: readonly number[]): Promise<LinkedPart> {
  const pairs = worthReading(await findCandidates(database.db, ids))
  const members = [...new Set([...ids, ...pairs.flatMap(({ candidate_id }) => candidate_id)])]
  const compared = await readCompared(database.db, members)
  const matches = matchOpenings(pairs, compared)
  return retryTransaction(database, async (tx) => {
    const { standings, unchanged } = await lockLinks(tx, compared)
    const valid = matches.filter(({ older, newer }) => unchanged.has(older) && unchanged.has(newer))
    const looked = ids.filter((id) => unchanged.has(id))
    const { changed, again } = regroup(standings, looked, valid)
    await saveLinks(tx, { changed, again, looked })
    const linked = changed.filter(({ duplicate_of }) => duplicate_of !== null).length
    return { linked, unlinked: changed.length - linked, released: again.length > 0 }
  })
}
