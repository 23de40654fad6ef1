import { listSearchQueries, type SearchQuery as SearchQueryRecord } from '../../db/search-queries.ts'
import { findUser } from '../../pipeline/refresh/requests/find-user.ts'
import type { Query, SearchQuery } from '../schema.generated.ts'

export const searchQueries: Query['searchQueries'] = async (_, { userId }, { services: { database } }) => {
  const { user_id } = await findUser(database.db, userId)
  return (await listSearchQueries(database.db, user_id)).map(searchQueryRow)
}

export const backfillStatus: Query['backfillStatus'] = async (_, { userId }, { services: { collection } }) => {
  const { rows, unbacked, saved_percent: savedPercent, combinations } = await collection.backfillStanding(userId)
  return {
    ...{ rows, unbacked, savedPercent },
    combinations: combinations.map(({ sources, ...query }) => ({
      query: searchQueryRow(query),
      sources: sources.map(({ source, status, search_window, attempts, jobs_found, backfilled_date, error }) => ({
        ...{ source, status, window: search_window, attempts, jobsFound: jobs_found },
        ...{ backfilledAt: backfilled_date, error },
      })),
    })),
  }
}

function searchQueryRow(row: SearchQueryRecord): SearchQuery {
  return {
    id: String(row.id),
    queryName: row.query_name,
    titleKeyword: row.title_keyword,
    location: row.location,
    workArrangement: row.ai_work_arrangement,
    employmentType: row.ai_employment_type,
    seniority: row.ai_seniority,
    industry: row.ai_industry,
    priority: row.priority,
    combinationKey: row.combination_key,
    createdAt: row.created_date,
    lastRunAt: row.last_run_date,
  }
}
