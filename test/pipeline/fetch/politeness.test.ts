import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { FetchRequest } from '../../../src/pipeline/fetch/fetched.ts'
import { remoteStatusOf } from '../../../src/pipeline/fetch/remote-status.ts'
import { retryAfterMs } from '../../../src/pipeline/fetch/retry-after.ts'
import { type Answer, fetcherFor, redirectTo, say, skippingClock, startSite } from './site.ts'

t.test('a host is asked one thing at a time, in the order of asking, with the pause between two starts', async (t) => {
  let [atOnce, most] = [0, 0]
  const slow: Answer = async (_request, response) => {
    most = Math.max(most, ++atOnce)
    await sleep(30)
    atOnce -= 1
    response.end('a')
  }
  const site = await startSite(t, { '/': slow })
  const clock = skippingClock()
  const fetcher = fetcherFor(t, [site.origin], { ...clock, intervalMs: 600_000 })
  await Promise.all([1, 2, 3].map((n) => fetcher.fetch({ url: site.url(`/?${n}`), robots: false })))
  t.equal(most, 1)
  t.same(
    site.asked.map(({ path }) => path),
    ['/?1', '/?2', '/?3'],
  )
  t.equal(clock.slept.length, 2)
  for (const pause of clock.slept) t.ok(pause > 500_000 && pause <= 600_000, `${pause} ms`)
})

t.test('one host does not wait for another', async (t) => {
  const arrived = Promise.withResolvers<void>()
  const waiting = await startSite(t, {
    '/': (_request, response) => void arrived.promise.then(() => response.end('a')),
  })
  const other = await startSite(t, { '/': (_request, response) => void response.end('b', () => arrived.resolve()) })
  const fetcher = fetcherFor(t, [waiting.origin, other.origin], { intervalMs: 600_000 })
  const both = [waiting, other].map((site) => fetcher.fetch({ url: site.url('/'), robots: false }))
  t.match(await Promise.all(both), [{ status: 200 }, { status: 200 }])
})

t.test('the longer of the pause and the crawl delay counts; robots.txt itself costs no pause', async (t) => {
  const clock = skippingClock()
  const robots = say('User-agent: *\nCrawl-delay: 7', { 'content-type': 'text/plain' })
  const site = await startSite(t, { '/robots.txt': robots, '/': say('a') })
  const fetcher = fetcherFor(t, [site.origin], { ...clock, intervalMs: 1_000 })
  await fetcher.fetch({ url: site.url('/') })
  t.same(clock.slept, [])
  await fetcher.fetch({ url: site.url('/') })
  t.equal(clock.slept.length, 1)
  t.ok(clock.slept[0]! > 6_000 && clock.slept[0]! <= 7_000)
})

t.test('who leaves while waiting gives up the turn, and the next one has it', async (t) => {
  const site = await startSite(t, { '/': async (_request, response) => void setTimeout(() => response.end('a'), 50) })
  const fetcher = fetcherFor(t, [site.origin])
  const url = site.url('/')
  const leaving = new AbortController()
  const first = fetcher.fetch({ url, robots: false })
  const second = fetcher.fetch({ url: `${url}?second`, robots: false, signal: leaving.signal })
  const third = fetcher.fetch({ url: `${url}?third`, robots: false })
  leaving.abort(new Error('left'))
  await t.rejects(second, { message: 'left' })
  await Promise.all([first, third])
  t.same(
    site.asked.map(({ path }) => path),
    ['/', '/?third'],
  )
})

t.test('Retry-After is read as seconds or as a date, bounded to a day', async (t) => {
  const now = Date.parse('2026-03-01T10:00:00Z')
  const read = (header?: string) => retryAfterMs(header, now)
  t.equal(read('120'), 120_000)
  t.equal(read(' 0 '), 0)
  t.equal(read('Sun, 01 Mar 2026 10:00:30 GMT'), 30_000)
  t.equal(read('Sunday, 01-Mar-26 10:00:30 GMT'), 30_000)
  t.equal(read('Sun, 01 Mar 2026 09:00:00 GMT'), 0, 'past')
  t.equal(read('9999999'), 86_400_000)
  t.equal(read('Wed, 01 Mar 2028 09:00:00 GMT'), 86_400_000)
  for (const odd of [undefined, '', '-5', 'soon', '5 apples', '1e9', 'May 5']) t.equal(read(odd), null, String(odd))
})

