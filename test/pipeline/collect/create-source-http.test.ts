import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { createLog } from '../../../src/log.ts'
import { createSourceHttp, type SourceHttpOptions } from '../../../src/pipeline/collect/create-source-http.ts'
import { createQuota } from '../../../src/pipeline/collect/quota.ts'
import type { SourceRequest } from '../../../src/pipeline/collect/source-http.ts'
import { testDatabase } from '../../helpers/database.ts'
import { type Answer, fetcherFor, redirectTo, say, skippingClock, startSite } from '../fetch/site.ts'

const log = await createLog({ level: 'silent' })
const API = 'https://api.example.org'
const JSON_TYPE = { 'content-type': 'application/json' }
const kind = { kind: 'board', politeness: { interval_ms: 0, robots: false } }
const keyed = { ...kind, secrets: () => ['BOARD_API_KEY'] }

type Options = Partial<SourceHttpOptions> & { prefix?: string }

/** A source whose requests go to a real local server. */
async function sourceAt(t: Test, answers: Record<string, Answer>, { prefix = '', ...options }: Options = {}) {
  const site = await startSite(t, answers)
  const fetcher = options.fetcher ?? fetcherFor(t, [site.origin], skippingClock())
  const http = createSourceHttp({
    fetcher,
    kind,
    config: {},
    baseUrl: site.origin + prefix,
    secrets: () => undefined,
    signal: new AbortController().signal,
    log,
    ...options,
  })
  return { http, site }
}

const codeOf = (work: Promise<unknown>) => work.then(() => 'no error').catch(({ code }) => code)

t.test("a request goes to the base URL with its query, and its answer keeps the source's own address", async (t) => {
  const { http, site } = await sourceAt(t, { '/replay/v1/jobs': say('[1]', JSON_TYPE) }, { prefix: '/replay/' })
  const query = { q: "'Head of Data' | Köln", page: 2, none: null, missing: undefined, type: ['a', 'b'], remote: true }
  const answer = await http.json({ url: `${API}/v1/jobs?fixed=1`, query })
  t.same(answer.data, [1])
  t.ok(answer.url.startsWith(`${API}/v1/jobs?fixed=1&`))
  const sent = new URL(site.asked[0]!.path, API).searchParams
  t.same(
    [...sent],
    [
      ['fixed', '1'],
      ['q', "'Head of Data' | Köln"],
      ['page', '2'],
      ['type', 'a'],
      ['type', 'b'],
      ['remote', 'true'],
    ],
  )
  t.match(site.asked[0]!.headers, { accept: /^application\/json/ })
})

t.test('a body is sent as JSON by POST, and such a search is repeated like any request', async (t) => {
  const answers: Answer[] = [say('', {}, 503), say('{"total": 0}', JSON_TYPE)]
  const { http, site } = await sourceAt(t, { '/search': (...sent) => answers.shift()!(...sent) })
  t.same((await http.json({ url: `${API}/search`, json: { offset: 20 } })).data, { total: 0 })
  t.match(site.asked, [{}, { method: 'POST', body: '{"offset":20}', headers: { 'content-type': 'application/json' } }])
})

t.test('an answer that is not what was asked for is an error, never an empty list', async (t) => {
  const cut: Answer = (_request, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '500' })
    response.write('{"jobs": [', () => response.destroy())
  }
  const faults: Record<string, [answer: Answer, code: string, message: RegExp]> = {
    'a page': [say('<!doctype html><p>Sign in'), 'SOURCE_ANSWER_INVALID', /is HTML instead of JSON/],
    'a page called JSON': [say('\n <html>', JSON_TYPE), 'SOURCE_ANSWER_INVALID', /is HTML instead of JSON/],
    'words called HTML': [say('Too busy, come back'), 'SOURCE_ANSWER_INVALID', /is HTML instead of JSON/],
    'half a list': [say('[{"id": 1}, {"id"', JSON_TYPE), 'SOURCE_ANSWER_INVALID', /is no JSON/],
    words: [say('OK', { 'content-type': 'text/plain' }), 'SOURCE_ANSWER_INVALID', /is no JSON/],
    nothing: [say('', JSON_TYPE), 'SOURCE_ANSWER_INVALID', /is empty/],
    'no content': [say('', {}, 204), 'SOURCE_ANSWER_INVALID', /is empty/],
    blanks: [say(' \n', JSON_TYPE), 'SOURCE_ANSWER_INVALID', /is empty/],
    'a body that breaks off': [cut, 'FETCH_FAILED', /broke off|cannot be reached/],
    'status 404': [say('[]', JSON_TYPE, 404), 'FETCH_STATUS', /404/],
    'status 500': [say('[]', JSON_TYPE, 500), 'FETCH_STATUS', /500/],
    'status 403 without a key': [say('[]', JSON_TYPE, 403), 'FETCH_STATUS', /403/],
    'status 429 that stays': [say('[]', { 'retry-after': '3' }, 429), 'FETCH_STATUS', /429/],
  }
  for (const [name, [answer, code, message]] of Object.entries(faults)) {
    const { http } = await sourceAt(t, { '/jobs': answer })
    await t.rejects(http.json({ url: `${API}/jobs` }), { code, message }, name)
  }
})

