/** What users look for, one row a title and place, and the distinct combinations of all of them. */
import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'

/** The six parts of a search that some user wants. Lists are words joined by "|"; null: any. */
export type Combination = {
  title_keyword: string | null
  location: string | null
  ai_work_arrangement: string | null
  ai_employment_type: string | null
  ai_seniority: string | null
  ai_industry: string | null
}
export type KeyedCombination = Combination & {
  /** Equal for all spellings of one search. */
  combination_key: string
}

export type NewSearchQuery = KeyedCombination & { query_name: string; priority: number }
export type SearchQuery = NewSearchQuery & {
  id: number
  is_active: boolean
  created_date: string
  last_run_date: string | null
}

export type Replaced = {
  /** Active rows afterwards. */
  active: number
  added: number
  /** Rows that were there, active or not, and are wanted. */
  kept: number
  deactivated: number
}

/** Makes `rows` the active searches of a user: what is not among them is deactivated, what is equal by its key is kept. */
export async function replaceSearchQueries(tx: Tx, userId: number, rows: readonly NewSearchQuery[]): Promise<Replaced> {
  // One replacement after another for a user: two at once would each deactivate what the other adds.
  await sql`select 1 from users where user_id = ${userId}::bigint for update`.execute(tx)
  const wanted = [...new Map(rows.map((row) => [row.combination_key, row])).values()]
  const keys = wanted.map(({ combination_key }) => combination_key)
  const { numAffectedRows: deactivated = 0n } = await sql`
    update user_search_queries set is_active = false
    where user_id = ${userId}::bigint and is_active and not (combination_key = any(${keys}::text[]))`.execute(tx)
  if (wanted.length === 0) return { active: 0, added: 0, kept: 0, deactivated: Number(deactivated) }
  const { rows: written } = await sql<{ added: boolean }>`
    insert into user_search_queries (user_id, query_name, title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority,
      ai_industry, priority, combination_key)
    select ${userId}::bigint, query_name, title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry,
      priority, combination_key
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (query_name text, title_keyword text, location text,
      ai_work_arrangement text, ai_employment_type text, ai_seniority text, ai_industry text, priority int, combination_key text)
    on conflict (user_id, combination_key) do update set is_active = true, query_name = excluded.query_name, priority = excluded.priority
    returning (xmax = 0) as added`.execute(tx)
  const added = written.filter((row) => row.added).length
  return { active: wanted.length, added, kept: written.length - added, deactivated: Number(deactivated) }
}

/** The active searches of a user in the order they were made. */
export async function listSearchQueries(db: Query, userId: number): Promise<SearchQuery[]> {
  const { rows } = await sql<SearchQuery>`
    select id, coalesce(query_name, '') as query_name, title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority,
      ai_industry, priority, combination_key, is_active, created_date, last_run_date
    from user_search_queries where user_id = ${userId}::bigint and is_active order by priority desc, id`.execute(db)
  return rows
}

export type WantedCombination = KeyedCombination & {
  /** The highest among those who want it. */
  priority: number
  /** Users who want it. */
  user_ids: number[]
  /** Active rows that it stands for. */
  rows: number
}

/** Distinct searches of all users, of at least `minPriority`, the most wanted first. Index: user_search_queries_active. */
export async function distinctCombinations(
  db: Query,
  { minPriority }: { minPriority: number },
): Promise<WantedCombination[]> {
  const { rows } = await sql<WantedCombination>`
    select combination_key, max(priority) as priority, array_agg(distinct user_id order by user_id) as user_ids, count(*)::int as rows,
      (array_agg(title_keyword order by id))[1] as title_keyword, (array_agg(location order by id))[1] as location,
      (array_agg(ai_work_arrangement order by id))[1] as ai_work_arrangement,
      (array_agg(ai_employment_type order by id))[1] as ai_employment_type,
      (array_agg(ai_seniority order by id))[1] as ai_seniority, (array_agg(ai_industry order by id))[1] as ai_industry
    from user_search_queries where is_active and priority >= ${minPriority}::int
    group by combination_key order by max(priority) desc, min(id)`.execute(db)
  return rows
}

/** Notes that these searches were run, for everybody who wants them. */
export async function recordSearchRun(db: Query, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update user_search_queries set last_run_date = now() where is_active and combination_key = any(${[...keys]}::text[])`.execute(
    db,
  )
}
