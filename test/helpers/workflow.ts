import { sql } from 'kysely'
import { installWorkflow } from '../../src/db/conversations.ts'
import type { Database } from '../../src/db/engine.ts'
import { createLinker } from '../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../src/pipeline/taxonomy/load-taxonomy.ts'
import { createBatches } from '../../src/pipeline/workflow/batches.ts'
import type { ChainPerformer } from '../../src/pipeline/workflow/chain-pool.ts'
import { createChainWork } from '../../src/pipeline/workflow/chain-work.ts'
import { installed } from '../../src/pipeline/workflow/installed.ts'
import { createWorker, type WorkerOptions } from '../../src/pipeline/workflow/worker.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'

const silent = () => undefined
const log = { info: silent, warn: silent, error: silent, debug: silent }

/** Chains performed in this thread with the real actors. */
export function inlinePerformer(workflow = createWorkflow3001()): ChainPerformer {
  const tools = { linker: createLinker(loadTaxonomy()) }
  const work = createChainWork(tools, () => performance.timeOrigin + performance.now(), workflow)
  return {
    perform: async (requests) => work.perform(requests),
    prepare: async (question) => work.prepare(question),
    finish: async (given) => work.finish(given),
    close: async () => undefined,
  }
}

/** A database with the workflow installed, its batches, and workers as many as a test wants. */
export async function testWorkflow(
  database: Database,
  performer: ChainPerformer = inlinePerformer(),
  adopt: () => Promise<unknown> = async () => undefined,
) {
  const workflow = createWorkflow3001()
  await installWorkflow(database, installed(workflow))
  const batches = createBatches({
    database,
    workflow,
    versions: { code: 'test', schema: 'test' },
    promote: async () => [],
    adopt,
  })
  const fresh = { outcome: 'RATE_LIMITED' as const, reason: 'nothing to fetch' }
  const refresh: WorkerOptions['refresh'] = async (ids) => new Map(ids.map((id) => [id, fresh]))
  const worker = (more: Partial<WorkerOptions> = {}) =>
    createWorker({ database, workflow, performer, refresh, log, adopt, concurrency: 1, ...more })
  return { workflow, batches, worker }
}

const DUTIES = [
  'Plan the weekly rota of the ward',
  'Write the audit report for the regulator',
  'Build interfaces in TypeScript',
  'Repair pumps on site',
]
const DEMANDS = [
  'Three years of experience with PostgreSQL',
  'Fluent German and English',
  'A degree in nursing or similar',
  'Knowledge of Excel and SAP',
]

/** A posting text of this index, unlike its neighbours'. */
export function textOf(index: number): string {
  const pick = (list: string[], offset: number) => list[(index + offset) % list.length]
  return [
    `The role: we look for colleague number ${index} to strengthen a growing team in town ${index}.`,
    'Your responsibilities',
    `- ${pick(DUTIES, 0)} in area ${index}`,
    `- ${pick(DUTIES, 1)} together with team ${index}`,
    `- ${pick(DUTIES, 2)} for customer ${index}`,
    'Your profile',
    `- ${pick(DEMANDS, 0)}`,
    `- ${pick(DEMANDS, 1)}`,
    `- ${pick(DEMANDS, 2)}`,
  ].join('\n')
}

/** Inserts adopted, unprocessed postings and returns their internal ids. */
export async function insertPostings(database: Database, count: number): Promise<number[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    job_title: `Colleague ${index}`,
    organization: `House ${index}`,
    location_raw: 'Berlin',
    external_id: `T-${index}`,
    external_job_id: `T-${index}`,
    external_url: `https://jobs.example/${index}`,
    job_description: textOf(index),
    content_hash: `hash-${index}`,
  }))
  const { rows: inserted } = await sql<{ posting_id: number }>`
    insert into postings (job_title, organization, location_raw, external_id, external_job_id, external_url, job_description, content_hash,
      source_id, source, canonical_version)
    select job_title, organization, location_raw, external_id, external_job_id, external_url, job_description, content_hash, 5, 'demo', 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (job_title text, organization text, location_raw text, external_id text,
      external_job_id text, external_url text, job_description text, content_hash text)
    returning posting_id`.execute(database.db)
  return inserted.map(({ posting_id }) => posting_id)
}
