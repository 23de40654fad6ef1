import t from 'tap'
import { readRobots } from '../../../src/pipeline/fetch/robots-rules.ts'
import { fetcherFor, redirectTo, say, skippingClock, startSite } from './site.ts'

const allows = (text: string, path: string) => readRobots('http://a.org', text).allows(new URL(path, 'http://a.org'))

t.test('the group for winnow counts, else the one for everybody; groups of one name are one', async (t) => {
  const text = [
    'User-agent: *',
    'Disallow: /',
    'User-agent: other',
    'User-agent: WinNow/2.0',
    'Disallow: /internal # not for us',
    'Crawl-delay: 2',
    '',
    'User-agent: winnow',
    'Disallow: /drafts',
  ].join('\r\n')
  t.ok(allows(text, '/jobs/1'))
  t.notOk(allows(text, '/internal/1'))
  t.notOk(allows(text, '/drafts'))
  t.equal(readRobots('http://a.org', text).crawlDelayMs, 2_000)
  t.notOk(allows('User-agent: *\nDisallow: /a', '/a/b'))
  t.ok(
    allows('User-agent: *\nDisallow: /\n\nUser-agent: winnow\nDisallow:', '/a'),
    'an empty group of our own allows all',
  )
  t.ok(allows('User-agent: winnower\nDisallow: /', '/a'), 'another name that begins alike is not ours')
  t.ok(allows('Disallow: /a', '/a'), 'a rule before any group is nobody’s')
  t.notOk(allows('\ufeffuser-agent : *\ndisallow : /a', '/a'))
})

t.test('the longest rule wins, allow before disallow; wildcards, ends and percent signs are read', async (t) => {
  const text =
    'User-agent: *\nDisallow: /jobs\nAllow: /jobs/open\nDisallow: /*.pdf$\nAllow: /b\nDisallow: /b\nDisallow: /st%c3%a4dte\nDisallow: /?q='
  const expected: Record<string, boolean> = {
    '/jobs/1': false,
    '/jobs/open/1': true,
    '/a/b.pdf': false,
    '/a/b.pdf?x=1': true,
    '/b': true,
    '/städte/1': false,
    '/?q=a': false,
    '/robots.txt': true,
    '/': true,
  }
  for (const [path, is] of Object.entries(expected)) t.equal(allows(text, path), is, path)
  t.notOk(allows('User-agent: *\nDisallow: /', '/anything'))
})

t.test(
  'a robots.txt made to exhaust its reader costs little: what cannot be judged in time is not allowed',
  async (t) => {
    const before = process.cpuUsage()
    t.notOk(allows(`User-agent: *\n${'Disallow: /*a*a*a*a*a*b\n'.repeat(20_000)}`, `/${'a'.repeat(7_000)}`))
    t.ok(allows(`${'User-agent: a\n'.repeat(18_000)}${'Disallow: /\n'.repeat(20_000)}`, '/b'))
    t.notOk(allows(`${'User-agent: *\n'.repeat(18_000)}${'Disallow: /\n'.repeat(20_000)}`, '/b'))
    t.ok(allows('\r'.repeat(500_000), '/b'))
    const { user, system } = process.cpuUsage(before)
    t.ok(user + system < 3_000_000, `${user + system} microseconds of the processor`)
  },
)

t.test('a crawl delay is bounded, and one that is no number is none', async (t) => {
  const delay = (value: string) => readRobots('http://a.org', `User-agent: *\nCrawl-delay: ${value}`).crawlDelayMs
  t.same(['1.5', '86400', 'Infinity', '-5', 'soon', ''].map(delay), [1_500, 60_000, 60_000, 0, 0, 0])
})

