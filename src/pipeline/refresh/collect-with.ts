import type { Window } from '../collect/source-kind.ts'
import type { Collect } from './asked-source.ts'
import type { CollectOptions, CollectResult } from './collect-source.ts'

/** Openings on a full page of those who answer searches; what fills every page that was allowed has, as a rule, more. */
const FULL_PAGE: Readonly<Record<string, (window: Window) => number>> = {
  active_jobs_db: (window) => (window === '6m' ? 500 : 100),
  jsearch: () => 10,
}

/** Asks sources by collecting them: what they answer is stored page by page. */
export function collectWith(
  collect: (options: CollectOptions) => Promise<CollectResult>,
  options: Pick<CollectOptions, 'baseUrl' | 'force'> = {},
): Collect {
  return async ({ pages, ...request }) => {
    const { kind, state, reason, items, counts, quota } = await collect({ ...request, limits: { pages }, ...options })
    const full = FULL_PAGE[kind]?.(request.window)
    const truncated = reason === 'limit' || (full !== undefined && items >= pages * full)
    return { state, reason, items, counts, quota, truncated }
  }
}
