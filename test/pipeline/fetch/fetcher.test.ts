import { createServer } from 'node:net'
import t from 'tap'
import { WinnowError } from '../../../src/errors.ts'
import { userAgentOf } from '../../../src/pipeline/fetch/first-hop.ts'
import { remoteStatusOf } from '../../../src/pipeline/fetch/remote-status.ts'
import { type Answer, fetcherFor, redirectTo, say, skippingClock, startSite } from './site.ts'

t.test('an answer comes with what a collector needs, and without cookies', async (t) => {
  const headers = {
    'content-type': 'application/json',
    etag: 'W/"1"',
    'last-modified': 'Sun, 01 Mar 2026 10:00:00 GMT',
    'set-cookie': 'session=s3cret',
  }
  const site = await startSite(t, { '/jobs': say('{"jobs":[]}', headers) })
  const fetched = await fetcherFor(t, [site.origin]).fetch({
    url: site.url('/jobs?page=1'),
    method: 'POST',
    body: '{"q":1}',
    headers: { 'Content-Type': 'application/json', 'X-Api-Key': 'k' },
    accept: 'application/json',
    robots: false,
  })
  t.match(fetched, {
    status: 200,
    url: site.url('/jobs?page=1'),
    redirects: [],
    content_type: 'application/json',
    etag: 'W/"1"',
    last_modified: 'Sun, 01 Mar 2026 10:00:00 GMT',
    fetched_at: Date,
  })
  t.equal(Buffer.from(fetched.body).toString(), '{"jobs":[]}')
  t.notMatch(JSON.stringify(fetched.headers), /s3cret/)
  t.match(site.asked, [{ method: 'POST', body: '{"q":1}', headers: { 'x-api-key': 'k', accept: 'application/json' } }])
})

t.test('winnow says who it is and lets nobody say otherwise', async (t) => {
  const site = await startSite(t, { '/': say('', {}, 403) })
  const fetcher = fetcherFor(t, [site.origin], { contact: 'https://example.org/bot' })
  const headers = { 'User-Agent': 'Mozilla/5.0', Host: 'evil.example', 'Proxy-Authorization': 'a', Connection: 'close' }
  const error = await fetcher.fetch({ url: site.url('/'), headers, robots: false }).catch((thrown) => thrown)
  t.match(error, { code: 'FETCH_STATUS', status: 502, message: /status 403/ })
  t.equal(remoteStatusOf(error), 403)
  t.equal(site.asked.length, 1, 'a 403 is an answer, not a reason to come back as somebody else')
  t.match(site.asked[0]?.headers, {
    'user-agent': /^winnow\/\d+\.\d+\.\d+ \(\+https:\/\/example\.org\/bot\)$/,
    host: `127.0.0.1:${site.port}`,
  })
  t.notOk(site.asked[0]?.headers['proxy-authorization'])
  t.match(userAgentOf(), /^winnow\/\d+\.\d+\.\d+$/)
})

t.test('an unchanged page costs no body, and its conditions do not travel to another site', async (t) => {
  const conditional: Answer = ({ headers }, response) => {
    const isKnown = headers['if-none-match'] === '"a"' || headers['if-modified-since'] !== undefined
    response.writeHead(isKnown ? 304 : 200, { etag: '"a"' }).end(isKnown ? undefined : 'page')
  }
  const site = await startSite(t, { '/': conditional })
  const fetcher = fetcherFor(t, [site.origin])
  const first = await fetcher.fetch({ url: site.url('/') })
  const again = await fetcher.fetch({ url: site.url('/'), etag: first.etag, last_modified: first.last_modified })
  t.match(again, { status: 304, etag: '"a"' })
  t.equal(again.body.length, 0)
  t.equal((await fetcher.fetch({ url: site.url('/'), last_modified: 'Sun, 01 Mar 2026 10:00:00 GMT' })).status, 304)
  t.equal(
    (await fetcher.fetch({ url: site.url('/'), etag: '"a"\r\nx: y' })).status,
    200,
    'what cannot be a header is left out',
  )
  const other = await startSite(t, { '/': redirectTo(site.url('/')) })
  const moved = await fetcherFor(t, [site.origin, other.origin]).fetch({ url: other.url('/'), etag: '"a"' })
  t.equal(moved.status, 200)
})

t.test('what may pass is tried again twice with growing pauses, what will not is told at once', async (t) => {
  for (const [status, times] of [
    [502, 3],
    [503, 3],
    [504, 3],
    [429, 3],
    [500, 1],
    [404, 1],
    [410, 1],
    [403, 1],
  ] as const) {
    const clock = skippingClock()
    const site = await startSite(t, { '/': say('', {}, status) })
    const error = await fetcherFor(t, [site.origin], clock)
      .fetch({ url: site.url('/'), robots: false })
      .catch((thrown) => thrown)
    t.equal(error.code, 'FETCH_STATUS')
    t.equal(remoteStatusOf(error), status)
    t.equal(site.asked.length, times, String(status))
    if (status === 502) t.same(clock.slept, [1_000, 2_000])
  }
  const answers: Answer[] = [(_request, response) => response.destroy(), say('', {}, 504), say('done')]
  const site = await startSite(t, { '/': (request, response) => answers.shift()?.(request, response) })
  const fetched = await fetcherFor(t, [site.origin], skippingClock()).fetch({ url: site.url('/'), robots: false })
  t.equal(Buffer.from(fetched.body).toString(), 'done')
})

