/**
 * What near-duplicates cost: a signature, the linking of a posting beside 1,000 to 100,000 others, and both against comparing all texts.
 *
 *   npm run bench -- duplicates             up to 100,000 fingerprints on PostgreSQL
 *   npm run bench -- duplicates 10000 pglite
 *
 * The postings beside which others are linked have fingerprints of texts that share nothing; each that is linked has one duplicate
 * among the others of its own round. Growth is the time of one posting against that at a tenth of the fingerprints.
 */
import { sql } from 'kysely'
import { openDatabase } from '../src/db/connect.ts'
import type { Database } from '../src/db/engine.ts'
import { toJsonbText } from '../src/db/jsonb-text.ts'
import { BANDING, FINGERPRINT_VERSION } from '../src/pipeline/store/similarity/fingerprint.ts'
import { jaccard } from '../src/pipeline/store/similarity/jaccard.ts'
import { linkSimilar } from '../src/pipeline/store/similarity/link-similar.ts'
import { ownText } from '../src/pipeline/store/similarity/own-text.ts'
import { shinglesOf } from '../src/pipeline/store/similarity/shingles.ts'
import { signatureOf } from '../src/pipeline/store/similarity/signature.ts'
import { startPostgres } from '../test/helpers/postgres-server.ts'

const most = Number(process.argv[2] ?? 100_000)
const engine = process.argv[3] ?? 'postgres'
const ROUNDS = 5
/** Postings linked in one round, half of them duplicates of the other half. */
const A_ROUND = 100
const SYLLABLES = 'ba ke li mo nu pra sta tri ves wo zan fel gor hin jak'.split(' ')

/** About 5,000 characters; texts of two seeds share no three words in a row. */
function describe(seed: number): string {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const word = () => Array.from({ length: 3 }, () => SYLLABLES[next(SYLLABLES.length)]).join('')
  const line = () => `- ${Array.from({ length: 11 }, word).join(' ')}`
  const lines = (count: number) => Array.from({ length: count }, line)
  return ['Your responsibilities', ...lines(30), 'Your profile', ...lines(28)].join('\n')
}

