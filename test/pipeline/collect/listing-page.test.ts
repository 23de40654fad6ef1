import t from 'tap'
import { listingPage } from '../../../src/pipeline/collect/listing-page.ts'
import { webPage } from '../../../src/pipeline/collect/web-page.ts'
import { pagesOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const url = 'https://orchard.example/jobs'
const html = (links: string[], head = '') =>
  `<html><head>${head}</head><body><a href="/about">About</a>${links.map((link) => `<a href="${link}">x</a>`).join('')}</body></html>`
const addresses = (pages: { items: { url: string }[] }[]) => pages.flatMap(({ items }) => items.map((item) => item.url))

t.test('the pages that rel=next names are read to the last', async (t) => {
  const server = await replayServer(t, {
    'GET /jobs': ({ query }) => {
      const page = Number(query.get('p') ?? 1)
      return { body: html([`/jobs/${page}`], page < 3 ? `<link rel="next" href="?p=${page + 1}">` : '') }
    },
  })
  const pages = await pagesOf(listingPage, { url }, collectContext(t, server.base))
  t.same(addresses(pages), [url, `${url}?p=2`, `${url}?p=3`])
  t.equal(pages[0]?.items[0]?.follow, true)
})

t.test('a numbered listing ends where a page shows what the last one did, or is not there', async (t) => {
  const config = { url, follow: false, next: { parameter: 'offset', first: 0, step: 10 } } as const
  const repeating = await replayServer(t, {
    'GET /jobs': ({ query }) => {
      const offset = Math.min(Number(query.get('offset') ?? 0), 20)
      return { body: html([`/job/${offset}`, `/jobs?offset=${query.get('offset')}&next`]) }
    },
  })
  const pages = await pagesOf(listingPage, config, collectContext(t, repeating.base))
  t.same(addresses(pages), [url, `${url}?offset=10`, `${url}?offset=20`])
  t.equal(pages[0]?.items[0]?.follow, false)

  const ending = await replayServer(t, {
    'GET /jobs': ({ query }) =>
      query.get('offset') === '20' ? { status: 404 } : { body: html([`/job/${query.get('offset')}`]) },
  })
  t.same(addresses(await pagesOf(listingPage, config, collectContext(t, ending.base))), [url, `${url}?offset=10`])
})

t.test('an endless listing stops at its bound, and a first page that is missing is an error', async (t) => {
  let number = 0
  const server = await replayServer(t, { 'GET /jobs': () => ({ body: html([`/job/${number++}`]) }) })
  const context = collectContext(t, server.base)
  const next = { parameter: 'page' }
  t.equal((await pagesOf(listingPage, { url, next, most_pages: 4 }, context)).length, 4)
  await t.rejects(listingPage.page({ url: 'https://orchard.example/none', next }, context, null), {
    code: 'FETCH_STATUS',
  })
})

t.test('a listing never leaves its site', async (t) => {
  const server = await replayServer(t, {
    'GET /jobs': { body: html([], '<link rel="next" href="https://evil.example/">') },
  })
  await t.rejects(listingPage.page({ url }, collectContext(t, server.base), null), { code: 'SOURCE_ANSWER_INVALID' })
})

t.test('pages that do not go on are not asked for beforehand', async (t) => {
  const server = await replayServer(t, {})
  const context = collectContext(t, server.base)
  t.same(await listingPage.page({ url, next: 'none' }, context, null), { items: [{ url, follow: true }], next: null })
  t.same(await webPage.page({ url }, context, null), { items: [{ url }], next: null })
  t.equal(server.count(), 0)
})