t.test('a page that robots.txt forbids is not asked for; the rules are read once a day by our name', async (t) => {
  const clock = skippingClock()
  const rules = say('User-agent: winnow\nDisallow: /no', { 'content-type': 'text/plain' })
  const site = await startSite(t, {
    '/robots.txt': rules,
    '/yes': say('a'),
    '/no': say('b'),
    '/to-no': redirectTo('/no'),
  })
  const fetcher = fetcherFor(t, [site.origin], clock)
  const refused = { code: 'FETCH_FORBIDDEN_BY_ROBOTS', retryAfterSeconds: undefined }
  await Promise.all([fetcher.fetch({ url: site.url('/yes') }), fetcher.fetch({ url: site.url('/yes?2') })])
  await t.rejects(fetcher.fetch({ url: site.url('/no') }), refused)
  await t.rejects(fetcher.fetch({ url: site.url('/to-no') }), refused, 'nor by a redirect')
  t.equal((await fetcher.fetch({ url: site.url('/no'), robots: false })).status, 200, 'an API is not bound by it')
  t.same(
    site.asked.map(({ path }) => path),
    ['/robots.txt', '/yes', '/yes?2', '/to-no', '/no'],
  )
  t.match(site.asked[0]?.headers['user-agent'], /^winnow\/\d/)
  clock.pass(24 * 3_600_000 + 1)
  await fetcher.fetch({ url: site.url('/yes') })
  t.equal(site.asked.filter(({ path }) => path === '/robots.txt').length, 2)
})

t.test('no robots.txt allows everything; one that cannot be had forbids everything for a while', async (t) => {
  const clock = skippingClock()
  for (const [status, isAllowed] of [
    [404, true],
    [401, true],
    [403, true],
    [410, true],
    [429, false],
    [500, false],
    [503, false],
  ] as const) {
    let current: number = status
    const site = await startSite(t, {
      '/robots.txt': (_request, response) => response.writeHead(current).end('User-agent: *\nDisallow: /'),
      '/': say('a'),
    })
    const fetcher = fetcherFor(t, [site.origin], clock)
    const asking = fetcher.fetch({ url: site.url('/') })
    if (isAllowed) {
      await t.resolves(asking, String(status))
      continue
    }
    await t.rejects(asking, { code: 'FETCH_FORBIDDEN_BY_ROBOTS', retryAfterSeconds: 300 }, String(status))
    current = 404
    await t.rejects(fetcher.fetch({ url: site.url('/') }), { code: 'FETCH_FORBIDDEN_BY_ROBOTS' }, 'remembered')
    t.equal(site.pages().length, 0)
    clock.pass(5 * 60_000 + 1)
    await t.resolves(fetcher.fetch({ url: site.url('/') }), 'asked again later')
  }
})

t.test('a host that answers nothing is told as such, and its pages are not tried', async (t) => {
  const site = await startSite(t, { '/robots.txt': (_request, response) => response.destroy(), '/': say('a') })
  const fetcher = fetcherFor(t, [site.origin], skippingClock())
  await t.rejects(fetcher.fetch({ url: site.url('/') }), { code: 'FETCH_FAILED' })
  t.equal(site.pages().length, 0)
  t.equal(site.asked.length, 3, 'tried again, twice')
})

t.test('robots.txt may redirect, through the same guard; only its first 500 KiB are read', async (t) => {
  const text = `User-agent: *\nDisallow: /a\n${`#${'x'.repeat(99)}\n`.repeat(6_000)}Disallow: /b\n`
  const site = await startSite(t, {
    '/robots.txt': redirectTo('/rules', 301),
    '/rules': say(text, { 'content-type': 'text/plain' }),
    '/a': say('a'),
    '/b': say('b'),
  })
  const fetcher = fetcherFor(t, [site.origin])
  await t.rejects(fetcher.fetch({ url: site.url('/a') }), { code: 'FETCH_FORBIDDEN_BY_ROBOTS' })
  await t.resolves(fetcher.fetch({ url: site.url('/b') }))
  const bad = await startSite(t, { '/robots.txt': redirectTo('http://169.254.169.254/'), '/': say('a') })
  await t.rejects(fetcherFor(t, [bad.origin]).fetch({ url: bad.url('/') }), { code: 'URL_NOT_ALLOWED' })
})
