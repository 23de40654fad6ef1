/**
 * Stored postings a second, against a bare multi-row upsert of the same rows into the same table on the same engine.
 *
 *   npm run bench -- ingest             2,000 postings on both engines
 *   npm run bench -- ingest 5000 pglite
 *
 * `store` is the upsert with identity, dedupe and provenance, from rows with clean text; `import` starts at JSON lines and adds reading,
 * checking, cleaning, language, places and the staging rows; `again` imports the same file a second time.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../src/db/connect.ts'
import type { Database } from '../src/db/engine.ts'
import { toJsonbText } from '../src/db/jsonb-text.ts'
import { writePostings } from '../src/db/write-postings.ts'
import type { CheckedRow } from '../src/pipeline/store/check-row.ts'
import { importJsonLines } from '../src/pipeline/store/import.ts'
import { toPosting } from '../src/pipeline/store/to-posting.ts'
import { rowsAtOnce } from '../src/pipeline/store/transaction-size.ts'
import { startPostgres } from '../test/helpers/postgres-server.ts'

const ROUNDS = 5
const count = Number(process.argv[2] ?? 2_000)
const engines = process.argv[3] ? [process.argv[3]] : ['postgres', 'pglite']
const silent = () => undefined
const log = { info: silent, warn: silent, debug: silent }

const SENTENCES = [
  'You plan the weekly rota of the ward together with the head nurse and keep its records in order.',
  'Build interfaces between the ledger and the reporting platform in TypeScript and SQL.',
  'A degree in mechanical engineering or a comparable qualification is expected.',
  'We offer thirty days of leave, a pension plan and a ticket for the local transport.',
  'Three years of experience with relational databases are an advantage.',
  'The team of eleven colleagues sits in the centre of the town and works from home on two days a week.',
  'Fluent German and good English are needed because our customers call from many countries.',
  'Report faults to the foreman, order spare parts and write the report of the shift.',
]

/** About 5,000 characters, no two alike. */
function describe(index: number): string {
  const lines = Array.from(
    { length: 56 },
    (_, line) => `- ${SENTENCES[(index * 7 + line * line) % SENTENCES.length]} (${index}.${line})`,
  )
  return lines.join('\n')
}

const rows = Array.from({ length: count }, (_, index) => ({
  external_job_id: `B-${index}`,
  job_title: `Colleague ${index} for team ${index % 40}`,
  company_name: `House ${index % 25}`,
  location: 'Kassel, Hessen, Germany',
  external_url: `https://jobs.example/openings/${index}?utm_source=bench`,
  posted_on: '2026-03-01',
  deadline: '2026-06-30',
  job_description: describe(index),
}))
const readAt = new Date('2026-03-10T08:00:00Z')

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
}

/** What any program would do: one statement a part, the row as it is. */
async function bare(database: Database): Promise<void> {
  for (const part of inParts(rows, rowsAtOnce(database.engine))) {
    await database.transaction(async (tx) => {
      await sql`
        insert into postings (source_id, source, external_id, external_job_id, job_title, organization, location_raw, external_url,
          posted_date, deadline, job_description, canonical_version)
        select 5, 'demo', external_job_id, external_job_id, job_title, company_name, location, external_url, posted_on, deadline,
          job_description, 1
        from jsonb_to_recordset(${toJsonbText(part)}::jsonb) as r (external_job_id text, job_title text, company_name text, location text,
          external_url text, posted_on date, deadline date, job_description text)
        on conflict (source_id, external_id) where external_id is not null do update set job_title = excluded.job_title,
          organization = excluded.organization, location_raw = excluded.location_raw, external_url = excluded.external_url,
          posted_date = excluded.posted_date, deadline = excluded.deadline, job_description = excluded.job_description`.execute(
        tx,
      )
    })
  }
}

async function store(database: Database): Promise<void> {
  const origin = { source_id: 5, source: 'demo', org_name: null, staging_id: null, read_at: readAt, item: {} }
  for (const part of inParts(rows, rowsAtOnce(database.engine))) {
    const postings = part.map((record) => {
      const checked: CheckedRow = {
        record,
        title: record.job_title,
        description: record.job_description,
        findings: [],
        fault: null,
      }
      const posting = toPosting(checked, origin)
      if (posting === null) throw new Error('a row of the bench makes no posting')
      return posting
    })
    await database.transaction((tx) => writePostings(tx, 'live', postings))
  }
}

const file = rows.map((row) => JSON.stringify(row)).join('\n')
async function importFile(database: Database): Promise<void> {
  const { total, failed, skipped } = await importJsonLines(database, {
    source: 'demo',
    text: file,
    target: 'live',
    log,
  })
  if (total !== count || failed + skipped > 0) throw new Error('the bench lost rows')
}

async function empty(database: Database): Promise<void> {
  await database.raw(
    'truncate postings, postings_staging, posting_changes, posting_count_deltas, field_events restart identity cascade',
    {
      write: true,
    },
  )
}

async function rate(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return count / ((performance.now() - start) / 1000)
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const spread = (values: number[]) => `${Math.min(...values).toFixed(2)}-${Math.max(...values).toFixed(2)}`

async function measure(database: Database): Promise<void> {
  const seen: Record<'bare' | 'store' | 'import' | 'again', number[]> = { bare: [], store: [], import: [], again: [] }
  await empty(database)
  await store(database)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries({ bare, store, import: importFile }) as [
      'bare' | 'store' | 'import',
      typeof bare,
    ][]) {
      await empty(database)
      seen[name].push(await rate(() => work(database)))
    }
    seen.again.push(await rate(() => importFile(database)))
  }
  for (const name of ['store', 'import', 'again'] as const) {
    const ratios = seen[name].map((value, round) => value / (seen.bare[round] ?? Number.NaN))
    const rates = `${median(seen[name]).toFixed(0)}/s against ${median(seen.bare).toFixed(0)}/s`
    console.log(
      `${database.engine} ${name}: ${median(ratios).toFixed(2)} of a bare upsert (${spread(ratios)}), ${rates}`,
    )
  }
}

console.log(`${count} postings of ${describe(0).length} characters, ${ROUNDS} rounds, interleaved`)
for (const engine of engines) {
  if (engine === 'postgres') {
    const server = await startPostgres()
    const database = await openDatabase({ url: server.url })
    await measure(database)
    await database.close()
    await server.stop()
  } else {
    const dataDir = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
    const database = await openDatabase({ dataDir })
    await measure(database)
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
