/** Which source has had which combination backfilled, for everybody; a claim keeps two users from fetching the same one. */
import { sql } from 'kysely'
import type { Query } from './engine.ts'
import type { KeyedCombination } from './search-queries.ts'

/** Windows from the shortest to the widest: what was fetched for a shorter one does not answer a wider one. */
const widthOf = (window: string) => ({ '1h': 1, '24h': 24, '7d': 168, '2w': 336, '1m': 720, '6m': 4_380 })[window] ?? 0
const WIDTH = sql`case t.search_window when '1h' then 1 when '24h' then 24 when '7d' then 168 when '2w' then 336 when '1m' then 720
  when '6m' then 4380 else 0 end`

/** A source and how far back it would be asked. */
export type AskedSource = { source: string; window: string }

/** Of these combinations those that at least one of the sources has neither had in that window nor is fetching now. */
export async function unbackedKeys(
  db: Query,
  keys: readonly string[],
  asked: readonly AskedSource[],
): Promise<string[]> {
  if (keys.length === 0 || asked.length === 0) return []
  const widths = asked.map(({ source, window }) => ({ source, width: widthOf(window) }))
  const { rows } = await sql<{ combination_key: string }>`
    select wanted.combination_key from unnest(${[...keys]}::text[]) with ordinality as wanted (combination_key, place)
    where exists (
      select 1 from jsonb_to_recordset(${JSON.stringify(widths)}::jsonb) as asked (source text, width int)
      where not exists (
        select 1 from backfill_tracking t
        where t.combination_key = wanted.combination_key and t.source = asked.source
          and (t.status = 'done' and ${WIDTH} >= asked.width or t.status = 'claimed' and t.lease_until > now())))
    order by wanted.place`.execute(db)
  return rows.map(({ combination_key }) => combination_key)
}

export type Claim = {
  combination: KeyedCombination
  source: string
  window: string
  owner: string
  leaseSeconds: number
  requestedBy: string
}

/**
 * Takes a combination for a source; false when the source has had it in that window, or another owner is fetching it. What failed, what a
 * dead owner left, and what was fetched for a shorter window may be taken.
 */
export async function claimBackfill(db: Query, claim: Claim): Promise<boolean> {
  const { combination: c, source, window, owner, leaseSeconds, requestedBy } = claim
  const { rows } = await sql`
    insert into backfill_tracking as t (title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry,
      combination_key, source, status, owner, lease_until, search_window, attempts, requested_by)
    values (${c.title_keyword}, ${c.location}, ${c.ai_work_arrangement}, ${c.ai_employment_type}, ${c.ai_seniority}, ${c.ai_industry},
      ${c.combination_key}, ${source}, 'claimed', ${owner}, now() + make_interval(secs => ${leaseSeconds}), ${window}, 1, ${requestedBy})
    on conflict (combination_key, source) do update set status = 'claimed', owner = excluded.owner, lease_until = excluded.lease_until,
      search_window = excluded.search_window, attempts = t.attempts + 1, error = null, requested_by = excluded.requested_by
    where t.status = 'failed' or t.status = 'claimed' and (t.lease_until is null or t.lease_until <= now())
      or t.status = 'done' and ${WIDTH} < ${widthOf(window)}::int
    returning t.id`.execute(db)
  return rows.length > 0
}

type Held = { combination_key: string; source: string; owner: string }
const held = ({ combination_key, source, owner }: Held) =>
  sql`combination_key = ${combination_key} and source = ${source} and status = 'claimed' and owner = ${owner}`

/** Keeps a claim; false when it was lost to another owner. */
export async function renewBackfill(db: Query, claim: Held, leaseSeconds: number): Promise<boolean> {
  const { rows } = await sql`
    update backfill_tracking set lease_until = now() + make_interval(secs => ${leaseSeconds}) where ${held(claim)} returning id`.execute(
    db,
  )
  return rows.length > 0
}

/** Marks a combination as backfilled with what was found for it; false when the claim was lost meanwhile. */
export async function finishBackfill(db: Query, claim: Held, jobsFound: number): Promise<boolean> {
  const { rows } = await sql`
    update backfill_tracking set status = 'done', backfilled_date = now(), jobs_found = ${jobsFound}::int, lease_until = null, error = null
    where ${held(claim)} returning id`.execute(db)
  return rows.length > 0
}

/** Notes why a fetch failed; the next backfill of anybody tries again. */
export async function failBackfill(db: Query, claim: Held, reason: string): Promise<void> {
  await sql`
    update backfill_tracking set status = 'failed', error = ${reason}, lease_until = null where ${held(claim)}`.execute(
    db,
  )
}

/** Gives a claim back: nothing was fetched. A row that tells of an earlier, shorter fetch stays, as one to be tried again. */
export async function releaseBackfill(db: Query, claim: Held, reason: string): Promise<void> {
  await sql`delete from backfill_tracking where ${held(claim)} and backfilled_date is null`.execute(db)
  await failBackfill(db, claim, reason)
}

export type BackfillRow = KeyedCombination & {
  source: string
  status: 'claimed' | 'done' | 'failed'
  search_window: string
  attempts: number
  jobs_found: number
  backfilled_date: string | null
  error: string | null
}

/** What is known of these combinations, by source. */
export async function readBackfill(db: Query, keys: readonly string[]): Promise<BackfillRow[]> {
  const { rows } = await sql<BackfillRow>`
    select title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry, combination_key, source, status,
      search_window, attempts, jobs_found, backfilled_date, error
    from backfill_tracking where combination_key = any(${[...keys]}::text[]) order by id`.execute(db)
  return rows
}
