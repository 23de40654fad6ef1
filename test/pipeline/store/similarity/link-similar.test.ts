import t, { type Test } from 'tap'
import type { Database } from '../../../../src/db/engine.ts'
import type { PostingRow } from '../../../../src/db/posting-columns.ts'
import { retryTransaction } from '../../../../src/db/retry-transaction.ts'
import { type Target, writePostings } from '../../../../src/db/write-postings.ts'
import { canonicalHash, contentHash } from '../../../../src/pipeline/store/identity.ts'
import { linkSimilar } from '../../../../src/pipeline/store/similarity/link-similar.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { edited, jobText } from './texts.ts'

const SOURCES = ['deutsche_bank', 'active_jobs_db', 'arbeitsagentur', 'eures', 'demo']
const readAt = new Date('2026-03-10T08:00:00Z')

/** A posting of the source with this number; all of one `seed` have one text. */
function posting(source_id: number, id: string, changes: Partial<PostingRow> & { seed?: number } = {}): PostingRow {
  const { seed = 1, ...columns } = changes
  const row = {
    source_id,
    source: SOURCES[source_id - 1] ?? 'demo',
    external_id: id,
    external_url: `https://board-${source_id}.example/${id}`,
    job_title: 'Nurse (m/w/d)',
    job_description: jobText(seed),
    organization: 'House Elm GmbH',
    location_raw: 'Kiel, Germany',
    location_city: 'Kiel',
    country_code: 'DE',
    ai_job_language: 'en',
    canonical_version: 1,
    canonical_id: null,
    provenance: {},
    raw_data: {},
    created_by_staging_id: null,
    fetched_at: readAt.toISOString(),
    ...columns,
  }
  const { job_title: title, job_description: description, organization, location_raw: location } = row
  return {
    ...row,
    canonical_hash: canonicalHash(title, row.external_url),
    content_hash: contentHash({ title, description, organization, location }),
  }
}

const slightly = (seed: number, edit = seed) => jobText(seed, (words) => edited(words, 'replace', 0.01, edit))

async function write(database: Database, rows: PostingRow[], target: Target = 'live'): Promise<void> {
  await retryTransaction(database, (tx) => writePostings(tx, target, rows))
}

const link = (database: Database, limit = 10_000) => linkSimilar(database, { limit })
const run = (database: Database, statement: string) => database.raw(statement, { write: true })

/** "newer>older" by the sources' own ids, in the order of the text. */
async function links(database: Database): Promise<string[]> {
  const { rows } = await database.raw(
    `select p.external_id || '>' || o.external_id from postings p join postings o on o.posting_id = p.duplicate_of`,
    { write: false },
  )
  return rows.map(([link]) => String(link)).sort()
}

async function value(database: Database, expression: string, id: string): Promise<unknown> {
  const { rows } = await database.raw(`select ${expression} from postings where external_id = '${id}'`, {
    write: false,
  })
  return rows[0]?.[0]
}

const promises: [name: string, test: (t: Test, database: Database) => Promise<unknown>][] = []
const promise = (...one: (typeof promises)[number]) => promises.push(one)

promise('one opening at two sources is linked to the older posting, with its similarity', async (t, database) => {
  await write(database, [posting(1, 'A')])
  await write(database, [
    posting(2, 'B', { job_title: 'Nurse', job_description: slightly(1) }),
    posting(3, 'C', { seed: 2 }),
  ])
  t.same(await link(database), { compared: 3, linked: 1, unlinked: 0, done: true })
  t.same(await links(database), ['B>A'])
  const similarity = Number(await value(database, 'duplicate_similarity', 'B'))
  t.ok(similarity > 0.9 && similarity < 1, `${similarity}`)
  t.equal(await value(database, 'deleted_at', 'B'), null)
  t.same(await link(database), { compared: 0, linked: 0, unlinked: 0, done: true }, 'and there is nothing left to do')
})

promise('two cities, two ranks, or two openings of one source are not linked', async (t, database) => {
  await write(database, [
    posting(1, 'A'),
    posting(1, 'A2'),
    posting(2, 'B', { location_city: 'Bonn', location_raw: 'Bonn' }),
    posting(3, 'C', { job_title: 'Head Nurse' }),
    posting(4, 'D', { organization: 'Other', location_city: null, country_code: null, location_raw: null }),
  ])
  await link(database)
  t.same(await links(database), [])
})

promise(
  'a repost is linked once the older posting is closed, and no longer when it opens again',
  async (t, database) => {
    await write(database, [posting(1, 'A')])
    await write(database, [posting(1, 'B')])
    await link(database)
    t.same(await links(database), [])
    await run(database, "update postings set posting_status = 'expired' where external_id = 'A'")
    await link(database)
    t.same(await links(database), ['B>A'])
    await run(database, "update postings set posting_status = 'active' where external_id = 'A'")
    await link(database)
    t.same(await links(database), [])
  },
)

promise('a group is flat and has one original, in whatever order its postings come', async (t, database) => {
  const at = (source: number, id: string) => posting(source, id, { job_description: slightly(1, source) })
  await write(database, [at(2, 'B')])
  await write(database, [at(3, 'C')])
  await link(database)
  await write(database, [at(4, 'D'), at(5, 'E')])
  await link(database)
  t.same(await links(database), ['C>B', 'D>B', 'E>B'])
})

