import { findSource } from '../../../db/sources.ts'
import { errors } from '../../../errors.ts'
import type { Search } from '../../collect/search.ts'
import type { Window } from '../../collect/source-kind.ts'
import { type Plan, planCollection } from '../collecting/plan.ts'
import type { CollectInput } from '../work/handlers.ts'
import type { Started } from '../work/long-work.ts'
import { estimateSweep, type SweepEstimate } from './estimate-sweep.ts'
import type { RequestDeps } from './request-deps.ts'
import { type AskedSearch, searchFor } from './search-for.ts'

export type CollectRequest = {
  source: string
  window?: Window | undefined
  search?: AskedSearch | undefined
  /** Most pages and most openings to read; nothing is removed by a sweep that they end. */
  pages?: number | undefined
  items?: number | undefined
  /** Asks a paused or resting source all the same. */
  force?: boolean | undefined
  /** Removes more than half of the source at once, if that is what is gone. */
  accept_removals?: boolean | undefined
}

/**
 * Starts collecting a source; while it is collected already that operation is answered, `started: false`. Throws what planCollection
 * throws, and VALIDATION for a search where none is possible.
 */
export async function requestCollect(deps: RequestDeps, request: CollectRequest, by: string): Promise<Started> {
  const { search } = await planOf(deps, request)
  const { source, window, pages, items, force, accept_removals } = request
  const input: CollectInput = {
    source,
    ...(search === null ? {} : { search }),
    ...(window === undefined ? {} : { window }),
    ...(pages === undefined ? {} : { pages }),
    ...(items === undefined ? {} : { items }),
    ...(force ? { force } : {}),
    ...(accept_removals ? { accept_removals } : {}),
  }
  return deps.work.start('collect', input, by)
}

/** What the same request would ask. Throws the same. */
export async function estimateCollect(deps: RequestDeps, request: CollectRequest): Promise<SweepEstimate> {
  const { plan } = await planOf(deps, request)
  return estimateSweep(deps.database.db, plan, deps.clock())
}

async function planOf(deps: RequestDeps, request: CollectRequest): Promise<{ plan: Plan; search: Search | null }> {
  const { source, window, pages, items, force } = request
  const search = await searchOfRequest(deps, request)
  const plan = await planCollection(deps, { source, window, search, force, limits: { pages, items } })
  return { plan, search }
}

async function searchOfRequest(
  { database, settings, gazetteer }: RequestDeps,
  { source, search }: CollectRequest,
): Promise<Search | null> {
  if (search === undefined) return null
  const found = await findSource(database.db, source)
  if (!found) throw errors.unknownSource(source)
  return searchFor(search, found.kind, { homeCountry: settings.searchCountry, gazetteer })
}