t.test('what is plainly JSON is read, whatever it is called', async (t) => {
  const answers = {
    '/labelled-html': say('{"a": 1}'),
    '/marked': say(Buffer.from('\ufeff{"a": "ä"}'), JSON_TYPE),
    '/western': say(Buffer.from('{"a": "ä"}', 'latin1'), { 'content-type': 'application/json; charset=ISO-8859-1' }),
    '/empty-list': say('[]', JSON_TYPE),
    '/long': say('{"id": 9007199254740993, "pay": 45000.5, "n": 3}', JSON_TYPE),
  }
  const { http } = await sourceAt(t, answers)
  const read = async (path: string) => (await http.json({ url: API + path })).data
  t.same(await read('/labelled-html'), { a: 1 })
  t.same(await read('/marked'), { a: 'ä' })
  t.same(await read('/western'), { a: 'ä' })
  t.same(await read('/empty-list'), [])
  t.same(await read('/long'), { id: '9007199254740993', pay: 45000.5, n: 3 }, 'ids are not rounded into each other')
})

t.test('an answer from another host is refused; https and www. are the same one', async (t) => {
  const away = await startSite(t, { '/jobs': say('[1]', JSON_TYPE) })
  const trusted = [away.origin]
  const here = await startSite(t, {
    '/away': redirectTo(away.url('/jobs')),
    '/inside': redirectTo('/jobs'),
    '/www': (_request, response) =>
      response.writeHead(302, { location: `http://www.board.test:${here.port}/jobs` }).end(),
    '/jobs': say('[2]', JSON_TYPE),
  })
  trusted.push(here.origin, `http://board.test:${here.port}`, `http://www.board.test:${here.port}`)
  const fetcher = fetcherFor(t, trusted, { resolve: async () => ['127.0.0.1'] })
  const { http } = await sourceAt(t, {}, { fetcher, baseUrl: undefined })
  const read = async (url: string) => (await http.json({ url })).data
  await t.rejects(read(here.url('/away')), { code: 'SOURCE_ANSWER_INVALID', message: /came from another host/ })
  t.same(await read(here.url('/inside')), [2])
  t.same(await read(`http://board.test:${here.port}/www`), [2])
})

t.test('a refused key is named so, and neither it nor its value stands in the error', async (t) => {
  for (const status of [401, 403]) {
    const { http } = await sourceAt(
      t,
      { '/jobs': say('{}', JSON_TYPE, status) },
      { kind: keyed, secrets: () => 'k-123456' },
    )
    const headers = { 'x-key': http.secret('BOARD_API_KEY') }
    const error = await http.json({ url: `${API}/jobs`, query: { key: 'k-123456' }, headers }).catch((thrown) => thrown)
    t.match(error, { code: 'SOURCE_KEY_REFUSED', message: new RegExp(`${status}`) })
    t.notMatch(JSON.stringify([error.message, error.fix, error.cause?.message, error.cause?.cause]), /k-123456/)
  }
})

t.test('a key that is not set is SOURCE_KEY_MISSING, and only declared ones are given out', async (t) => {
  const asked: string[] = []
  const secrets = (variable: string) => void asked.push(variable)
  const { http } = await sourceAt(t, {}, { kind: keyed, secrets })
  t.throws(() => http.secret('BOARD_API_KEY'), { code: 'SOURCE_KEY_MISSING', message: /BOARD_API_KEY/ })
  t.throws(() => http.secret('OTHER_API_KEY'), { code: 'INTERNAL' })
  t.same(asked, ['BOARD_API_KEY'])
})

