import t, { type Test } from 'tap'
import Type from 'typebox'
import type { Database } from '../../../src/db/engine.ts'
import { type PageItem, pageKind } from '../../../src/pipeline/collect/source-kind.ts'
import { addBoard, collectorOn, rowsOf } from '../../helpers/board.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { plainPage } from '../../helpers/plain-extractor.ts'
import { type Replay, type Routes, replayServer } from '../../helpers/replay-server.ts'

/** Pages whose addresses stand in the test. */
const pagesKind = (list: () => PageItem[]) =>
  pageKind({
    kind: 'test_board',
    summary: '',
    config: Type.Object({}),
    politeness: { interval_ms: 0, robots: false },
    listing: 'whole',
    reads: 'pages',
    page: async () => ({ items: list(), next: null }),
  })

const opening = (
  base: string,
  name: string,
  text = plainPage({ title: `Ward nurse ${name}`, application_url: `${base}/${name}/apply`, identifier: name }),
): Replay => {
  const page = JSON.parse(text)
  page.postings[0].url = `${base}/${name}`
  return { body: JSON.stringify(page), headers: { 'content-type': 'text/html' } }
}

async function openSite(t: Test, database: Database, switches = { enabled: true, shadow: false }) {
  await addBoard(database)
  const routes: Routes = {}
  const server = await replayServer(t, routes)
  const site = { ...server, routes, list: [] as PageItem[] }
  for (const name of ['one', 'two', 'three']) routes[`GET /${name}`] = opening(server.base, name)
  const collector = collectorOn(t, database, { base: server.base, kinds: [pagesKind(() => site.list)], switches })
  return { site, ...collector }
}

const urls = (base: string, ...names: string[]) => names.map((name) => ({ url: `${base}/${name}` }))

onBothEngines(t, 'pages are read by the extraction, and known ones only seen again', async (t, database) => {
  const { site, collect } = await openSite(t, database)
  site.list = urls(site.base, 'one', 'two')
  t.match(await collect(), { state: 'complete', counts: { inserted: 2, total: 2 }, details: { asked: 2 } })
  t.match(await collect(), { state: 'complete', counts: { unchanged: 2 }, details: { asked: 0, known: 2 } })
  const now = new Date(Date.now() + 60_000).toISOString()
  site.list = [
    { url: `${site.base}/one`, lastmod: now },
    { url: `${site.base}/two`, lastmod: '2020-01-01' },
  ]
  t.match(await collect(), { details: { asked: 1, known: 1 } }, 'what changed since is read again')
})

onBothEngines(
  t,
  'a page that is gone is removed after a complete sweep; one that fails counts as seen',
  async (t, database) => {
    const { site, collect } = await openSite(t, database)
    site.list = urls(site.base, 'one', 'two', 'three')
    await collect()
    site.list = site.list.map((page) => ({ ...page, lastmod: new Date(Date.now() + 60_000).toISOString() }))
    site.routes['GET /one'] = { status: 404 }
    site.routes['GET /two'] = { status: 500 }
    t.match(await collect(), {
      state: 'complete',
      details: { gone: 1, failed: 1 },
      faults: { FETCH_STATUS: 1 },
      removed: 1,
    })
    t.same(await rowsOf(database, `select right(external_url, 3), posting_status from postings order by 1`), [
      ['one', 'removed'],
      ['ree', 'active'],
      ['two', 'active'],
    ])
  },
)

onBothEngines(t, 'of a listing to be followed the pages of its openings are read, each once', async (t, database) => {
  const { site, collect } = await openSite(t, database)
  const fields = (JSON.parse(plainPage()) as { postings: { fields: object }[] }).postings[0]?.fields
  const shown = ['one', 'two', 'one'].map((name) => ({ url: `${site.base}/${name}`, fields }))
  const body = JSON.stringify({ page_type: 'listing', postings: [...shown, { url: null, fields }] })
  site.routes['GET /jobs'] = { body, headers: { 'content-type': 'text/html' } }
  site.list = [{ url: `${site.base}/jobs`, follow: true }]
  t.match(await collect(), {
    state: 'complete',
    counts: { inserted: 2, total: 2 },
    faults: { opening_without_address: 1 },
  })
  t.same([site.count('GET /jobs'), site.count('GET /one'), site.count('GET /two')], [1, 1, 1])
})

onBothEngines(
  t,
  'the switches of storage hold: off refuses at the start, shadow writes the shadow table alone',
  async (t, database) => {
    const { site, context, collect } = await openSite(t, database, { enabled: true, shadow: true })
    site.list = urls(site.base, 'one')
    t.match(await collect(), { state: 'complete', counts: { inserted: 1 } })
    t.match(await collect(), { counts: { unchanged: 1 }, details: { known: 1 } })
    t.same(
      await rowsOf(
        database,
        'select (select count(*)::int from postings), (select count(*)::int from postings_shadow)',
      ),
      [[0, 1]],
    )
    const off = collectorOn(t, database, {
      base: site.base,
      kinds: [pagesKind(() => site.list)],
      switches: { enabled: false, shadow: true },
    })
    await t.rejects(off.collect(), { code: 'STORAGE_DISABLED' })
    t.match(await off.collect({ dryRun: true }), { state: 'complete', sample: [{ record: { page_type: 'detail' } }] })
    t.ok(context)
  },
)
