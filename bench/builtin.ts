/**
 * Postings per second, end to end: rows of a file to staging, validated, promoted, and carried through Workflow 3001 with builtin
 * actors, everything stored. Both engines, interleaved, median of the rounds. Targets (design): 150/s PostgreSQL, 60/s embedded.
 *
 *   npm run bench -- builtin [--postings 1000] [--rounds 3] [--length 5900]
 *
 * `--length` is what the samples' texts are put together to, in characters: 5,900 is the mean of the 167 real postings that the product
 * was designed with; 0 leaves the samples as they are.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { detectLanguage } from '../src/pipeline/text/detect-language.ts'
import { openServices } from '../src/services.ts'
import { startPostgres } from '../test/helpers/postgres-server.ts'
import { runAdmin, urlOf } from '../test/helpers/prepared.ts'

const { values } = parseArgs({
  options: {
    postings: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    length: { type: 'string', default: '5900' },
  },
})
const postings = Number(values.postings)
const rounds = Number(values.rounds)

const LONGEST_SAMPLE = 5_900
const length = Number(values.length)

type Row = { job_title?: string; job_description?: string | null; external_job_id?: string }
const samples = readFileSync(join(import.meta.dirname, '..', 'samples', 'postings.jsonl'), 'utf8')
  .split('\n')
  .flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as Row]))
  .filter(
    ({ job_description }) => (job_description ?? '').length > 600 && (job_description ?? '').length < LONGEST_SAMPLE,
  )

/** Postings of one language, so that texts of a real posting's length can be put together from them. */
const byLanguage = Map.groupBy(samples, ({ job_description }) => detectLanguage(job_description ?? ''))

function longText(sample: Row, index: number): string {
  const same = byLanguage.get(detectLanguage(sample.job_description ?? '')) ?? [sample]
  let text = sample.job_description ?? ''
  for (let next = index; text.length < length; next++) text += `\n\n${same[next % same.length]?.job_description}`
  return text
}

/** Unlike one another in id, title and text, so that nothing is deduplicated away. */
const lines = Array.from({ length: postings }, (_, index) => {
  const sample = samples[index % samples.length] as Row
  return JSON.stringify({
    ...sample,
    external_job_id: `bench-${index}`,
    external_url: `https://jobs.example/bench/${index}`,
    job_title: `${sample.job_title} ${index}`,
    job_description: `${longText(sample, index)}\n\nReference ${index}.`,
  })
}).join('\n')
const meanLength = Math.round(lines.length / postings)

async function round(environment: Record<string, string>): Promise<{ seconds: number; imported: number }> {
  const config = readConfig({ LOG_LEVEL: 'silent', ...environment })
  const services = await openServices({ config, log: await createLog({ level: 'silent' }) })
  try {
    const started = performance.now()
    await services.store.importJsonLines({ source: 'demo', stream: Readable.from([lines]) })
    const imported = (performance.now() - started) / 1000
    const { operation } = await services.batches.start({ by: 'bench', maxJobs: postings, workers: 2 })
    const id = operation?.operation_id ?? ''
    const worker = services.startWorker({ batchId: id, concurrency: 2 })
    await worker.ended(id)
    const seconds = (performance.now() - started) / 1000
    const { rows } = await services.database.raw("select count(*) from postings where posting_status = 'complete'", {
      write: false,
    })
    if (rows[0]?.[0] !== postings) throw new Error(`${rows[0]?.[0]} of ${postings} postings are complete`)
    return { seconds, imported }
  } finally {
    await services.close()
  }
}

const server = await startPostgres()
const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
const figures: Record<string, number[]> = { embedded: [], postgres: [] }
try {
  for (let index = 0; index < rounds; index++) {
    const metrics = { AIDJOBS_METRICS_FILE: join(folder, 'metrics.json') }
    await runAdmin(server.url, `create database bench_${index}`)
    const engines = {
      embedded: { ...metrics, DATA_DIR: join(folder, `data-${index}`) },
      postgres: { ...metrics, DATA_DIR: join(folder, 'unused'), DATABASE_URL: urlOf(server.url, `bench_${index}`) },
    }
    for (const [engine, environment] of Object.entries(engines)) {
      const { seconds, imported } = await round(environment)
      figures[engine]?.push(postings / seconds)
      console.log(
        `round ${index + 1} ${engine}: ${postings} postings in ${seconds.toFixed(1)} s (import ${imported.toFixed(1)} s)`,
      )
    }
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`mean row ${meanLength} bytes`)
for (const [engine, rates] of Object.entries(figures)) {
  const sorted = rates.toSorted((a, b) => a - b)
  const text = (rate: number | undefined) => rate?.toFixed(0)
  console.log(
    `${engine}: ${text(sorted[Math.floor(sorted.length / 2)])} postings/s (${text(sorted[0])} to ${text(sorted.at(-1))})`,
  )
}
process.exit(0)
