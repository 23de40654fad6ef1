import t from 'tap'
import type { Database } from '../../../src/db/engine.ts'
import { findUrl, repairUrls } from '../../../src/pipeline/refresh/repair-urls.ts'
import { rowsOf, run } from '../../helpers/board.ts'
import { onBothEngines } from '../../helpers/database.ts'

const nothing = { staged_url: null, item: null, kind: 'manual', config: {}, source: 'demo' }
const found = (given: object) => findUrl({ ...nothing, ...given })

t.test('an address is taken from staging, then from the usual names, then from the mapper', async (t) => {
  const item = { url: 'https://jobs.example/named' }
  t.match(found({ item, staged_url: 'https://jobs.example/staged' }), {
    text: 'https://jobs.example/staged',
    origin: 'staging',
  })
  t.match(found({ item, staged_url: 'not yet' }), {
    text: 'https://jobs.example/named',
    origin: 'raw_data',
    name: 'url',
  })
  t.match(found({ item: { item: {}, detail: { jobPostingInfo: { externalUrl: 'https://jobs.example/7' } } } }), {
    text: 'https://jobs.example/7',
  })
  const workday = { kind: 'workday_cxs', config: { host: 'acme.wd3.myworkdayjobs.com', tenant: 'acme', site: 'Jobs' } }
  t.match(found({ ...workday, item: { item: { externalPath: '/job/Hamburg/Cook_R7' }, detail: null } }), {
    text: 'https://acme.wd3.myworkdayjobs.com/Jobs/job/Hamburg/Cook_R7',
    origin: 'mapper',
  })
})

t.test('no other thing becomes an address', async (t) => {
  for (const url of ['mailto:jobs@jobs.example', 'javascript:alert(1)', '/jobs/7', 'https://', 7, null, {}, ''])
    t.equal(found({ item: { url }, staged_url: typeof url === 'string' ? url : null }), null, String(url))
  t.equal(found({ item: { apply_url: 'https://jobs.example/apply', logo: 'https://jobs.example/logo.png' } }), null)
  t.equal(
    found({ kind: 'workday_cxs', item: { externalPath: '/job/x_R1' } }),
    null,
    'settings that its kind cannot use',
  )
  t.equal(found({ kind: 'greenhouse', config: { board: 'acme' }, item: [1] }), null)
  t.equal(found({ item: { url: 'https://user:secret@jobs.example/1' } })?.text, 'https://jobs.example/1')
})

const missing = (database: Database) =>
  run(
    database,
    `insert into postings (posting_id, job_title, organization, source_id, source, external_id, canonical_version, canonical_hash, raw_data) values
      (901, 'Cook', 'House', 5, 'demo', 'C-1', 1, 'h1', '{"external_id": "C-1", "link": "https://jobs.example/cook?utm_source=x"}'),
      (902, 'Baker', 'House', 5, 'demo', null, 1, 'h2', '{"external_id": null, "url": "https://jobs.example/baker"}'),
      (903, 'Typist', 'House', 5, 'demo', 'C-3', 1, 'h3', '{"external_id": "C-3"}')`,
  )
const addresses = (database: Database) =>
  rowsOf(
    database,
    `select external_url, canonical_hash = 'h' || (posting_id - 900) from postings where posting_id > 900 order by posting_id`,
  )

onBothEngines(
  t,
  'postings get their addresses once, told in history and audit; the rest is listed',
  async (t, database) => {
    await missing(database)
    const options = { by: 'test', signal: new AbortController().signal }
    const expected = { missing: 3, repaired: 2, from: { staging: 0, raw_data: 2, mapper: 0 }, left: 1 }
    t.match(await repairUrls(database, { ...options, dryRun: true }), { ...expected, dry_run: true })
    t.match(await addresses(database), [[null], [null], [null]], 'a dry run writes nothing')
    const result = await repairUrls(database, { ...options, dryRun: false, source: 'demo' })
    t.match(result, { ...expected, rest: [{ external_id: 'C-3', title: 'Typist', why: 'no_item' }] })
    t.same(await addresses(database), [
      ['https://jobs.example/cook?utm_source=x', false],
      // Without an own id the hash is what its source is recognised by.
      ['https://jobs.example/baker', true],
      [null, true],
    ])
    t.same(
      await rowsOf(
        database,
        `select provenance -> 'external_url' ->> 'source', provenance -> 'external_url' ->> 'note', version from postings where posting_id = 901`,
      ),
      [['raw_data', 'link', 2]],
    )
    t.match(await rowsOf(database, `select field, origin from field_events order by field_events.event_id`), {
      length: 2,
      0: ['external_url', 'repair_urls/1'],
    })
    t.match(await repairUrls(database, { ...options, dryRun: false }), { missing: 1, repaired: 0, left: 1 })
    t.match(
      await rowsOf(
        database,
        `select subject, detail ->> 'repaired' from audit_log where action = 'postings.urls_repaired'`,
      ),
      [['demo', '2']],
    )
    await t.rejects(repairUrls(database, { ...options, dryRun: true, source: 'nowhere' }), { code: 'UNKNOWN_SOURCE' })
  },
)
