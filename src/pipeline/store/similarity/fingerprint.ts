import type { DuePosting, Fingerprint } from '../../../db/fingerprints.ts'
import { bandsOf, chooseBanding } from './bands.ts'
import { ownText } from './own-text.ts'
import { cityKeys } from './places.ts'
import { THRESHOLD } from './same-opening.ts'
import { shinglesOf } from './shingles.ts'
import { signatureOf, signatureToBytes } from './signature.ts'

/** Raised whenever a fingerprint of the same posting would come out differently: all are made again, and their links with them. */
export const FINGERPRINT_VERSION = 1

/**
 * 18 bands of 7 rows. Two texts are compared with a probability of 0.13 at a similarity of 0.5, 0.79 at 0.7, 0.985 at 0.8 and
 * 0.99999 at 0.9.
 */
export const BANDING = chooseBanding(THRESHOLD, 0.98)

/** What finds a posting's near-duplicates; without bands where its text is too short to be compared. Pure. */
export function fingerprintOf(posting: DuePosting): Fingerprint {
  const text = ownText(posting.job_description, posting.ai_job_language)
  const signature = text === null ? null : signatureOf(shinglesOf(text))
  return {
    posting_id: posting.posting_id,
    version: FINGERPRINT_VERSION,
    content_hash: posting.content_hash,
    country_code: posting.country_code,
    cities: cityKeys(posting.cities),
    signature: signature === null ? null : signatureToBytes(signature).toString('hex'),
    bands: signature === null ? [] : bandsOf(signature, BANDING),
  }
}
