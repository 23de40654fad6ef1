import t from 'tap'
import { successfactorsRss } from '../../../src/pipeline/collect/successfactors-rss.ts'
import { recordedText, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const body = recordedText('successfactors_rss/googlefeed.xml')
const config = { host: 'jobs.nordlicht.example' }

t.test('an entry yields its opening, and the title loses the place behind it', async (t) => {
  const server = await replayServer(t, { 'GET /googlefeed.xml': { body } })
  const { records } = await recordsOf(t, successfactorsRss, config, collectContext(t, server.base))
  t.match(records[0], {
    external_job_id: '900100',
    job_title: 'Tide Analyst',
    company_name: 'Nordlicht AG',
    location: 'Basel, BS, CH, 4051',
    places: [{ raw: 'Basel, BS, CH, 4051', city: 'Basel', region: 'BS', country_code: 'CH' }],
    external_url: 'https://jobs.nordlicht.example/job/Basel-Tide-Analyst-4051/900100/',
    deadline: '2026-09-30',
    job_description: '&lt;p&gt;You read &lt;b&gt;tides&lt;/b&gt; &amp;amp; winds.&lt;/p&gt;',
    notes: { deadline: 'feed_term' },
  })
  t.match(records[1], {
    external_job_id: '900101',
    job_title: 'Harbour Clerk (Bremen)',
    places: [{ city: 'Bremen', region: null, country: 'Germany' }],
    posted_on: 'Wed, 17 Jun 2026 09:00:00 GMT',
    deadline: null,
  })
})

t.test('older sites have it at another address, and a plain sitemap is no feed', async (t) => {
  const server = await replayServer(t, {
    'GET /sitemal.xml': { body },
    'GET /googlefeed.xml': { body: '<urlset><url><loc>https://jobs.nordlicht.example/a</loc></url></urlset>' },
  })
  const context = collectContext(t, server.base)
  t.equal((await successfactorsRss.page({ ...config, path: '/sitemal.xml' }, context, null)).items.length, 2)
  await t.rejects(successfactorsRss.page(config, context, null), { code: 'SOURCE_ANSWER_INVALID' })
})
