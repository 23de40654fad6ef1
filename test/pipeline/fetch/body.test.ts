import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import t from 'tap'
import { fetcherFor, say, startSite } from './site.ts'

const TEXT = 'Pflegefachkraft (m/w/d) '.repeat(50)

t.test('every encoding that winnow names is unpacked, also two at once, also deflate without its frame', async (t) => {
  const packed: Record<string, [encoding: string, body: Buffer]> = {
    '/gzip': ['gzip', gzipSync(TEXT)],
    '/x-gzip': ['X-GZip', gzipSync(TEXT)],
    '/deflate': ['deflate', deflateSync(TEXT)],
    '/raw': ['deflate', deflateRawSync(TEXT)],
    '/br': ['br', brotliCompressSync(TEXT)],
    '/zstd': ['zstd', zstdCompressSync(TEXT)],
    '/two': ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    '/plain': ['identity', Buffer.from(TEXT)],
  }
  const entries = Object.entries(packed).map(([path, [encoding, body]]) => [
    path,
    say(body, { 'content-encoding': encoding }),
  ])
  const site = await startSite(t, { ...Object.fromEntries(entries), '/empty': say('', { 'content-encoding': 'gzip' }) })
  const fetcher = fetcherFor(t, [site.origin])
  for (const path of Object.keys(packed)) {
    const { body } = await fetcher.fetch({ url: site.url(path) })
    t.equal(Buffer.from(body).toString(), TEXT, path)
  }
  t.equal((await fetcher.fetch({ url: site.url('/empty') })).body.length, 0)
  for (const encoding of ['gzip', 'deflate', 'br', 'zstd'])
    t.match(site.asked.at(-1)?.headers['accept-encoding'], new RegExp(`\\b${encoding}\\b`))
})

t.test('bytes arrive as they are: a PDF is not text', async (t) => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
  const site = await startSite(t, { '/a.pdf': say(bytes, { 'content-type': 'application/pdf' }) })
  const { body, content_type } = await fetcherFor(t, [site.origin]).fetch({ url: site.url('/a.pdf') })
  t.same(Buffer.from(body), bytes)
  t.equal(content_type, 'application/pdf')
})

t.test('a bomb is refused by its ratio long before it is unpacked, in every encoding', async (t) => {
  const zeros = Buffer.alloc(50_000_000)
  const site = await startSite(t, {
    '/gzip': say(gzipSync(zeros), { 'content-encoding': 'gzip' }),
    '/br': say(brotliCompressSync(zeros), { 'content-encoding': 'br' }),
    '/zstd': say(zstdCompressSync(zeros), { 'content-encoding': 'zstd' }),
    '/twice': say(gzipSync(gzipSync(zeros)), { 'content-encoding': 'gzip, gzip' }),
    '/thrice': say('', { 'content-encoding': 'gzip, gzip, gzip' }),
  })
  const fetcher = fetcherFor(t, [site.origin], { maxBytes: 100_000_000 })
  for (const path of ['/gzip', '/br', '/zstd', '/twice'])
    await t.rejects(fetcher.fetch({ url: site.url(path) }), { code: 'FETCH_TOO_LARGE', message: /200 times/ }, path)
  await t.resolves(fetcher.fetch({ url: site.url('/gzip'), method: 'HEAD' }))
})

t.test('a body beyond the limit is refused by its length, while it streams, and after unpacking', async (t) => {
  let sent = 0
  const site = await startSite(t, {
    '/long': say(Buffer.alloc(10_001)),
    '/fits': say(Buffer.alloc(10_000)),
    '/packed': say(gzipSync(Buffer.from(Array.from({ length: 20_000 }, (_, index) => index * 7))), {
      'content-encoding': 'gzip',
    }),
    '/endless': async (_request, response) => {
      response.writeHead(200)
      while (!response.destroyed && sent < 50_000_000) {
        sent += 1_000
        response.write(Buffer.alloc(1_000))
        await new Promise(setImmediate)
      }
    },
  })
  const fetcher = fetcherFor(t, [site.origin], { maxBytes: 10_000 })
  for (const path of ['/long', '/packed', '/endless'])
    await t.rejects(fetcher.fetch({ url: site.url(path) }), { code: 'FETCH_TOO_LARGE', message: /10000 bytes/ }, path)
  t.ok(sent < 10_000_000, 'the connection was closed, not read to the end')
  t.equal((await fetcher.fetch({ url: site.url('/fits') })).body.length, 10_000)
})

t.test('a body that is cut, broken or packed unknowably is a failure, never half a page', async (t) => {
  const whole = gzipSync(TEXT)
  const broken = Buffer.from(whole).fill(7, 12, 40)
  const brotli = brotliCompressSync(TEXT)
  const site = await startSite(t, {
    '/cut': say(whole.subarray(0, whole.length - 12), { 'content-encoding': 'gzip' }),
    '/broken': say(broken, { 'content-encoding': 'gzip' }),
    '/br': say(brotli.subarray(0, 10), { 'content-encoding': 'br' }),
    '/br-broken': say(Buffer.alloc(50, 255), { 'content-encoding': 'br' }),
    '/zstd': say(zstdCompressSync(TEXT).subarray(0, 20), { 'content-encoding': 'zstd' }),
    '/zstd-broken': say(Buffer.alloc(50, 1), { 'content-encoding': 'zstd' }),
    '/unknown': say('a', { 'content-encoding': 'compress' }),
    '/short': (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('a')
      setTimeout(() => response.destroy(), 20)
    },
  })
  const fetcher = fetcherFor(t, [site.origin], { sleep: async () => undefined })
  for (const path of ['/cut', '/broken', '/br', '/br-broken', '/zstd', '/zstd-broken', '/unknown', '/short'])
    await t.rejects(fetcher.fetch({ url: site.url(path) }), { code: 'FETCH_FAILED', message: /broke|cut|know/ }, path)
})

t.test('a request may bring its own limit of the body, larger or smaller', async (t) => {
  const site = await startSite(t, { '/': say('x'.repeat(5_000)) })
  const fetcher = fetcherFor(t, [site.origin], { maxBytes: 1_000 })
  const url = site.url('/')
  await t.rejects(fetcher.fetch({ url }), { code: 'FETCH_TOO_LARGE' })
  t.equal((await fetcher.fetch({ url, max_bytes: 5_000 })).body.length, 5_000)
  await t.rejects(fetcher.fetch({ url, max_bytes: 4_999 }), { code: 'FETCH_TOO_LARGE' })
})
