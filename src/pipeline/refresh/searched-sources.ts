import type { Query } from '../../db/engine.ts'
import type { Combination } from '../../db/search-queries.ts'
import { listSources } from '../../db/sources.ts'
import { findKind } from '../collect/kinds.ts'
import type { Window } from '../collect/source-kind.ts'

export type SearchedSource = { source: string; windows: readonly Window[]; needsTitle: boolean }

/** Kinds that answer what users look for; JSearch takes no search without words. */
const SEARCHED: Readonly<Record<string, { needsTitle: boolean }>> = {
  active_jobs_db: { needsTitle: false },
  jsearch: { needsTitle: true },
}
const WIDTHS: readonly Window[] = ['1h', '24h', '7d', '2w', '1m', '6m']

/** The active sources that the backfill and the daily load ask, by name. */
export async function searchedSources(db: Query): Promise<SearchedSource[]> {
  return (await listSources(db)).flatMap(({ source_name, kind, status }) => {
    const rules = SEARCHED[kind]
    const windows = findKind(kind)?.windows ?? []
    return rules && status === 'active' && windows.length > 0 ? [{ source: source_name, windows, ...rules }] : []
  })
}

/**
 * The window that a source is asked for when `wanted` is meant: the widest of its own that is not wider, else its shortest. It is also
 * what is written down, so that nobody reads a month where a week was fetched.
 */
export function windowFor(windows: readonly Window[], wanted: Window): Window {
  const sorted = WIDTHS.filter((window) => windows.includes(window))
  const fitting = sorted.filter((window) => WIDTHS.indexOf(window) <= WIDTHS.indexOf(wanted))
  return fitting.at(-1) ?? sorted[0] ?? wanted
}

/** False where the source could only answer with everything, or not at all. */
export function canSearch({ needsTitle }: SearchedSource, { title_keyword, location }: Combination): boolean {
  return title_keyword !== null || (!needsTitle && location !== null)
}