promise('a new text ends a link that no longer holds', async (t, database) => {
  await write(database, [posting(1, 'A')])
  await write(database, [posting(2, 'B')])
  await write(database, [posting(3, 'C')])
  await link(database)
  t.same(await links(database), ['B>A', 'C>A'])
  await write(database, [posting(1, 'A', { seed: 9 })])
  t.match(await link(database), { linked: 1 })
  t.same(await links(database), ['C>B'], 'what repeated it repeats the oldest that is left')
  t.equal(await value(database, 'duplicate_similarity', 'B'), null)
})

for (const [what, statement] of [
  ['deleted', "delete from postings where external_id = 'A'"],
  ['deleted softly', "update postings set deleted_at = now() where external_id = 'A'"],
  ['invalidated', "update postings set invalidated = true where external_id = 'A'"],
] as const) {
  promise(`an original that is ${what} leaves its group to the next oldest`, async (t, database) => {
    for (const [index, id] of ['A', 'B', 'C'].entries()) await write(database, [posting(index + 1, id)])
    await link(database)
    await run(database, statement)
    await link(database)
    t.same(await links(database), ['C>B'])
    t.equal(await value(database, 'duplicate_similarity', 'B'), null)
  })
}

promise('one title at one address is linked at once with similarity 1, and stays linked', async (t, database) => {
  const same = { external_url: 'https://house.example/1' }
  await write(database, [posting(1, 'A', same)])
  await write(database, [posting(2, 'B', { ...same, seed: 7 })])
  await write(database, [posting(3, 'C', { ...same, seed: 8, location_city: 'Bonn' })])
  t.same(await links(database), ['B>A'], 'an address that two cities share links nothing')
  t.equal(await value(database, 'duplicate_similarity', 'B'), 1)
  await link(database)
  t.same(await links(database), ['B>A'])
  t.equal(await value(database, 'duplicate_similarity', 'B'), 1)
})

promise('an exact link leads to the original of its twin', async (t, database) => {
  await write(database, [posting(1, 'A')])
  await write(database, [posting(2, 'B', { job_description: slightly(1) })])
  await link(database)
  await write(database, [posting(3, 'C', { external_url: 'https://board-2.example/B' })])
  t.same(await links(database), ['B>A', 'C>A'])
})

promise('a link that a person made stays', async (t, database) => {
  await write(database, [posting(1, 'A'), posting(2, 'B', { seed: 2 })])
  await run(
    database,
    "update postings set duplicate_of = (select posting_id from postings where external_id = 'A') where external_id = 'B'",
  )
  await link(database)
  t.same(await links(database), ['B>A'])
})

promise('short texts are linked by their address alone', async (t, database) => {
  const short = { job_description: 'We look for a nurse in Kiel. Apply now, we answer soon.' }
  await write(database, [posting(1, 'A', short), posting(2, 'B', short)])
  await link(database)
  t.same(await links(database), [])
})

promise('the work can be done bit by bit, and by two processes at once', async (t, database) => {
  const rows = Array.from({ length: 60 }, (_, seed) => [
    posting(1, `A${seed}`, { seed }),
    posting(2, `B${seed}`, { seed, job_description: slightly(seed) }),
  ])
  await write(
    database,
    rows.map(([one]) => one as PostingRow),
  )
  await write(
    database,
    rows.map(([, other]) => other as PostingRow),
  )
  t.match(await link(database, 30), { compared: 30, linked: 0, done: false })
  await Promise.all([link(database), link(database), link(database, 20)])
  await link(database)
  t.same(await links(database), rows.map((_, seed) => `B${seed}>A${seed}`).sort())
})

promise('a signal ends the work after the part in hand', async (t, database) => {
  await write(database, [posting(1, 'A'), posting(2, 'B')])
  t.match(await linkSimilar(database, { limit: 10, signal: AbortSignal.abort() }), { compared: 0, done: false })
})

promise('shadow postings are linked by their address alone, and never looked at', async (t, database) => {
  const same = { external_url: 'https://house.example/1' }
  await write(database, [posting(1, 'A', same)], 'shadow')
  await write(database, [posting(2, 'B', same), posting(3, 'C')], 'shadow')
  t.match(await link(database), { compared: 0 })
  const { rows } = await database.raw(
    'select external_id, duplicate_similarity from postings_shadow where duplicate_of is not null',
    { write: false },
  )
  t.same(rows, [['B', 1]])
})

promise('of many postings of one template only those of one place are linked', async (t, database) => {
  const cities = Array.from({ length: 40 }, (_, index) => `Town ${index}`)
  const of = (source: number) =>
    cities.map((city) => posting(source, `${source} ${city}`, { location_city: city, location_raw: city }))
  await write(database, of(1))
  await write(database, of(2))
  await link(database)
  t.same(await links(database), cities.map((city) => `2 ${city}>1 ${city}`).sort())
})

for (const [name, test] of promises) await onBothEngines(t, name, test)
