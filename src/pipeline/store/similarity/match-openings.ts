import type { CandidatePair, ComparedPosting } from '../../../db/fingerprints.ts'
import { jaccard } from './jaccard.ts'
import { ownText } from './own-text.ts'
import { cityKeys, comparePlaces } from './places.ts'
import type { Match } from './regroup.ts'
import { judge, type Opening, THRESHOLD } from './same-opening.ts'
import { shinglesOf } from './shingles.ts'
import { estimate, signatureFromBytes } from './signature.ts'

/** Three times the error of an estimate: a pair below is not worth reading its texts. */
const MARGIN = 0.11

/** Pairs whose signatures may reach the threshold, and all exact ones. */
export function worthReading(pairs: readonly CandidatePair[]): CandidatePair[] {
  return pairs.filter(({ exact, own, other }) => {
    if (exact || own === null || other === null) return exact
    const [one, two] = [own, other].map((text) => signatureFromBytes(Buffer.from(text, 'base64')))
    return one !== undefined && two !== undefined && estimate(one, two) >= THRESHOLD - MARGIN
  })
}

/** The pairs that are one opening, by the rules of same-opening.ts on their whole texts. Pure. */
export function matchOpenings(pairs: readonly CandidatePair[], postings: readonly ComparedPosting[]): Match[] {
  const openings = new Map(postings.map((posting) => [posting.posting_id, { posting, opening: openingOf(posting) }]))
  const read = new Map<number, Uint32Array>()
  const shingles = (posting: ComparedPosting): Uint32Array => {
    const known = read.get(posting.posting_id)
    if (known) return known
    const made = shinglesOf(ownText(posting.job_description, posting.ai_job_language) ?? '')
    read.set(posting.posting_id, made)
    return made
  }
  const seen = new Set<string>()
  return pairs.flatMap(({ posting_id, candidate_id, exact }): Match[] => {
    const [older, newer] = posting_id < candidate_id ? [posting_id, candidate_id] : [candidate_id, posting_id]
    const [one, other] = [openings.get(older), openings.get(newer)]
    if (!one || !other || seen.has(`${older} ${newer}`)) return []
    seen.add(`${older} ${newer}`)
    if (exact) {
      const apart = comparePlaces(one.opening.places, other.opening.places) === 'other'
      return apart ? [] : [{ older, newer, similarity: 1, exact }]
    }
    // The cheap rules first: they need no text.
    if (judge(one.opening, other.opening, 1) !== 'same') return []
    const similarity = jaccard(shingles(one.posting), shingles(other.posting))
    return judge(one.opening, other.opening, similarity) === 'same' ? [{ older, newer, similarity, exact }] : []
  })
}

export function openingOf(posting: Omit<ComparedPosting, 'job_description'>): Opening {
  const { job_title, country_code, cities, ...same } = posting
  return { ...same, title: job_title, places: { country: country_code, cities: cityKeys(cities) } }
}
