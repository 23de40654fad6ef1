import { createHash } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import {
  canonicalHash,
  canonicalId,
  contentHash,
  normaliseUrl,
  readHttpUrl,
} from '../../../src/pipeline/store/identity.ts'

const segment = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
const address = fc
  .record({
    host: fc.domain(),
    path: fc.array(segment, { maxLength: 3 }),
    query: fc.array(fc.tuple(fc.constantFrom('id', 'job', 'page', 'lang'), segment), { maxLength: 3 }),
  })
  .map(({ host, path, query }) => {
    return `https://${host}/${path.join('/')}${query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''}`
  })
const tracking = fc.constantFrom(
  'utm_source=x',
  'utm_campaign=y',
  'gclid=1',
  'fbclid=2',
  'ref=board',
  'source=feed',
  'GH_SRC=a1',
)

t.test('the hash is the one of the runbook for plain inputs', async (t) => {
  const md5 = createHash('md5').update('site engineer|https://jobs.example.org/vacancy/7').digest('hex')
  t.equal(canonicalHash('Site Engineer', 'https://jobs.example.org/vacancy/7'), md5)
  t.equal(canonicalHash('  SITE   Engineer ', 'HTTPS://Jobs.Example.org:443/vacancy/7/?utm_source=mail#top'), md5)
})

t.test('however a reader came to the page, it is the same posting', async (t) => {
  fc.assert(
    fc.property(address, tracking, (url, parameter) => {
      const tracked = `${url}${url.includes('?') ? '&' : '?'}${parameter}#apply`
      t.equal(canonicalHash('Nurse', tracked), canonicalHash('Nurse', url))
      t.equal(canonicalId(tracked), canonicalId(url))
      t.equal(canonicalHash('nurse ', url.replace('https://', 'HTTPS://')), canonicalHash(' Nurse', url))
    }),
    { numRuns: 200 },
  )
  t.equal(
    canonicalId('https://a.example/j?b=2&a=1'),
    canonicalId('http://a.example/j/?a=1&b=2'),
    'neither order nor scheme names a posting',
  )
})

t.test('normalising twice changes nothing and never throws', async () => {
  fc.assert(
    fc.property(fc.oneof(address, fc.webUrl(), fc.string()), (url) => {
      const once = normaliseUrl(url)
      return once === null || normaliseUrl(once) === once
    }),
    { numRuns: 500 },
  )
})

t.test('two openings stay two', async (t) => {
  fc.assert(
    fc.property(address, address, (one, other) => {
      fc.pre(normaliseUrl(one) !== normaliseUrl(other))
      return canonicalHash('Nurse', one) !== canonicalHash('Nurse', other) && canonicalId(one) !== canonicalId(other)
    }),
  )
  t.not(canonicalHash('Nurse', 'https://x.example/?id=1'), canonicalHash('Nurse', 'https://x.example/?id=2'))
  t.not(
    canonicalHash('Nurse', 'https://x.example/#/jobs/1'),
    canonicalHash('Nurse', 'https://x.example/#/jobs/2'),
    'a route names a posting',
  )
  t.not(
    canonicalHash('Nurse', null, { location: 'Kiel' }),
    canonicalHash('Nurse', null, { location: 'Bonn' }),
    'one title in two towns',
  )
})

t.test('only http(s) addresses are addresses', async (t) => {
  for (const wrong of [
    'mailto:jobs@example.org',
    'javascript:void(0)',
    '#apply',
    '/jobs/1',
    'www.example.org',
    '',
    'http://',
    'ftp://x.example/1',
  ]) {
    t.equal(readHttpUrl(wrong), null, wrong)
    t.equal(canonicalId(wrong), null, wrong)
  }
})

t.test('the content hash changes with each field of the workflow’s input and with nothing else', async (t) => {
  const content = { title: 'Nurse', description: 'Text', organization: 'House', location: 'Kiel' }
  t.equal(contentHash(content), contentHash({ ...content }))
  for (const field of ['title', 'description', 'organization', 'location'] as const) {
    t.not(contentHash({ ...content, [field]: 'other' }), contentHash(content), field)
    t.not(
      contentHash({ ...content, [field]: null }),
      contentHash({ ...content, [field]: '' }),
      'nothing is not empty text',
    )
  }
  t.not(
    contentHash({ ...content, title: 'a', description: 'b' }),
    contentHash({ ...content, title: 'ab', description: '' }),
  )
})
