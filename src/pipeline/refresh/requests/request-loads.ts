import { errors } from '../../../errors.ts'
import { planCollection } from '../collecting/plan.ts'
import { HOURLY_SOURCE } from '../loaders/hourly.ts'
import { searchOfCountry } from '../queries/search-of.ts'
import { type SearchedSource, searchedSources } from '../searched-sources.ts'
import type { LoadInput } from '../work/handlers.ts'
import type { Started } from '../work/long-work.ts'
import type { RequestDeps } from './request-deps.ts'

export type LoadRequest = { pages?: number | undefined }

/** Starts the hourly collection. Throws what planCollection throws for its source. */
export async function requestHourly(deps: RequestDeps, { pages }: LoadRequest, by: string): Promise<Started> {
  const search = searchOfCountry(deps.settings.searchCountry, pages ?? 1)
  await planCollection(deps, { source: HOURLY_SOURCE, window: '1h', search })
  return deps.work.start('hourly', inputOf(pages), by)
}

/** Starts the daily load of all users' searches. Throws what askableSources throws. */
export async function requestDaily(deps: RequestDeps, { pages }: LoadRequest, by: string): Promise<Started> {
  await askableSources(deps)
  return deps.work.start('daily', inputOf(pages), by)
}

/**
 * The sources that answer what users look for. One that can be asked is enough, the others are left out when it comes to it; when none
 * can, it throws why the first cannot: SOURCE_KEY_MISSING, SOURCE_PAUSED, ...; CONFLICT when all are paused.
 */
export async function askableSources(deps: RequestDeps): Promise<SearchedSource[]> {
  const sources = await searchedSources(deps.database.db)
  if (sources.length === 0)
    throw errors.conflict('No source that answers searches is active.', 'Resume one: "winnow sources list" shows them.')
  const refusals: unknown[] = []
  for (const { source } of sources) {
    try {
      await planCollection(deps, { source })
      return sources
    } catch (error) {
      refusals.push(error)
    }
  }
  throw refusals[0]
}

function inputOf(pages: number | undefined): LoadInput {
  return pages === undefined ? {} : { pages }
}
