import { sql } from 'kysely'
import type { Database } from '../../../src/db/engine.ts'
import type { ChainPerformer } from '../../../src/pipeline/workflow/chain-pool.ts'
import { inlinePerformer, testWorkflow } from '../../helpers/workflow.ts'

/** A workflow whose batches and runs are carried to their end before a test goes on. */
export async function ledger(database: Database, performer: ChainPerformer = inlinePerformer()) {
  const made = await testWorkflow(database, performer)
  const { batches, worker } = made
  /** Works until nothing is left to do. */
  const work = async (): Promise<void> => {
    const one = worker()
    one.start()
    while (
      (await countOf(database, sql`select count(*) as n from workflow_runs where status in ('pending', 'running')`)) > 0
    )
      await new Promise((resolve) => setTimeout(resolve, 10))
    while ((await countOf(database, sql`select count(*) as n from operations where state = 'running'`)) > 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    await one.stop()
  }
  const run = async (postingIds?: string[]): Promise<string> => {
    const { operation } = await batches.start({ by: 'test', ...(postingIds ? { postingIds } : {}) })
    await work()
    return operation?.operation_id as string
  }
  return { ...made, work, run }
}

async function countOf(database: Database, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await (query as ReturnType<typeof sql<{ n: number }>>).execute(database.db)
  return rows[0]?.n ?? 0
}

/** Breaks the chains of postings with these titles, as an actor that throws would, until `healed`. */
export function breaking(titles: string[]): ChainPerformer & { heal(): void } {
  const inline = inlinePerformer()
  let broken = true
  return {
    ...inline,
    heal: () => {
      broken = false
    },
    perform: async (requests) => {
      if (broken && requests.some(({ record }) => titles.includes(record.title))) throw new Error('thread died')
      return inline.perform(requests)
    },
  }
}

/** Everything that the workflow leaves on postings. */
export async function resultsOfPostings(database: Database): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select p.external_job_id, p.posting_status, p.extracted_summary, p.skill_keywords, p.ai_key_skills, p.ihl_score, p.ihl_category,
      p.ihl_confidence, p.ihl_rubric_version, p.review_flag, p.provenance, p.invalidated_reason,
      (select jsonb_agg(to_jsonb(s) - 'posting_id' order by s.position) from posting_skills s where s.posting_id = p.posting_id) as skills,
      (select jsonb_agg(jsonb_build_object('status', t.status, 'resolution', t.resolution) order by t.created_at)
        from review_tickets t where t.posting_id = p.posting_id) as tickets
    from postings p order by p.posting_id`.execute(database.db)
  return rows
}

export async function rowsOf<Row>(database: Database, query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(database.db)).rows
}
