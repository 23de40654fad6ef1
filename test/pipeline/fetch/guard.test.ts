import t from 'tap'
import { isPublicAddress } from '../../../src/pipeline/fetch/public-address.ts'
import { fetcherFor, redirectTo, say, startSite } from './site.ts'

const PRIVATE: Record<string, string[]> = {
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd12:3456::1', 'fc00::1', 'fec0::1'],
  'link-local and metadata': ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fd00:ec2::254', '168.63.129.16'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255', '100.100.100.200'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  'multicast and broadcast': ['224.0.0.1', '239.1.1.1', '255.255.255.255', 'ff02::1'],
  'reserved, documentation, benchmarking': [
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '2001:db8::1',
    '2001:2::1',
    '100::1',
    '5f00::1',
  ],
  'IPv4 inside IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  ],
  'no address': ['', 'localhost', '127.1', '1.2.3.4.5', '999.1.1.1'],
}

t.test('only addresses of the public internet are public', async (t) => {
  for (const [kind, addresses] of Object.entries(PRIVATE))
    for (const address of addresses) t.notOk(isPublicAddress(address), `${kind}: ${address}`)
  for (const address of ['8.8.8.8', '1.1.1.1', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::8a'])
    t.ok(isPublicAddress(address), address)
})

const URLS: Record<string, string[]> = {
  'forms of 127.0.0.1': [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://0/',
  ],
  'metadata services': ['http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/', 'http://0xa9fea9fe/'],
  'names of the local network': [
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://intranet/',
    'http://a../',
  ],
  schemes: [
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data:text/html,a',
    'javascript:alert(1)',
  ],
  credentials: ['http://user@example.org/', 'http://user:pa55@example.org/', 'http://:pa55@example.org/'],
  ports: ['http://example.org:22/', 'http://example.org:6379/', 'http://example.org:11434/', 'https://example.org:25/'],
  'no address at all': [
    '',
    'example.org',
    '//example.org',
    'http://',
    'http://[',
    `http://example.org/${'a'.repeat(8_000)}`,
  ],
}

t.test(
  'what must not be fetched is refused before a name server is asked, with the rule and without a path',
  async (t) => {
    const resolve = async (name: string) => {
      t.fail(`resolved ${name}`)
      return []
    }
    const fetcher = fetcherFor(t, [], { resolve })
    for (const [rule, urls] of Object.entries(URLS))
      for (const url of urls)
        await t.rejects(fetcher.fetch({ url, robots: false }), { code: 'URL_NOT_ALLOWED' }, `${rule}: ${url}`)
    await t.rejects(fetcher.fetch({ url: 'http://user:secret@example.org/' }), { message: /^((?!secret).)*$/ })
    await t.rejects(fetcher.fetch({ url: 'http://user:secret@[' }), { message: /^((?!secret).)*$/ })
  },
)

t.test(
  'a name is refused when any of its addresses is not public, and the message does not tell the address',
  async (t) => {
    const answers: Record<string, string[]> = {
      'one.example.org': ['10.1.2.3'],
      'two.example.org': ['8.8.8.8', '10.1.2.3'],
      'six.example.org': ['::ffff:10.1.2.3'],
      'meta.example.org': ['169.254.169.254'],
      'dot.example.org': ['127.0.0.1'],
    }
    const fetcher = fetcherFor(t, [], { resolve: async (name) => answers[name] ?? [] })
    for (const name of [...Object.keys(answers), 'dot.example.org.']) {
      const refusal = fetcher.fetch({ url: `http://${name}/`, robots: false })
      await t.rejects(refusal, { code: 'URL_NOT_ALLOWED', message: /public internet/ }, name)
      const text = await refusal.catch((error) => error.message + error.fix)
      t.notMatch(text, /10\.1\.2\.3|169\.254/)
      await t.rejects(
        fetcher.fetch({ url: `http://${name}/` }),
        { code: 'URL_NOT_ALLOWED' },
        `${name} by its robots.txt`,
      )
    }
  },
)

t.test('a name without an address cannot be found', async (t) => {
  const fetcher = fetcherFor(t, [], { resolve: async () => [] })
  await t.rejects(fetcher.fetch({ url: 'http://nobody.example.org/' }), {
    code: 'FETCH_FAILED',
    message: /cannot be found/,
  })
})

t.test(
  'rebinding: the address that was checked is the one connected to, and every new connection is checked anew',
  async (t) => {
    const site = await startSite(t, {
      '/a': (_request, response) => response.writeHead(200, { connection: 'close' }).end('a'),
    })
    const answers = [['127.0.0.1'], ['10.9.9.9']]
    let asked = 0
    const resolve = async () => answers[asked++] ?? []
    const name = `http://rebind.example.org:${site.port}`
    const trusting = fetcherFor(t, [name], { resolve })
    await trusting.fetch({ url: `${name}/a`, robots: false })
    t.equal(asked, 1, 'one connection, one answer; the name exists nowhere else')
    t.equal(site.asked[0]?.headers.host, `rebind.example.org:${site.port}`)

    asked = 0
    const strict = fetcherFor(t, [], { resolve: async () => (asked++ === 0 ? ['10.9.9.9'] : ['127.0.0.1']) })
    for (let round = 0; round < 2; round += 1)
      await t.rejects(strict.fetch({ url: 'http://rebind.example.org:8080/a', robots: false }), {
        code: 'URL_NOT_ALLOWED',
      })
    t.equal(asked, 2)
  },
)

t.test('a redirect to a private place is refused whatever its form', async (t) => {
  const targets = [
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://localhost:8080/',
    'http://inside.example.org/',
    'http://[::ffff:10.0.0.1]/',
    '//127.0.0.1:8080/',
    'file:///etc/passwd',
    'http://user:pa55@example.org/',
    'http://example.org:6379/',
  ]
  const answers = Object.fromEntries(targets.map((target, index) => [`/${index}`, redirectTo(target)]))
  const site = await startSite(t, answers)
  const fetcher = fetcherFor(t, [site.origin], { resolve: async () => ['192.168.0.10'] })
  for (const [index, target] of targets.entries()) {
    const refusal = fetcher.fetch({ url: site.url(`/${index}`) })
    await t.rejects(refusal, { code: 'URL_NOT_ALLOWED' }, target)
    t.notMatch(await refusal.catch((error) => error.message), /192\.168\.0\.10|pa55/)
  }
})

t.test('a trusted origin is its scheme, host and port exactly', async (t) => {
  const [site, other] = [await startSite(t, { '/': say('a') }), await startSite(t, { '/': say('b') })]
  const fetcher = fetcherFor(t, [`${site.origin}/some/path`])
  t.equal(Buffer.from((await fetcher.fetch({ url: site.url('/') })).body).toString(), 'a')
  await t.rejects(fetcher.fetch({ url: other.url('/') }), { code: 'URL_NOT_ALLOWED' })
  await t.rejects(fetcher.fetch({ url: site.url('/').replace('http:', 'https:') }), { code: 'URL_NOT_ALLOWED' })
  t.equal(other.asked.length, 0)
})

t.test('the servers of models are never fetched: not by name, not by address, not by another name', async (t) => {
  const addresses: Record<string, string[]> = { 'gpu.example.org': ['9.9.9.9'], 'alias.example.org': ['9.9.9.9'] }
  const forbidden = ['https://gpu.example.org', 'http://9.9.9.8:8080', 'http://127.0.0.1:11434']
  const site = await startSite(t, { '/': say('a') })
  const fetcher = fetcherFor(t, [site.origin, 'http://127.0.0.1:11434'], {
    forbidden,
    resolve: async (name) => addresses[name] ?? [],
  })
  const refused = [
    'https://gpu.example.org/api/tags',
    'https://GPU.example.org./api/tags',
    'http://gpu.example.org:8080/',
    'https://alias.example.org/api/tags',
    'http://9.9.9.8/',
    'http://127.0.0.1:11434/api/tags',
  ]
  for (const url of refused)
    await t.rejects(fetcher.fetch({ url, robots: false }), { code: 'URL_NOT_ALLOWED', message: /never fetches/ }, url)
  t.equal((await fetcher.fetch({ url: site.url('/') })).status, 200, 'a trusted origin on the same machine stays open')
})
