import { withoutBoilerplate } from '../../text/boilerplate.ts'
import { readSections } from '../../text/read-sections.ts'

/** Shorter texts ("We look for a nurse. Apply now.") are alike by chance: nothing is linked by them. */
const FEWEST_CHARACTERS = 250
/** Nothing that tells openings apart stands behind this; reading more would only cost time. */
const MOST_CHARACTERS = 40_000

/**
 * What of a description is compared: the text about this job, without company portrait, benefits and legal text, which all openings of
 * an employer share and every board cuts in its own way. The whole text where too little speaks of the job; null when that is short too.
 */
export function ownText(description: string | null, language: string | null): string | null {
  const whole = (description ?? '').slice(0, MOST_CHARACTERS)
  if (whole.trim().length < FEWEST_CHARACTERS) return null
  const own = withoutBoilerplate(readSections(whole, language ?? 'und'))
  return own.length < FEWEST_CHARACTERS ? whole : own
}