function timed<T>(work: () => T): [milliseconds: number, T] {
  const start = performance.now()
  const result = work()
  return [performance.now() - start, result]
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const shown = (values: number[]) =>
  `${median(values).toFixed(2)} ms (${Math.min(...values).toFixed(2)}-${Math.max(...values).toFixed(2)})`

function measurePure(): void {
  const texts = Array.from({ length: 300 }, (_, seed) => describe(seed + 1))
  const own = texts.map((text) => ownText(text, 'en') ?? '')
  const parts: Record<'own text' | 'shingles' | 'signature', number[]> = { 'own text': [], shingles: [], signature: [] }
  for (let round = 0; round < ROUNDS; round++) {
    parts['own text'].push(timed(() => texts.map((text) => ownText(text, 'en')))[0] / texts.length)
    const [took, shingles] = timed(() => own.map(shinglesOf))
    parts.shingles.push(took / texts.length)
    parts.signature.push(timed(() => shingles.map(signatureOf))[0] / texts.length)
  }
  console.log(`a text of ${texts[0]?.length} characters, ${ROUNDS} rounds of ${texts.length}`)
  for (const [name, values] of Object.entries(parts)) console.log(`  ${name}: ${shown(values)}`)
  const sets = own.map(shinglesOf)
  const [took] = timed(() => sets.map((one) => sets.reduce((sum, other) => sum + jaccard(one, other), 0)))
  const each = took / sets.length ** 2
  console.log(
    `  exact similarity of two texts: ${(each * 1000).toFixed(1)} us; of one with 100,000: ${(each * 1e5).toFixed(0)} ms`,
  )
}

/** Postings that are fingerprinted and compared already, `count` in all. */
async function fill({ db }: Database, count: number): Promise<void> {
  const { rows } = await sql<{ present: number }>`select count(*) as present from posting_fingerprints`.execute(db)
  for (let from = rows[0]?.present ?? 0; from < count; from += 5_000) {
    const many = Math.min(5_000, count - from)
    await sql`
      with made as (
        insert into postings (job_title, organization, location_city, country_code, source_id, source, external_id, canonical_version,
          canonical_hash, content_hash)
        select 'Nurse', 'House', 'Kiel', 'DE', 1 + i % 4, 'demo', 'F' || i, 1, 'F' || i, 'F' || i
        from generate_series(${from}::int + 1, ${from}::int + ${many}::int) i returning posting_id, content_hash
      )
      insert into posting_fingerprints (posting_id, version, content_hash, country_code, cities, signature, bands)
      select posting_id, ${FINGERPRINT_VERSION}::smallint, content_hash, 'DE', array['kiel'], decode(repeat(md5(posting_id::text), 32), 'hex'),
        (select array_agg((random() * 4e9 - 2e9)::int) from generate_series(1, ${sql.lit(BANDING.bands)}) where posting_id > 0)
      from made`.execute(db)
  }
  await sql`truncate posting_comparisons_due`.execute(db)
  await sql`analyze postings, posting_fingerprints`.execute(db)
}

async function addRound({ db }: Database, round: number): Promise<void> {
  const rows = Array.from({ length: A_ROUND }, (_, index) => {
    const id = `R${round}-${index}`
    const seed = 1_000_000 + round * A_ROUND + (index % (A_ROUND / 2))
    return { id, source_id: index < A_ROUND / 2 ? 1 : 2, description: describe(seed) }
  })
  await sql`
    insert into postings (job_title, organization, location_city, country_code, source_id, source, external_id, canonical_version,
      canonical_hash, content_hash, job_description)
    select 'Nurse', 'House', 'Kiel', 'DE', source_id, 'demo', id, 1, id, id, description
    from jsonb_to_recordset(${toJsonbText(rows)}::jsonb) as r (id text, source_id int, description text)`.execute(db)
}

async function measureLinking(database: Database): Promise<void> {
  let round = 0
  let before: number | undefined
  for (const count of [1_000, 10_000, 100_000].filter((size) => size <= most)) {
    await fill(database, count)
    const seen: number[] = []
    const idle: number[] = []
    for (let repeat = 0; repeat <= ROUNDS; repeat++) {
      await addRound(database, round++)
      const start = performance.now()
      const { compared, linked } = await linkSimilar(database, { limit: A_ROUND })
      const took = (performance.now() - start) / A_ROUND
      if (compared !== A_ROUND || linked !== A_ROUND / 2) throw new Error(`${compared} compared, ${linked} linked`)
      const again = performance.now()
      await linkSimilar(database, { limit: A_ROUND })
      // The first round fills caches.
      if (repeat > 0) {
        seen.push(took)
        idle.push(performance.now() - again)
      }
    }
    const growth = before === undefined ? '' : `, ${(median(seen) / before).toFixed(2)} times that of a tenth`
    before = median(seen)
    console.log(`${engine}, ${count} fingerprints: ${shown(seen)} a posting${growth}; looking for work ${shown(idle)}`)
  }
  const { rows } = await sql<{ table: number; bands: number }>`
    select pg_table_size('posting_fingerprints') as table, pg_relation_size('posting_fingerprints_bands') as bands`.execute(
    database.db,
  )
  const megabytes = (bytes = 0) => `${(bytes / 2 ** 20).toFixed(0)} MB`
  console.log(`${engine}: fingerprints ${megabytes(rows[0]?.table)}, their index ${megabytes(rows[0]?.bands)}`)
}

measurePure()
const server = engine === 'postgres' ? await startPostgres() : undefined
const database = await openDatabase(server ? { url: server.url } : {})
await measureLinking(database)
await database.close()
await server?.stop()
