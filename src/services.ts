/** Puts the parts of one process together. Whoever needs a part is handed it from here. */
import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import packageJson from '../package.json' with { type: 'json' }
import { type Collection, openCollection } from './collection.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/connect.ts'
import { installWorkflow } from './db/conversations.ts'
import type { Database } from './db/engine.ts'
import type { WriteCounts } from './db/write-totals.ts'
import type { Log } from './log.ts'
import type { FetchOutcome } from './metrics.ts'
import { openPageReader } from './pipeline/extract/open-page-reader.ts'
import { createOllama } from './pipeline/llm/ollama.ts'
import { adoptHandWritten } from './pipeline/store/adopt.ts'
import { createExtraction, type Extraction } from './pipeline/store/extraction/extract-pages.ts'
import { type ImportResult, importJsonLines } from './pipeline/store/import.ts'
import { recordWrites } from './pipeline/store/metrics-file.ts'
import { type PromotionResult, promoteStaging } from './pipeline/store/promote.ts'
import { type LinkOptions, type LinkResult, linkSimilar } from './pipeline/store/similarity/link-similar.ts'
import { type Batches, createBatches } from './pipeline/workflow/batches.ts'
import { createChainPool } from './pipeline/workflow/chain-pool.ts'
import type { Workflow } from './pipeline/workflow/graph.ts'
import { installed } from './pipeline/workflow/installed.ts'
import { createStepTimes, type StepTimes } from './pipeline/workflow/step-times.ts'
import { createWorker, type Worker, type WorkerModels, type WorkerOptions } from './pipeline/workflow/worker.ts'
import { createWorkflow3001 } from './pipeline/workflow/workflow-3001.ts'

/** Hand-written postings adopted at once; more are taken at the next call. */
const ADOPT_AT_ONCE = 1_000

/** Postings compared with the others at once, about ten seconds of work; more are taken at the next call. */
const LINK_AT_ONCE = 2_500
const LINK_EVERY_MS = 60_000

/** More loops than this only ask the database more often: calls of models do not occupy them. */
const LOOPS_A_PROCESSOR = 2

export type ImportOptions = { source: string; stream: Readable; onProgress?: (rows: number) => void }
export type PromoteOptions = {
  source?: string | undefined
  limit?: number | undefined
  target?: 'live' | 'shadow'
  /** A live promotion takes rows too that were staged for shadow. */
  onTrial?: boolean
}

export type Store = {
  importJsonLines(options: ImportOptions): Promise<ImportResult>
  promote(options: PromoteOptions): Promise<PromotionResult>
  adopt(): Promise<unknown>
  linkSimilar(options: LinkOptions): Promise<LinkResult>
}

export type WorkerChoice = { batchId?: string; concurrency?: number; metrics?: WorkerOptions['metrics'] }

export type Services = {
  config: Config
  log: Log
  database: Database
  workflow: Workflow
  batches: Batches
  store: Store
  extraction: Extraction
  collection: Collection
  /** Tells `listener` the end of every fetch from a source. */
  onFetch(listener: (outcome: FetchOutcome) => void): void
  /** The worker of this process, started by the first call; undefined until then. Two in one process would share a lease owner. */
  worker(): Worker | undefined
  startWorker(choice?: WorkerChoice): Worker
  stopWorker(): Promise<void>
  versions: { code: string; schema: string }
  close(): Promise<void>
}

/**
 * Opens the database (DATABASE_URL, else embedded under DATA_DIR), migrates it, installs the workflow's missing rows and wires the
 * rest. Throws what openDatabase throws.
 */
