import { sql } from 'kysely'
import type { Test } from 'tap'
import type { Database } from '../../src/db/engine.ts'
import { errors } from '../../src/errors.ts'
import { type GraphqlOptions, graphqlPlugin } from '../../src/graphql/plugin.ts'
import type { Services } from '../../src/graphql/services.ts'
import { createMetrics } from '../../src/metrics.ts'
import { editConversation } from '../../src/pipeline/workflow/edit-conversation.ts'
import { keyed, testApp } from '../helpers/app.ts'

/** Every test asks for a shape of its own. */
type Parsed = ReturnType<typeof JSON.parse>

export type Answer = {
  data: Parsed
  errors?: {
    message: string
    path?: (string | number)[]
    extensions: { code: string; fix: string; request_id?: string }
  }[]
}

type Changes = Partial<Omit<Services, 'database' | 'batches' | 'runs'>> & {
  batches?: Partial<Services['batches']>
  runs?: Partial<Services['runs']>
}

/** Services that do nothing but what a test replaces; conversations are really edited. */
function servicesFor(database: Database, { batches, runs, ...changes }: Changes): Services {
  const unused = async () => {
    throw errors.internal(new Error('this test did not expect a change'))
  }
  return {
    database,
    batches: {
      start: unused,
      cancel: unused,
      pause: unused,
      resume: unused,
      retryFailed: unused,
      rollback: unused,
      undoRollback: unused,
      ...batches,
    },
    runs: { start: unused, replay: unused, ...runs },
    store: { promote: unused, invalidate: unused, restore: unused },
    extraction: { extract: unused },
    collection: {
      collect: unused,
      estimateCollect: unused,
      hourly: unused,
      daily: unused,
      backfill: unused,
      estimateBackfill: unused,
      liveness: unused,
      editSource: unused,
      backfillStanding: unused,
      cancel: unused,
      pause: unused,
      resume: unused,
    },
    shadow: { report: unused, promote: unused, discard: unused, undo: unused, sign: unused, unsign: unused },
    conversations: { update: (...edit) => editConversation(database, ...edit), trial: unused },
    ...changes,
  }
}

/** The real app with GraphQL on it. `ask` posts a query; `post` shows the whole response. */
export async function testGraphql(t: Test, database: Database, changes: Changes = {}, options: GraphqlOptions = {}) {
  const metrics = createMetrics({ version: 'test', engine: database.engine })
  const plugins = [graphqlPlugin(servicesFor(database, { metrics, ...changes }), options)]
  const { app, logged } = await testApp(t, database, { metrics, plugins })
  const post = (payload: object | string, headers: Record<string, string> = keyed) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    })
  const ask = async (query: string, variables?: object, headers?: Record<string, string>): Promise<Answer> =>
    (await post({ query, ...(variables ? { variables } : {}) }, headers)).json()
  return { app, post, ask, logged, metrics }
}

/** What `count` statements the database ran while `work` did. */
export async function countingStatements(database: Database): Promise<{ database: Database; statements: string[] }> {
  const statements: string[] = []
  const db = database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(node.kind)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { database: { ...database, db }, statements }
}

export const SKILL = {
  name: 'TypeScript',
  skill_id: 'typescript',
  importance: 'essential',
  weight: 95,
  proficiency: 'advanced',
  years_required: 2.5,
  reasoning: 'named in the profile',
  evidence: { start: 3, end: 13, quote: 'TypeScript' },
}

/** Postings "Job 1" (oldest) to "Job n" of source deutsche_bank, each with a skill; whole tens share one instant. */
export async function addPostings({ db }: Database, n: number): Promise<void> {
  await sql`insert into postings (job_title, organization, job_description, source_id, source, external_id, external_job_id, external_url,
      location_city, location_country, country_code, ihl_score, ihl_category, skill_keywords, extracted_summary, created_at)
    select 'Job ' || i, 'Company', 'In TypeScript we trust, posting ' || i, 1, 'deutsche_bank', 'db' || i, 'R' || i, 'https://jobs.example/' || i,
      'Berlin', 'Germany', 'DE', i % 11, 'GENUINE', ${JSON.stringify([SKILL])}::jsonb, 'Role: Job ' || i,
      timestamptz '2026-03-01 10:00:00.123456Z' + (i / 10) * interval '1 hour'
    from generate_series(1, ${n}::int) i`.execute(db)
}
