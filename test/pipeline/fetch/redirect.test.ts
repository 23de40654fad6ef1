import t from 'tap'
import type { Hop } from '../../../src/pipeline/fetch/exchange.ts'
import { nextHop } from '../../../src/pipeline/fetch/redirect.ts'
import { fetcherFor, redirectTo, say, startSite } from './site.ts'

t.test('redirects are followed to the end and told in order', async (t) => {
  const site = await startSite(t, {
    '/a': redirectTo('/b', 301),
    '/b': redirectTo('c?d=1#part', 308),
    '/c': say('end'),
  })
  const fetched = await fetcherFor(t, [site.origin]).fetch({ url: site.url('/a#top') })
  t.match(fetched, { status: 200, url: site.url('/c?d=1'), redirects: [site.url('/a'), site.url('/b')] })
})

t.test('after five redirects, or in a circle, a fetch ends', async (t) => {
  const chain = Object.fromEntries([...'012345'].map((n) => [`/${n}`, redirectTo(`/${Number(n) + 1}`)]))
  const circle = { '/x': redirectTo('/y'), '/y': redirectTo('/x'), '/self': redirectTo('/self') }
  const site = await startSite(t, { ...chain, ...circle, '/6': say('too far') })
  const fetcher = fetcherFor(t, [site.origin])
  await t.rejects(fetcher.fetch({ url: site.url('/0') }), { code: 'FETCH_FAILED', message: /more than 5 times/ })
  t.equal((await fetcher.fetch({ url: site.url('/1') })).redirects.length, 5)
  for (const path of ['/x', '/self'])
    await t.rejects(fetcher.fetch({ url: site.url(path) }), { code: 'FETCH_FAILED', message: /circle/ })
})

t.test('a redirect without a place is a status like any other', async (t) => {
  const site = await startSite(t, { '/a': say('', {}, 302), '/b': say('', {}, 300) })
  for (const path of ['/a', '/b'])
    await t.rejects(fetcherFor(t, [site.origin]).fetch({ url: site.url(path) }), { code: 'FETCH_STATUS' })
})

t.test('secret headers go to the origin they are meant for and no other, whatever their names', async (t) => {
  const other = await startSite(t, { '/': say('there') })
  const site = await startSite(t, { '/near': redirectTo('/far'), '/far': redirectTo(`${other.origin}/`) })
  const headers = {
    Authorization: 'Bearer s3cret',
    Cookie: 'a=s3cret',
    'X-RapidAPI-Key': 's3cret',
    'Accept-Language': 'de',
  }
  await fetcherFor(t, [site.origin, other.origin]).fetch({
    url: site.url('/near'),
    headers,
    etag: '"s3cret"',
    accept: 'text/html',
  })
  t.equal(site.pages().length, 2)
  for (const { headers: sent } of site.pages()) t.match(sent, { authorization: 'Bearer s3cret', cookie: 'a=s3cret' })
  t.notMatch(JSON.stringify(other.asked), /s3cret/)
  t.match(other.pages()[0]?.headers, { 'accept-language': 'de', accept: 'text/html' })
})

t.test(
  'a body is sent on within its origin by 307 and 308, becomes GET by the others, and never reaches another origin',
  async (t) => {
    const other = await startSite(t, { '/': say('there') })
    const site = await startSite(t, {
      '/307': redirectTo('/end', 307),
      '/302': redirectTo('/end', 302),
      '/303': redirectTo('/end', 303),
      '/leaves': redirectTo(`${other.origin}/`, 307),
      '/end': say('end'),
    })
    const fetcher = fetcherFor(t, [site.origin, other.origin])
    const post = (path: string) =>
      fetcher.fetch({
        url: site.url(path),
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json' },
        robots: false,
      })
    for (const path of ['/307', '/302', '/303']) await post(path)
    const ends = site.asked
      .filter(({ path }) => path === '/end')
      .map(({ method, body, headers }) => [method, body, headers['content-type']])
    t.same(ends, [
      ['POST', '{"a":1}', 'application/json'],
      ['GET', '', undefined],
      ['GET', '', undefined],
    ])
    await t.rejects(post('/leaves'), { code: 'URL_NOT_ALLOWED' })
    t.equal(other.asked.length, 0)
  },
)

t.test('a request with secrets does not fall from https to http', async (t) => {
  const hop = (headers: Record<string, string>): Hop => ({
    url: new URL('https://example.org/a'),
    method: 'GET',
    headers,
    body: null,
  })
  t.throws(() => nextHop(hop({ 'x-api-key': 's' }), 301, 'http://example.org/a'), {
    code: 'URL_NOT_ALLOWED',
    message: /https to http/,
  })
  t.equal(nextHop(hop({ accept: 'text/html' }), 301, 'http://example.org/a').url.href, 'http://example.org/a')
  t.same(nextHop(hop({ 'x-api-key': 's' }), 301, 'https://www.example.org/a').headers, {})
})