export async function openServices({ config, log }: { config: Config; log: Log }): Promise<Services> {
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection was lost; it is replaced')
  const database = await openDatabase(
    config.databaseUrl ? { url: config.databaseUrl, onError } : { dataDir: config.dataDir },
  )
  try {
    const services = await composeServices({ config, log, database })
    let closing: Promise<void> | undefined
    const close = () => {
      closing ??= services.close().then(() => database.close())
      return closing
    }
    return { ...services, close }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function composeServices({
  config,
  log,
  database,
}: {
  config: Config
  log: Log
  database: Database
}): Promise<Services> {
  const workflow = createWorkflow3001()
  await installWorkflow(database, installed(workflow))
  const versions = { code: packageJson.version, schema: await schemaVersion(database) }
  const store = createStore(config, log, database)
  let fetchListener: ((outcome: FetchOutcome) => void) | undefined
  const pages = openPageReader({ config, log, onResponse: (outcome) => fetchListener?.(outcome) })
  const extraction = createExtraction({
    database,
    reader: pages,
    switches: { enabled: config.extractionUseStorage, shadow: config.extractionShadowMode },
    log,
    count: (counts) => countInFile(config, log, counts),
  })
  const promote = async (options: PromoteOptions) => (await store.promote(options)).posting_ids
  const batches = createBatches({
    database,
    workflow,
    versions,
    promote,
    adopt: store.adopt,
    hosts: config.llmHosts,
  })
  const collection = openCollection({
    config,
    log,
    database,
    extraction,
    versions,
    startBatch: async (input) => (await batches.start(input)).operation?.operation_id ?? null,
    onResponse: (outcome) => fetchListener?.(outcome),
  })
  const models = config.llmHosts.length > 0 ? modelsOf(config, createStepTimes(database.db, workflow)) : undefined
  let worker: Worker | undefined
  const stopWorker = async () => {
    const stopping = worker
    worker = undefined
    await stopping?.stop()
  }
  return {
    config,
    log,
    database,
    workflow,
    batches,
    store,
    extraction,
    collection,
    onFetch: (listener) => {
      fetchListener = listener
    },
    versions,
    worker: () => worker,
    startWorker: ({ batchId, metrics, concurrency: wanted = 2 } = {}) => {
      if (worker) return worker
      const concurrency = Math.min(wanted, LOOPS_A_PROCESSOR * availableParallelism())
      const performer = createChainPool(Math.max(1, Math.min(concurrency, availableParallelism())), (error) =>
        log.error({ err: error }, 'a worker thread broke'),
      )
      worker = createWorker({
        database,
        workflow,
        performer,
        refresh: collection.refresh,
        log,
        adopt: store.adopt,
        link: { everyMs: LINK_EVERY_MS, run: (signal) => store.linkSimilar({ limit: LINK_AT_ONCE, signal }) },
        concurrency,
        ...(models ? { models } : {}),
        ...(batchId === undefined ? {} : { batchId }),
        ...(metrics === undefined ? {} : { metrics }),
      })
      worker.start()
      return worker
    },
    stopWorker,
    close: async () => {
      await stopWorker()
      await collection.work.stopWorker()
      await collection.close()
      await pages.close()
    },
  }
}

function modelsOf(config: Config, times: StepTimes): WorkerModels {
  return { hosts: config.llmHosts, connect: ({ url }) => createOllama({ url }), times, maxWaitMs: config.llmMaxWaitMs }
}

/** The file serves an operator without Prometheus: that it cannot be written must not cost the import. */
async function countInFile(config: Config, log: Log, written: WriteCounts): Promise<void> {
  const { inserted, updated, restored, unchanged, skipped, failed } = written
  const counts = { inserted, updated: updated + restored, skipped: skipped + unchanged, failed }
  await recordWrites(config.metricsFile, counts).catch((error) =>
    log.warn({ err: error, file: config.metricsFile }, 'AIDJOBS_METRICS_FILE cannot be written'),
  )
}

function createStore(config: Config, log: Log, database: Database): Store {
  const count = (written: WriteCounts) => countInFile(config, log, written)
  return {
    importJsonLines: async (options) => {
      const result = await importJsonLines(database, { ...options, target: 'live', log })
      await count(result)
      return result
    },
    promote: async ({ target = 'live', ...options }) => {
      const result = await promoteStaging(database, { ...options, target, log })
      await count(result)
      return result
    },
    adopt: () => adoptHandWritten(database, ADOPT_AT_ONCE),
    linkSimilar: (options) => linkSimilar(database, options),
  }
}

/** Name of the newest migration that the database has. */
async function schemaVersion({ db }: Database): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select max(name) as name from schema_migrations`.execute(db)
  return rows[0]?.name ?? 'none'
}