t.test('429 and 503 let the host rest as long as it says, for everybody, and then it is asked again', async (t) => {
  const clock = skippingClock()
  const answers: Answer[] = [say('', { 'retry-after': '20' }, 429), say('', {}, 503), say('done')]
  const site = await startSite(t, { '/': (request, response) => (answers.shift() ?? say('also'))(request, response) })
  const fetcher = fetcherFor(t, [site.origin], clock)
  const [first, second] = await Promise.all(
    [1, 2].map((n) => fetcher.fetch({ url: site.url(`/?${n}`), robots: false })),
  )
  t.match([first, second], [{ status: 200 }, { status: 200 }])
  t.ok(clock.slept[0]! > 19_000 && clock.slept[0]! <= 20_000)
  t.ok(clock.slept[1]! > 1_000 && clock.slept[1]! <= 2_000, 'without a word a moment of rest')
})

t.test('a rest that is too long is told at once, with its time, and nobody asks meanwhile', async (t) => {
  const clock = skippingClock()
  const limits = { 'retry-after': '600', 'x-ratelimit-remaining': '0' }
  const site = await startSite(t, { '/': say('', limits, 429), '/b': say('b') })
  const fetcher = fetcherFor(t, [site.origin], clock)
  const error = await fetcher.fetch({ url: site.url('/'), robots: false }).catch((thrown) => thrown)
  t.match(error, { code: 'FETCH_STATUS', retryAfterSeconds: 600, cause: { status: 429, headers: limits } })
  t.equal(remoteStatusOf(error), 429)
  clock.pass(60_000)
  const part = { url: site.url('/b'), robots: false, part_of_page: true }
  for (const request of [{ url: site.url('/b'), robots: false }, part]) {
    const refusal = await fetcher.fetch(request).catch((thrown) => thrown)
    t.match(refusal, { code: 'FETCH_STATUS' })
    t.equal(remoteStatusOf(refusal), 429)
    t.ok(refusal.retryAfterSeconds > 530 && refusal.retryAfterSeconds <= 540)
  }
  t.equal(site.asked.length, 1)
  clock.pass(541_000)
  await t.resolves(fetcher.fetch({ url: site.url('/b'), robots: false }))
})

t.test('parts of a page wait for no turn', async (t) => {
  const site = await startSite(t, { '/': say('a') })
  const clock = skippingClock()
  const fetcher = fetcherFor(t, [site.origin], { ...clock, intervalMs: 60_000 })
  await Promise.all([1, 2, 3].map(() => fetcher.fetch({ url: site.url('/'), robots: false, part_of_page: true })))
  t.same(clock.slept, [])
})

t.test('a request may bring the pause of its own source, for its own host only', async (t) => {
  const clock = skippingClock()
  const robots = say('User-agent: *\nCrawl-delay: 7', { 'content-type': 'text/plain' })
  const other = await startSite(t, { '/': say('b') })
  const site = await startSite(t, {
    '/robots.txt': robots,
    '/': say('a'),
    '/away': (_request, response) => response.writeHead(302, { location: other.url('/') }).end(),
  })
  const fetcher = fetcherFor(t, [site.origin, other.origin], { ...clock, intervalMs: 60_000 })
  const pausesOf = async (path: string, interval_ms: number, robots = false) => {
    for (const _ of [1, 2]) await fetcher.fetch({ url: site.url(path), robots, interval_ms })
    return clock.slept.splice(0).map((ms) => Math.ceil(ms / 1_000))
  }
  t.same(await pausesOf('/', 0), [], 'none')
  t.same(await pausesOf('/', 3_000), [3])
  clock.pass(10_000)
  t.same(await pausesOf('/', 3_000, true), [7], 'the crawl delay is longer')
  t.same(await pausesOf('/away', 0), [60], 'the other host keeps the usual one')
})

t.test('every exchange is handed to who asked, with its turn, and may be refused there', async (t) => {
  const clock = skippingClock()
  const answers: Answer[] = [say('', { 'retry-after': '1' }, 429), redirectTo('/b')]
  const site = await startSite(t, { '/': (...sent) => answers.shift()!(...sent), '/b': say('done') })
  const fetcher = fetcherFor(t, [site.origin], clock)
  const seen: number[] = []
  const around: NonNullable<FetchRequest['around']> = async (ask) => {
    if (seen.length === 3) throw new Error('enough')
    const answer = await ask()
    seen.push(answer.status)
    return answer
  }
  const request = { url: site.url('/'), robots: false, around }
  t.match(await fetcher.fetch(request), { status: 200 })
  t.same(seen, [429, 302, 200])
  await t.rejects(fetcher.fetch(request), { message: 'enough' })
  t.equal(site.asked.length, 3)
})
