import t from 'tap'
import { sitemap } from '../../../src/pipeline/collect/sitemap.ts'
import { pagesOf } from '../../helpers/collected.ts'
import { type Routes, replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const ORIGIN = 'https://lighthouse.example'
const config = { url: `${ORIGIN}/sitemap.xml` }
const at = (path: string) => (/^\w+:/.test(path) ? path : ORIGIN + path)
const index = (...paths: string[]) => ({
  body: `<sitemapindex>${paths.map((path) => `<sitemap><loc>${at(path)}</loc></sitemap>`).join('')}</sitemapindex>`,
})
const urls = (...entries: [path: string, lastmod?: string][]) => ({
  body: `<urlset>${entries
    .map(([path, lastmod]) => `<url><loc>${at(path)}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</url>`)
    .join('')}</urlset>`,
})

async function read(t: { teardown(work: () => unknown): void }, routes: Routes, more: object = {}) {
  const server = await replayServer(t, routes)
  const pages = await pagesOf(sitemap, { ...config, ...more }, collectContext(t, server.base))
  return { server, pages, found: pages.flatMap(({ items }) => items.map(({ url }) => url.replace(ORIGIN, ''))) }
}

t.test('sitemaps inside sitemaps are read, one page of the listing for each that lists wanted pages', async (t) => {
  const { pages, found, server } = await read(
    t,
    {
      'GET /sitemap.xml': index('/a.xml', '/news.xml', '/more.xml'),
      'GET /a.xml': urls(['/job/1#top'], ['/job/2?x=1&amp;y=2', '2026-07-01'], ['/about']),
      'GET /news.xml': urls(['/news/1'], ['/news/2']),
      'GET /more.xml': index('/b.xml', '/a.xml'),
      'GET /b.xml': urls(['/job/3', '2026-06-01'], ['/job/3'], ['/job/old/4', '2026-08-01'], ['/job/5', '2026-07-15']),
    },
    { include: '/job/', exclude: '/job/*old' },
  )
  t.same(found, ['/job/2?x=1&y=2', '/job/1', '/job/5', '/job/3'], 'the newest of each first')
  t.equal(pages.length, 2)
  t.equal(pages[0]?.items[0]?.lastmod, '2026-07-01')
  t.equal(server.count('GET /a.xml'), 1, 'none is read twice')
})

t.test('addresses of other hosts are left out and counted; a sitemap of nothing else is an error', async (t) => {
  const { pages, found } = await read(t, {
    'GET /sitemap.xml': urls(['/job/1'], ['https://other.example/job/2'], ['mailto:x'], ['http://[']),
  })
  t.same(found, ['/job/1'])
  t.same(pages[0]?.left_out, { other_host: 2 })
  t.same(pages[0]?.faults, { entry_without_address: 1 })
  await t.rejects(read(t, { 'GET /sitemap.xml': urls(['https://other.example/1']) }), { code: 'SOURCE_ANSWER_INVALID' })
  const { found: www } = await read(t, { 'GET /sitemap.xml': urls(['https://www.lighthouse.example/1']) })
  t.same(www, ['https://www.lighthouse.example/1'], 'www. is the same site')
})

t.test('an index in a circle ends, and one that nests without end is an error', async (t) => {
  const circle = await read(t, {
    'GET /sitemap.xml': index('/b.xml'),
    'GET /b.xml': index('/sitemap.xml', '/c.xml'),
    'GET /c.xml': urls(['/1']),
  })
  t.same(circle.found, ['/1'])
  const deep: Routes = {
    'GET /sitemap.xml': index('/1.xml'),
    'GET /1.xml': index('/2.xml'),
    'GET /2.xml': index('/3.xml'),
  }
  await t.rejects(read(t, deep), { message: /deeper than 3/ })
  const many = Array.from({ length: 201 }, (_, number) => `/${number}.xml`)
  await t.rejects(read(t, { 'GET /sitemap.xml': index(...many) }), { message: /more than 200 sitemaps/ })
})

t.test('a page of HTML, half a sitemap and a missing inner one are errors, never an empty listing', async (t) => {
  await t.rejects(read(t, { 'GET /sitemap.xml': { body: '<html></html>' } }), { code: 'SOURCE_ANSWER_INVALID' })
  await t.rejects(read(t, { 'GET /sitemap.xml': { body: '<urlset><url><loc>https://lighthouse.example/1</loc>' } }), {
    message: /broke off/,
  })
  await t.rejects(read(t, { 'GET /sitemap.xml': index('/gone.xml') }), { code: 'FETCH_STATUS' })
  t.same((await read(t, { 'GET /sitemap.xml': { body: '<urlset></urlset>' } })).found, [])
})
