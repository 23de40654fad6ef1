import t from 'tap'
import { parseDocument } from '../../../../src/pipeline/extract/document/parse-document.ts'
import { readMeta } from '../../../../src/pipeline/extract/readers/meta.ts'
import { baseOf, pageUrl } from '../../../../src/pipeline/extract/readers/page-url.ts'

const read = (html: string) =>
  readMeta(parseDocument(html)).map(({ field, reader, rule, raw }) => `${field} ${reader} ${rule}: ${raw}`)

t.test('titles, descriptions and the site are candidates under the name of their meta', async (t) => {
  t.same(
    read(
      '<title>Driver | Acme</title><meta property="og:title" content="Driver &amp;amp; mate"><meta name="twitter:title" content="Driver"><meta property="og:description" content="We drive"><meta name=description content="We do"><meta property="og:site_name" content="Acme">',
    ),
    [
      'title opengraph og:title: Driver & mate',
      'title opengraph twitter:title: Driver',
      'description opengraph og:description: We drive',
      'employer opengraph og:site_name: Acme',
      'title meta title: Driver | Acme',
      'description meta meta.description: We do',
    ],
  )
  t.same(
    read('<title>{{title}}</title><meta property="og:title" content="null"><meta name=description content=" ">'),
    [],
  )
})

t.test('metas that job boards make up are read', async (t) => {
  t.same(
    read(
      '<meta name="job-location" content="Kiel"><meta property="job:title" content="Driver"><meta name="Job_Company" content="Acme"><meta name="DatePosted" content="2026-01-02"><meta name="twitter:label1" content="Location"><meta name="twitter:data1" content="Kiel, DE"><meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="3 minutes">',
    ).sort(),
    [
      'employer meta meta.employer: Acme',
      'location meta meta.location: Kiel',
      'location opengraph twitter:label: Kiel, DE',
      'posted_on meta meta.posted_on: 2026-01-02',
      'title meta meta.title: Driver',
    ],
  )
})

t.test('the time of an article dates no posting', async (t) => {
  const published = '<meta property="article:published_time" content="2026-01-02T08:00:00Z">'
  t.same(read(published), ['posted_on opengraph article:published_time: 2026-01-02T08:00:00Z'])
  t.same(read(`${published}<meta property="og:type" content="article">`), [])
  t.same(read(`${published}<script type="application/ld+json">{"@type":"NewsArticle"}</script>`), [])
})

t.test("the page's own address is the one it states, unless that is the site's home", async (t) => {
  const at = (html: string, url: string | null) => pageUrl(parseDocument(html), url)
  const own = 'https://a.example/jobs/1?x=2'
  t.equal(at('<link rel=canonical href="/jobs/1">', own), 'https://a.example/jobs/1')
  t.equal(at('<base href="https://b.example/c/"><link rel=canonical href="1">', own), 'https://b.example/c/1')
  t.equal(at('<meta property="og:url" content="https://a.example/o">', own), 'https://a.example/o')
  t.equal(at('<link rel=canonical href="https://a.example/">', own), own)
  t.equal(at('<link rel=canonical href="https://a.example/">', 'https://a.example/'), 'https://a.example/')
  t.equal(at('<link rel=canonical href="https://{{host}}/x">', own), own)
  t.equal(at('<link rel=canonical href="javascript:x">', null), null)
  t.equal(at('<link rel=canonical href="/jobs/1">', null), null)
  t.equal(at('<p>', 'not a url'), null)
  t.equal(baseOf(parseDocument('<base href="/b/">'), own)?.href, 'https://a.example/b/')
  t.equal(baseOf(parseDocument('<base href="/b/">'), null), null)
})
