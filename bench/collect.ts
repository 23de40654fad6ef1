/**
 * Collecting a career site on Workday: 81 pages and a detail for each opening, from a local server without pauses, then with them.
 *
 *   npm run bench -- collect                1,601 openings on both engines, then 60 with pauses of 50 and of 200 ms
 *   npm run bench -- collect 500 pglite
 *
 * `first` stores everything, `again` finds everything known, `renamed` finds another title on every tenth opening.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Collection, openCollection } from '../src/collection.ts'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/db/connect.ts'
import type { Database } from '../src/db/engine.ts'
import { addSource } from '../src/db/sources.ts'
import { createLog } from '../src/log.ts'
import { openPageReader } from '../src/pipeline/extract/open-page-reader.ts'
import type { CollectResult } from '../src/pipeline/refresh/collect-source.ts'
import { createExtraction } from '../src/pipeline/store/extraction/extract-pages.ts'
import { startPostgres } from '../test/helpers/postgres-server.ts'
import type { Answer, Figures, Order } from './collect/site.ts'

const count = Number(process.argv[2] ?? 1_601)
const engines = process.argv[3] ? [process.argv[3]] : ['postgres', 'pglite']
const FEW = 60
/** 200 is what the kind keeps by itself. */
const INTERVALS_MS = [50, 200]
const MEMORY_EVERY = 400
const MEGABYTE = 1_048_576

async function startSite() {
  const child = fork(join(import.meta.dirname, 'collect', 'site.ts'))
  const [{ base }] = (await once(child, 'message')) as [{ base: string }]
  const order = (order: Order) => child.send(order)
  const figures = async (): Promise<Figures> => {
    const answered = once(child, 'message') as Promise<[Answer]>
    order('figures')
    const [answer] = await answered
    if (!('figures' in answer)) throw new Error('the site tells no figures')
    return answer.figures
  }
  return { base, rename: () => order('renamed'), figures, stop: () => child.disconnect() }
}

type Site = Awaited<ReturnType<typeof startSite>>

const log = await createLog({ level: 'silent' })
const config = readConfig({})

async function addSite(database: Database, openings: number, interval_ms: number): Promise<string> {
  const source_name = `workday of ${openings}`
  const place = { host: 'bench.wd3.myworkdayjobs.com', tenant: 'bench', site: `of${openings}` }
  const source = { source_name, kind: 'workday_cxs', config: place, politeness: { interval_ms } }
  await database.transaction((tx) => addSource(tx, source, 'bench'))
  return source_name
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Of the process, and of its heap after a collection, in MB. */
function memoryOf(): string {
  collectGarbage()
  const { rss, heapUsed } = process.memoryUsage()
  return `${Math.round(rss / MEGABYTE)}/${Math.round(heapUsed / MEGABYTE)}`
}

async function sweep(collection: Collection, site: Site, source: string, items?: number) {
  const memory: string[] = []
  let next = MEMORY_EVERY
  const result = await collection.collect({
    source,
    baseUrl: site.base,
    requestedBy: 'bench',
    limits: { items },
    signal: new AbortController().signal,
    onProgress: ({ items }) => {
      if (items < next) return
      memory.push(memoryOf())
      next += MEMORY_EVERY
    },
  })
  if (result.state !== 'complete' && result.reason !== 'limit')
    throw new Error(`the sweep ended ${result.state}: ${result.reason}`)
  return { result, memory, figures: await site.figures() }
}

type Swept = { result: CollectResult; memory: string[]; figures: Figures }

function print(name: string, { result, memory, figures }: Swept, seconds: number): void {
  const { inserted, updated, unchanged } = result.counts
  const rate = (result.items / seconds).toFixed(0)
  console.log(
    `  ${name}: ${seconds.toFixed(1)} s, ${rate} openings/s; ${figures.lists} pages and ${figures.details} details asked`,
  )
  console.log(`    ${inserted} new, ${updated} changed, ${unchanged} unchanged; memory/heap in MB ${memory.join(', ')}`)
}

function paceOf({ times }: Figures): string {
  const gaps = times.slice(1).map((time, index) => time - (times[index] as number))
  const seconds = gaps.reduce((all, gap) => all + gap, 0) / 1_000
  const middle = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] as number
  const pauses = `least ${Math.min(...gaps).toFixed(1)}, median ${middle.toFixed(1)} ms`
  return `${times.length} requests at ${(gaps.length / seconds).toFixed(2)}/s (pauses: ${pauses})`
}

async function measure(database: Database, site: Site): Promise<void> {
  const reader = openPageReader({ config, log })
  const switches = { enabled: false, shadow: false }
  const extraction = createExtraction({ database, reader, switches, log, count: async () => undefined })
  const versions = { code: 'bench', schema: 'bench' }
  const collection = openCollection({ config, log, database, extraction, startBatch: async () => null, versions })
  // Places and skills are read at the first use, once a process.
  const few = await addSite(database, FEW, 0)
  await sweep(collection, site, few)

  const source = await addSite(database, count, 0)
  for (const name of ['first', 'again', 'renamed']) {
    if (name === 'renamed') site.rename()
    const started = performance.now()
    const swept = await sweep(collection, site, source)
    print(name, swept, (performance.now() - started) / 1_000)
  }

  for (const interval of INTERVALS_MS) {
    const polite = await addSite(database, FEW + interval, interval)
    const { figures } = await sweep(collection, site, polite, FEW)
    console.log(`  with a pause of ${interval} ms: ${paceOf(figures)}, configured ${1_000 / interval}/s`)
  }
  await collection.close()
  await reader.close()
}

console.log(`${count} openings with texts of 5,000 characters`)
for (const engine of engines) {
  console.log(engine)
  const site = await startSite()
  if (engine === 'postgres') {
    const server = await startPostgres()
    const database = await openDatabase({ url: server.url })
    await measure(database, site)
    await database.close()
    await server.stop()
  } else {
    const dataDir = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
    const database = await openDatabase({ dataDir })
    await measure(database, site)
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  site.stop()
}
