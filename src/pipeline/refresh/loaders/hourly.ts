import type { Log } from '../../../log.ts'
import { type Asked, askSource, type Collect } from '../asked-source.ts'
import { searchOfCountry } from '../queries/search-of.ts'

/** With 100 openings a page: 1,000 an hour. */
export const HOURLY_PAGES = 10
export const HOURLY_SOURCE = 'active_jobs_db'

export type HourlyOptions = {
  source?: string
  /** ISO 3166 alpha-2. */
  country: string
  pages?: number
  requestedBy: string
  signal: AbortSignal
}
export type HourlyResult = {
  source: string
  state: Asked['outcome']
  /** Code of why it is not done. */
  reason: string | null
  fetched: number
  inserted: number
  duplicates: number
  /** True when the hour had more pages than were read. */
  truncated: boolean
  quota_used: Readonly<Record<string, number>>
}

/** Collects what a country's employers published in the last hour, unfiltered. */
export async function loadHour(
  { collect, log }: { collect: Collect; log: Log },
  options: HourlyOptions,
): Promise<HourlyResult> {
  const { source = HOURLY_SOURCE, pages = HOURLY_PAGES, country, requestedBy, signal } = options
  const search = searchOfCountry(country, pages)
  const asked = await askSource(collect, { source, search, window: '1h', pages, requestedBy, signal })
  const collected = 'collected' in asked ? asked.collected : null
  const result = {
    source,
    state: asked.outcome,
    reason: 'code' in asked ? asked.code : null,
    fetched: collected?.items ?? 0,
    inserted: collected?.counts.inserted ?? 0,
    duplicates: collected ? collected.counts.total - collected.counts.inserted : 0,
    truncated: asked.outcome === 'done' && asked.collected.truncated,
    quota_used: collected?.quota ?? {},
  }
  log.info(result, 'hourly collection')
  return result
}
