import { createHash } from 'node:crypto'
import type { Static, TObject } from 'typebox'
import type { Database } from '../../../db/engine.ts'
import { type CollectedSource, findCollected } from '../../../db/source-health.ts'
import { errors } from '../../../errors.ts'
import { readConfig } from '../../collect/read-config.ts'
import type { Search } from '../../collect/search.ts'
import type { QuotaUnits, SourceKind, Window } from '../../collect/source-kind.ts'
import type { StorageSwitches } from '../../store/extraction/switches.ts'

const DAY_MS = 86_400_000
const DETAIL_AGE_DAYS = 7

export type Plan = {
  source: CollectedSource
  kind: SourceKind
  config: Static<TObject>
  search: Search | null
  window: Window | null
  /** What tells one sweep's question from another's, as it stands in `sweeps`. */
  request: Record<string, unknown>
  /** The whole listing of the source is asked for: what a sweep to the end does not see may be gone. */
  isWhole: boolean
  target: 'live' | 'shadow'
  mostPages: number
  mostItems: number
  /** The operator's limits of the provider's month. */
  quotaLimits: QuotaUnits
  /** Least milliseconds between two requests; the kind's own when undefined. */
  intervalMs: number | undefined
  /** Openings that were read more recently and whose listing says the same are not read again. */
  detailAgeMs: number
}

export type PlanRequest = {
  source: string
  search?: Search | null | undefined
  window?: Window | null | undefined
  limits?: { pages?: number | undefined; items?: number | undefined } | undefined
  baseUrl?: string | undefined
  /** Asks a paused or resting source all the same. */
  force?: boolean | undefined
}

export type PlanContext = {
  database: Database
  findKind(name: string): SourceKind | undefined
  /** EXTRACTION_USE_STORAGE and EXTRACTION_SHADOW_MODE, which decide over postings that are read from pages. */
  switches: StorageSwitches
  /** Value of the environment variable of a key. */
  secret(variable: string): string | undefined
}

/**
 * What collecting a source means, decided before anything is asked. Throws UNKNOWN_SOURCE, SOURCE_NOT_COLLECTED, SOURCE_KIND_UNKNOWN,
 * SOURCE_CONFIG_INVALID, SOURCE_PAUSED, SOURCE_KEY_MISSING, STORAGE_DISABLED.
 */
export async function planCollection(context: PlanContext, request: PlanRequest): Promise<Plan> {
  const { source, kind } = await findSourceKind(context, request.source)
  const { config, settings } = readConfig(kind, source)
  if (!request.force) refusePaused(source)
  for (const variable of kind.secrets?.(config) ?? []) {
    if (context.secret(variable) === undefined) throw errors.sourceKeyMissing(variable)
  }
  const isPages = kind.reads === 'pages'
  if (isPages && !context.switches.enabled) throw errors.storageDisabled()

  const mostPages = Math.min(
    request.limits?.pages ?? Number.POSITIVE_INFINITY,
    request.search?.pages ?? Number.POSITIVE_INFINITY,
  )
  // A kind that asks for several pages at once pays for each: it must know how many are wanted.
  const search = request.search ? { ...request.search, pages: Number.isFinite(mostPages) ? mostPages : null } : null
  const window = request.window ?? kind.windows?.[0] ?? null
  if (window !== null && !kind.windows?.includes(window))
    throw errors.validation([
      {
        pointer: '/window',
        message: `must be one of ${kind.windows?.join(', ') || 'none: this source has no windows'}`,
      },
    ])
  const listing = kind.listingUnder?.(config) ?? kind.listing
  const isWhole = listing === 'whole' && search === null && window === null
  return {
    source,
    kind,
    config,
    search,
    window,
    isWhole,
    request: {
      whole: isWhole,
      window,
      search,
      // Other settings ask another question: neither its place to go on nor what it saw means anything to them.
      config: createHash('md5')
        .update(JSON.stringify([kind.kind, config]))
        .digest('hex'),
      ...(request.baseUrl === undefined ? {} : { base_url: request.baseUrl }),
    },
    target: source.target === 'shadow' || (isPages && context.switches.shadow) ? 'shadow' : 'live',
    mostPages,
    mostItems: request.limits?.items ?? Number.POSITIVE_INFINITY,
    quotaLimits: settings.quota ?? {},
    intervalMs: intervalOf(source),
    detailAgeMs: (settings.detail_age_days ?? DETAIL_AGE_DAYS) * DAY_MS,
  }
}

async function findSourceKind({ database, findKind }: PlanContext, name: string) {
  const source = await findCollected(database.db, name)
  if (!source) throw errors.unknownSource(name)
  // Rows of such a source are brought by people.
  if (source.kind === 'manual') throw errors.sourceNotCollected(name)
  const kind = findKind(source.kind)
  if (!kind) throw errors.sourceKindUnknown(source.kind)
  return { source, kind }
}

function refusePaused({
  source_name,
  status,
  paused_reason,
  rests_until,
  consecutive_failures,
}: CollectedSource): void {
  if (status === 'paused') throw errors.sourcePaused(source_name, paused_reason ?? 'a person paused it')
  if (rests_until !== null)
    throw errors.sourcePaused(
      source_name,
      `it failed ${consecutive_failures} times in a row and rests until ${rests_until}`,
    )
}

/** `interval_ms` of the source's politeness, when a person set one. */
function intervalOf({ politeness }: CollectedSource): number | undefined {
  const { interval_ms } = politeness
  return typeof interval_ms === 'number' && interval_ms >= 0 ? interval_ms : undefined
}
