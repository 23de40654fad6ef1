import t from 'tap'
import { feed } from '../../../src/pipeline/collect/feed.ts'
import { feedPages } from '../../../src/pipeline/collect/feed-pages.ts'
import { pagesOf, recordedText, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const rss = recordedText('feed/rss.xml')
const atom = recordedText('feed/atom.xml')
const url = 'https://moorland.example/feed'

t.test('entries of RSS yield their openings with the longest text, and nobody else’s name', async (t) => {
  const server = await replayServer(t, { 'GET /feed': { body: rss } })
  const { records, items } = await recordsOf(t, feed, { url, company_name: 'Moorland' }, collectContext(t, server.base))
  t.match(records[0], {
    external_job_id: 'moor-1',
    job_title: 'Peat Ranger & Guide',
    company_name: 'Moorland gGmbH',
    location: 'Emden',
    external_url: 'https://moorland.example/jobs/peat-ranger',
    posted_on: 'Mon, 06 Jul 2026 10:00:00 +0200',
    employment_type: ['Full Time'],
    job_description: '<p>You walk the <em>moor</em>.</p>',
  })
  t.match(records[1], {
    external_job_id: 'https://moorland.example/jobs/bog-keeper',
    external_url: 'https://moorland.example/jobs/bog-keeper',
    company_name: 'Moorland',
    job_description: '<p>You keep the bog.</p>',
    posted_on: null,
  })
  t.notMatch(JSON.stringify(items), /personal|jo@/i)
})

t.test('entries of Atom too, page after page', async (t) => {
  const last = atom.replace(/<link rel="next"[^>]*>/, '').replace('2026:1', '2026:2')
  const server = await replayServer(t, {
    'GET /jobs.atom': ({ query }) => ({ body: query.get('page') === '2' ? last : atom }),
  })
  const context = collectContext(t, server.base)
  const config = { url: 'https://heath.example/jobs.atom' }
  const { records, items } = await recordsOf(t, feed, config, context)
  t.match(records[0], {
    external_job_id: 'tag:heath.example,2026:1',
    job_title: 'Shepherd',
    external_url: 'https://heath.example/jobs/shepherd',
    posted_on: '2026-07-02T00:00:00Z',
    job_description: /<p>You tend &lt;200 sheep\.<\/p>/,
    notes: { posted_on: 'updated' },
  })
  t.notMatch(JSON.stringify(items), /Personal/)
  const pages = await pagesOf(feed, config, context)
  t.same(
    pages.flatMap(({ items }) => items.map((item) => feed.identity(item, config))),
    ['tag:heath.example,2026:1', 'tag:heath.example,2026:2'],
  )
})

t.test('a feed that only links yields the pages to read', async (t) => {
  const without = rss.replace('</channel>', '<item><title>No address</title></item></channel>')
  const server = await replayServer(t, { 'GET /feed': { body: without } })
  t.same(await feedPages.page({ url }, collectContext(t, server.base), null), {
    items: [{ url: 'https://moorland.example/jobs/peat-ranger' }, { url: 'https://moorland.example/jobs/bog-keeper' }],
    next: null,
    faults: { entry_without_link: 1 },
  })
})

t.test('no feed, half a feed and a next page at another host are errors', async (t) => {
  const answers = [
    '<html></html>',
    rss.slice(0, -20),
    atom.replace('href="/jobs.atom?page=2"', 'href="https://evil.example/"'),
  ]
  const server = await replayServer(t, { 'GET /feed': () => ({ body: answers.shift() }) })
  const context = collectContext(t, server.base)
  for (const message of [/is no RSS or Atom feed/, /broke off/, /another host/])
    await t.rejects(feed.page({ url }, context, null), { code: 'SOURCE_ANSWER_INVALID', message })
})