t.test('a key goes to no other host', async (t) => {
  const away = await startSite(t, { '/jobs': say('[1]', JSON_TYPE) })
  const here = await startSite(t, { '/jobs': redirectTo(away.url('/jobs')) })
  const fetcher = fetcherFor(t, [away.origin, here.origin])
  const { http } = await sourceAt(t, {}, { fetcher, baseUrl: here.origin, kind: keyed, secrets: () => 'k-123456' })
  const headers = { 'X-RapidAPI-Key': http.secret('BOARD_API_KEY'), Authorization: 'Bearer k-123456' }
  t.equal(await codeOf(http.json({ url: `${API}/jobs`, headers })), 'SOURCE_ANSWER_INVALID')
  t.match(here.asked[0]!.headers, { 'x-rapidapi-key': 'k-123456' })
  t.notMatch(JSON.stringify(away.asked), /k-123456/)
})

t.test('text is decoded by what it says of itself, and a gzip file is unpacked', async (t) => {
  const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>Köln – “Ä”</a>`
  const western = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>K\xf6ln \x96 \x93\xc4\x94</a>', 'latin1')
  const answers = {
    '/utf-8': say(xml('UTF-8'), { 'content-type': 'text/xml' }),
    '/western': say(western, { 'content-type': 'application/xml' }),
    '/undeclared': say(Buffer.from('K\xf6ln', 'latin1'), { 'content-type': 'text/plain' }),
    '/wrong': say(xml('UTF-8'), { 'content-type': 'text/xml; charset=ISO-8859-1' }),
    '/wide': say(Buffer.from('\ufeff<a>Köln</a>', 'utf16le'), { 'content-type': 'text/xml' }),
    '/packed.xml.gz': say(gzipSync(xml('UTF-8')), { 'content-type': 'application/gzip' }),
    '/cut.xml.gz': say(gzipSync(xml('UTF-8')).subarray(0, 40), { 'content-type': 'application/gzip' }),
    '/bomb.xml.gz': say(gzipSync(Buffer.alloc(30_000_000)), { 'content-type': 'application/gzip' }),
    '/empty': say('', { 'content-type': 'text/xml' }),
  }
  const { http } = await sourceAt(t, answers)
  const read = async (path: string) => (await http.text({ url: API + path })).data
  t.match(await read('/utf-8'), /Köln – “Ä”/)
  t.match(await read('/western'), /Köln – “Ä”/)
  t.equal(await read('/undeclared'), 'Köln')
  t.match(await read('/wrong'), /Köln – “Ä”/)
  t.equal(await read('/wide'), '<a>Köln</a>')
  t.match(await read('/packed.xml.gz'), /Köln – “Ä”/)
  await t.rejects(read('/cut.xml.gz'), { code: 'SOURCE_ANSWER_INVALID', message: /broken or cut/ })
  await t.rejects(read('/bomb.xml.gz'), { code: 'FETCH_TOO_LARGE' })
  await t.rejects(read('/empty'), { code: 'SOURCE_ANSWER_INVALID', message: /is empty/ })
})

t.test("the source's own pause is kept, and can be switched off", async (t) => {
  const clock = skippingClock()
  const site = await startSite(t, { '/jobs': say('[]', JSON_TYPE) })
  const fetcher = fetcherFor(t, [site.origin], { ...clock, intervalMs: 60_000 })
  const options = { fetcher, baseUrl: site.origin }
  const off = await sourceAt(t, {}, { ...options, intervalMs: 0 })
  for (const _ of [1, 2, 3]) await off.http.json({ url: `${API}/jobs` })
  t.same(clock.slept, [])
  const polite = { ...kind, politeness: { interval_ms: 5_000, robots: false } }
  const on = await sourceAt(t, {}, { ...options, kind: polite })
  for (const _ of [1, 2, 3]) await on.http.json({ url: `${API}/jobs` })
  t.equal(clock.slept.length, 2)
  for (const pause of clock.slept) t.ok(pause > 4_000 && pause <= 5_000, `${pause} ms`)
})

t.test('a source that minds robots.txt is asked by it', async (t) => {
  const robots = say('User-agent: *\nDisallow: /jobs', { 'content-type': 'text/plain' })
  const minding = { ...kind, politeness: { interval_ms: 0, robots: true } }
  const { http } = await sourceAt(t, { '/robots.txt': robots, '/jobs': say('[]', JSON_TYPE) }, { kind: minding })
  t.equal(await codeOf(http.json({ url: `${API}/jobs` })), 'FETCH_FORBIDDEN_BY_ROBOTS')
})

/** A provider that counts by itself, and what the ledger says after the work. */
async function charged(t: Test, answers: Answer[], work: (ask: () => Promise<unknown>) => Promise<unknown>) {
  const database = await testDatabase(t)
  const quota = createQuota({
    database,
    rules: {
      provider: 'board',
      limits: { jobs: 100, requests: 10 },
      read: (headers) => ('x-left' in headers ? { remaining: { jobs: Number(headers['x-left']) } } : {}),
    },
    requestedBy: 'daily',
    sourceId: null,
    now: () => new Date('2026-03-10T12:00:00Z'),
  })
  const { http, site } = await sourceAt(
    t,
    { '/active/24h': (...sent) => (answers.shift() ?? say('[]', JSON_TYPE))(...sent) },
    { kind: keyed, secrets: () => 'k-123456', quota },
  )
  const request: SourceRequest = {
    url: `${API}/active/24h`,
    query: { title: 'Head of Data', limit: 20, key: http.secret('BOARD_API_KEY') },
    cost: { jobs: 20, requests: 1 },
    spent: (data) => ({ jobs: (data as unknown[]).length, requests: 1 }),
  }
  await work(() => http.json(request))
  const { rows } = await sql<Record<string, unknown>>`
    select unit, used, state, request from quota_ledger order by quota_entry_id`.execute(database.db)
  return { rows, quota, asked: site.asked.length }
}

t.test('every call is charged for what it brought, and named without titles and keys', async (t) => {
  const { rows, quota } = await charged(t, [say('[1, 2, 3]', JSON_TYPE)], (ask) => ask())
  t.same(rows, [
    { unit: 'jobs', used: 3, state: 'settled', request: '/active/24h?limit=20' },
    { unit: 'requests', used: 1, state: 'settled', request: '/active/24h?limit=20' },
  ])
  t.same(quota.used(), { jobs: 3, requests: 1 })
})

t.test('repetitions are charged one by one, as the provider counts them', async (t) => {
  const answers = [say('', { 'retry-after': '1' }, 429), say('', {}, 503), say('[1]', JSON_TYPE)]
  const { quota, asked } = await charged(t, answers, (ask) => ask())
  t.equal(asked, 3)
  t.same(quota.used(), { jobs: 1, requests: 3 })
})

t.test('an answer that cannot be read is charged in full, a refusal as one request', async (t) => {
  const page = await charged(t, [say('<html>')], async (ask) => t.equal(await codeOf(ask()), 'SOURCE_ANSWER_INVALID'))
  t.same(page.quota.used(), { jobs: 20, requests: 1 })
  const missing = await charged(t, [say('{}', JSON_TYPE, 404)], async (ask) =>
    t.equal(await codeOf(ask()), 'FETCH_STATUS'),
  )
  t.same(missing.quota.used(), { jobs: 0, requests: 1 })
})

t.test('without units left nothing is asked, also when the provider says it first', async (t) => {
  const answers = [say('', { 'x-left': '0', 'retry-after': '1' }, 429)]
  const { asked, quota } = await charged(t, answers, async (ask) => {
    t.equal(await codeOf(ask()), 'QUOTA_EXHAUSTED')
    t.equal(await codeOf(ask()), 'QUOTA_EXHAUSTED')
  })
  t.equal(asked, 1)
  t.match(await quota.left(), { jobs: 0 })
})

t.test('who cannot be reached is not paid', async (t) => {
  const database = await testDatabase(t)
  const rules = { provider: 'board', limits: { requests: 10 }, read: () => ({}) }
  const quota = createQuota({ database, rules, requestedBy: null, sourceId: null, now: () => new Date() })
  const nobody = 'http://127.0.0.1:1'
  const fetcher = fetcherFor(t, [nobody], skippingClock())
  const { http } = await sourceAt(t, {}, { fetcher, baseUrl: nobody, quota })
  t.equal(await codeOf(http.json({ url: `${API}/jobs`, cost: { requests: 1 } })), 'FETCH_FAILED')
  t.same(await quota.left(), { requests: 10 })
})
