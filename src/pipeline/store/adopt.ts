import { type Adopted, claimHandWritten, type HandWritten, saveAdopted } from '../../db/adoption.ts'
import type { Database } from '../../db/engine.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { foldName } from '../extract/normalise/countries.ts'
import { splitPlace } from '../extract/normalise/place.ts'
import { cleanDescription } from '../text/clean-text.ts'
import { detectLanguage } from '../text/detect-language.ts'
import { CANONICAL_VERSION, canonicalHash, canonicalId, contentHash, readHttpUrl } from './identity.ts'
import { cleanLabel, presentText } from './plain-text.ts'
import { CONFIDENCE, type FieldOrigin } from './posting-record.ts'
import { rowsAtOnce } from './transaction-size.ts'

/**
 * Gives postings that were typed by hand (canonical_version is null) what the store gives its own: clean text, places, language and
 * identity; title, employer and status stay as typed. Answers how many were adopted, at most `limit`. Any number of processes may do
 * so at once.
 */
export async function adoptHandWritten(database: Database, limit: number): Promise<number> {
  let adopted = 0
  while (adopted < limit) {
    const taken = await retryTransaction(database, async (tx) => {
      const rows = await claimHandWritten(tx, Math.min(limit - adopted, rowsAtOnce(database.engine)))
      await saveAdopted(tx, rows.map(adopt))
      return rows.length
    })
    if (taken === 0) break
    adopted += taken
  }
  return adopted
}

/** What the store adds to one hand-written posting. Pure. */
export function adopt(row: HandWritten): Adopted {
  const title = cleanLabel(row.job_title)
  const raw = presentText(row.job_description)
  const description = raw === null ? null : presentText(cleanDescription(raw).text)
  const organization = cleanLabel(row.organization) ?? cleanLabel(row.staged_company) ?? row.org_name
  const location = cleanLabel(row.location_raw) ?? cleanLabel(row.staged_location) ?? typedPlace(row)
  const place = splitPlace(location)
  const external_url =
    readHttpUrl(row.external_url ?? row.staged_url) === null ? null : (row.external_url ?? row.staged_url)
  const language = detectLanguage(description ?? '')
  return {
    posting_id: row.posting_id,
    source_id: row.source_id,
    source: row.source,
    job_title: title,
    posting_name: title === null ? null : location === null ? title : `${title} - ${location}`,
    job_description: description,
    organization,
    location_raw: location,
    location_city: place.city,
    location_region: place.region,
    location_country: place.country,
    country_code: place.country_code,
    external_url,
    ai_job_language: language === 'und' ? null : language,
    canonical_version: CANONICAL_VERSION,
    canonical_hash: canonicalHash(title, row.apply_url ?? external_url, { organization, location }),
    canonical_id: canonicalId(external_url ?? row.apply_url),
    content_hash: contentHash({ title, description, organization, location }),
    provenance: originsOf(row, location),
  }
}

/** The runbook splits "City, Country" at the comma and writes a place without one into both columns. */
function typedPlace({ location_city, location_country }: HandWritten): string | null {
  const [city, country] = [cleanLabel(location_city), cleanLabel(location_country)]
  if (city === null || country === null) return city ?? country
  return foldName(city) === foldName(country) ? city : `${city}, ${country}`
}

function originsOf(row: HandWritten, location: string | null): Record<string, FieldOrigin> {
  const typed: FieldOrigin = { source: 'hand', confidence: CONFIDENCE.stated }
  const derived: FieldOrigin = { source: 'derived', confidence: CONFIDENCE.derived, raw: location }
  return {
    ...(row.job_title === null ? {} : { job_title: typed }),
    ...(row.job_description === null ? {} : { job_description: typed }),
    ...(location === null ? {} : { location_city: derived, location_country: derived }),
  }
}
