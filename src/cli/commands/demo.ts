import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { latestBatch } from '../../db/batches.ts'
import { type ExamplePosting, examplePosting } from '../../db/example-posting.ts'
import { errors } from '../../errors.ts'
import { type BatchReport, batchReport } from '../../pipeline/report/batch-report.ts'
import type { ImportResult } from '../../pipeline/store/import.ts'
import type { Services } from '../../services.ts'
import { type CommandContext, command, type OptionValues } from '../command.ts'
import { driveBatch } from '../drive-batch.ts'
import { linesUntil } from '../lines-until.ts'
import { portIsFree } from '../probes.ts'
import { heading, welcome } from '../render/demo-text.ts'
import { importText } from '../render/import-text.ts'
import { postingText } from '../render/posting-text.ts'
import { reportText } from '../render/report-text.ts'

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'samples', 'postings.jsonl')
const WORKERS = 2
const MOST_JOBS = 1_000_000

const options = {
  input: {
    type: 'text',
    value: 'FILE',
    summary: 'postings of your own, one JSON object a line (default: the samples)',
  },
  source: { type: 'text', value: 'NAME', fallback: 'demo', summary: 'source of the postings' },
  exit: { type: 'flag', summary: 'end after the report instead of serving' },
} as const

type Context = CommandContext<OptionValues<typeof options>>
type Outcome = { imported: ImportResult; report: BatchReport; posting: ExamplePosting | undefined }

export const demo = command({
  name: 'demo',
  summary: 'Run postings through the whole pipeline, show what came out, then serve it with a ready key.',
  options,
  examples: ['demo', 'demo --exit', 'demo --input postings.jsonl --source demo'],
  staysHere: true,
  run: async (context) => {
    const { answer, json } = context
    const outcome = await runPipeline(context)
    if (json) answer(outcome, () => '')
    if (context.signal.aborted) {
      context.note('Stopped. "npm run demo" carries on where this ended.')
      return 1
    }
    if (context.options.exit) return outcome.report.counts.failed > 0 ? 1 : 0
    return serve(context)
  },
})

/** Import, batch and report. */
async function runPipeline(context: Context): Promise<Outcome> {
  const { options, path, output, json, signal } = context
  const file = options.input === undefined ? SAMPLES : path(options.input)
  if (!existsSync(file)) throw errors.fileUnreadable(file)
  const say = (text: string) => json || output.stdout(`${text}\n`)
  const services = await context.services()
  const place =
    services.database.engine === 'pglite' ? `the embedded database in ${context.config.dataDir}` : 'PostgreSQL'
  say(heading(`1. Import into ${place}`))
  const imported = await services.store.importJsonLines({
    source: options.source,
    stream: linesUntil(createReadStream(file), signal),
  })
  say(importText(imported, options.source))

  say(heading('2. Workflow 3001: summary, skills, Internal Hire Likelihood'))
  const id = await processDue(services, context)
  const { db } = services.database
  const report = await batchReport(db, id)
  say(reportText(report))

  const posting = await examplePosting(db, options.source)
  if (posting) {
    say(heading('3. One posting, and what in its text says so'))
    say(postingText(posting))
  }
  return { imported, report, posting }
}

/** A batch over all that is due; without anything due the newest batch, whose results are still those of the postings. */
async function processDue(services: Services, { options, caller, output, signal, json }: Context): Promise<string> {
  const { batches, database } = services
  const wanted = { maxJobs: MOST_JOBS, workers: WORKERS, source: options.source, by: caller }
  const open = await latestBatch(database.db, { open: true })
  const { estimate } = await batches.start({ ...wanted, dryRun: true })
  const newest = await latestBatch(database.db, { open: false })
  if (!open && estimate?.postings === 0 && newest) {
    if (!json) output.stdout('Every posting is processed for its present text. The newest batch was:\n\n')
    return newest.operation_id
  }
  const batch = open ? await batches.resumeLatest(caller) : (await batches.start(wanted)).operation
  if (!batch) throw errors.internal(new Error('a batch was started without an operation'))
  await driveBatch(services, batch.operation_id, { workers: WORKERS, output, signal })
  return batch.operation_id
}

async function serve(context: Context): Promise<0 | 1> {
  const { config, output, commands, json, signal } = context
  const key = config.internalApiKey ?? `demo-${randomBytes(18).toString('base64url')}`
  // A demonstration should not fail at its end because something else has the usual port.
  const port = (await portIsFree(config.host, config.port)) ? config.port : 0
  const served: Config = { ...config, internalApiKey: key, port, notes: [] }
  const services = await context.services()
  const { startService } = await import('../start-service.ts')
  const server = await startService({ ...services, config: served }, commands)
  if (signal.aborted) return (await server.stop('stopped while starting')) === 0 ? 0 : 1
  if (!json) output.stdout(welcome(server.url, config.internalApiKey === undefined ? key : undefined))
  return new Promise<never>(() => undefined)
}