t.test('a POST is not repeated unless its caller says that it does no harm', async (t) => {
  const site = await startSite(t, { '/': say('', {}, 502) })
  const fetcher = fetcherFor(t, [site.origin], skippingClock())
  const post = { url: site.url('/'), method: 'POST', body: 'a', robots: false } as const
  await t.rejects(fetcher.fetch(post), { code: 'FETCH_STATUS' })
  t.equal(site.asked.length, 1)
  await t.rejects(fetcher.fetch({ ...post, idempotent: true }), { code: 'FETCH_STATUS' })
  t.equal(site.asked.length, 4)
})

t.test('slow headers, a slow body and slow redirects end with the time limit, and are not tried again', async (t) => {
  const site = await startSite(t, {
    '/headers': () => undefined,
    '/body': (_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('a'), 20)
      response.on('close', () => clearInterval(timer))
    },
    '/hop': (_request, response) => void setTimeout(() => redirectTo(`/hop?${Math.random()}`)(_request, response), 120),
  })
  const fetcher = fetcherFor(t, [site.origin], { timeoutMs: 300 })
  for (const [path, message] of [
    ['/headers', /did not answer/],
    ['/body', /did not finish/],
    ['/hop', /did not answer/],
  ] as const) {
    const started = Date.now()
    await t.rejects(fetcher.fetch({ url: site.url(path), robots: false }), { code: 'FETCH_FAILED', message }, path)
    t.ok(Date.now() - started < 1_500, path)
  }
  t.equal(site.asked.filter(({ path }) => path === '/headers').length, 1)
})

t.test(
  'a place where nobody listens, or that speaks no HTTP, is a failure with its reason kept for the log',
  async (t) => {
    const silent = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    t.teardown(() => silent.close())
    const fetcher = fetcherFor(t, [`http://127.0.0.1:${port}`, 'http://127.0.0.1:9'], skippingClock())
    for (const url of [`http://127.0.0.1:${port}/`, 'http://127.0.0.1:9/']) {
      const error = await fetcher.fetch({ url, robots: false }).catch((thrown) => thrown)
      t.ok(error instanceof WinnowError)
      t.match(error, { code: 'FETCH_FAILED', cause: Error })
    }
  },
)

t.test('a header that cannot be sent is not blamed on the server', async (t) => {
  const site = await startSite(t, { '/': say('a') })
  const headers = { 'x-key': 'a\r\nb: c' }
  const error = await fetcherFor(t, [site.origin])
    .fetch({ url: site.url('/'), headers, robots: false })
    .catch((thrown) => thrown)
  t.notOk(error instanceof WinnowError)
  t.equal(site.asked.length, 0)
})

t.test('a caller that leaves gets its own reason, a process that stops gets UNAVAILABLE, both at once', async (t) => {
  const site = await startSite(t, { '/': () => undefined })
  const fetcher = fetcherFor(t, [site.origin])
  const started = Date.now()
  const signal = AbortSignal.timeout(50)
  await t.rejects(fetcher.fetch({ url: site.url('/'), robots: false, signal }), { name: 'TimeoutError' })
  const asking = fetcher.fetch({ url: site.url('/'), robots: false })
  const waiting = fetcher.fetch({ url: site.url('/'), robots: false })
  setTimeout(() => void fetcher.close(), 50)
  for (const end of [asking, waiting]) await t.rejects(end, { code: 'UNAVAILABLE' })
  await t.rejects(fetcher.fetch({ url: site.url('/'), robots: false }), { code: 'UNAVAILABLE' })
  t.ok(Date.now() - started < 2_000)
})

t.test('every fetch is counted once by how it ended', async (t) => {
  const outcomes: string[] = []
  const site = await startSite(t, {
    '/robots.txt': say('User-agent: *\nDisallow: /no', { 'content-type': 'text/plain' }),
    '/ok': redirectTo('/end'),
    '/end': say('a'),
    '/same': say('', {}, 304),
    '/gone': say('', {}, 410),
    '/busy': say('', { 'retry-after': '900' }, 429),
    '/large': say(Buffer.alloc(2_000)),
    '/broken': say('', {}, 500),
    '/no': say('a'),
    '/void': say('', {}, 302),
    '/cut': (_request, response) => response.destroy(),
  })
  const options = { ...skippingClock(), maxBytes: 1_000, onResponse: (outcome: string) => outcomes.push(outcome) }
  const fetcher = fetcherFor(t, [site.origin], options)
  const paths = ['/ok', '/same', '/gone', '/large', '/broken', '/no', '/void', '/cut', '/busy']
  for (const path of paths) await fetcher.fetch({ url: site.url(path) }).catch(() => undefined)
  await fetcher.fetch({ url: 'http://10.0.0.1/' }).catch(() => undefined)
  t.same(outcomes, [
    'ok',
    'not_modified',
    'client_error',
    'too_large',
    'server_error',
    'robots',
    'redirect',
    'failed',
    'rate_limited',
    'not_allowed',
  ])
})
