import fc from 'fast-check'
import t from 'tap'
import { parseDocument } from '../../../../src/pipeline/extract/document/parse-document.ts'
import { candidatesOfJob } from '../../../../src/pipeline/extract/readers/job-object.ts'
import { readMicrodata } from '../../../../src/pipeline/extract/readers/microdata.ts'
import { readRdfa } from '../../../../src/pipeline/extract/readers/rdfa.ts'

const JOB = 'itemscope itemtype="http://schema.org/JobPosting"'
const read = (html: string) => readMicrodata(parseDocument(html)).map(({ properties }) => properties)

t.test('properties are read from where each element keeps its value', async (t) => {
  const [job] = read(`<div ${JOB}>
    <h1 itemprop="title"> Bus <b>driver</b></h1>
    <meta itemprop="datePosted" content="2026-01-02"><link itemprop="employmentType" href="https://schema.org/FULL_TIME">
    <time itemprop="validThrough" datetime="2026-02-01">1 February</time>
    <a itemprop="url" href="/jobs/1">apply</a> <a itemprop="industry" href="/i/2">Buses</a>
    <img itemprop="image" src="/a.png"><data itemprop="identifier" value="R-7">seven</data>
    <span itemprop="workHours" content="38 h">full</span>
    <div itemprop="description"><p>We drive.</p><ul><li>Day</li><li>Night</li></ul></div>
    <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Acme</b><a itemprop="sameAs" href="//acme.example">w</a></span>
    <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
      <span itemprop="addressLocality">Kiel</span> <span itemprop="addressCountry">DE</span></div></div>
  </div>`)
  t.same(job, {
    '@type': 'JobPosting',
    title: 'Bus driver',
    datePosted: '2026-01-02',
    employmentType: 'https://schema.org/FULL_TIME',
    validThrough: '2026-02-01',
    url: '/jobs/1',
    industry: 'Buses',
    image: '/a.png',
    identifier: 'R-7',
    workHours: '38 h',
    description: '<p>We drive.</p><ul><li>Day</li><li>Night</li></ul>',
    hiringOrganization: { '@type': 'Organization', name: 'Acme', sameAs: '//acme.example' },
    jobLocation: {
      '@type': 'Place',
      address: { '@type': 'PostalAddress', addressLocality: 'Kiel', addressCountry: 'DE' },
    },
  })
})

t.test('several values make a list, several names share a value, several items are several', async (t) => {
  const [first, second] = read(
    `<div ${JOB}><i itemprop="title name">A</i><i itemprop=skills>x</i><i itemprop=skills>y</i></div><div ${JOB}><i itemprop=title>B</i></div>`,
  )
  t.match(first, { title: 'A', name: 'A' })
  t.equal((first?.skills as string[] | undefined)?.length, 2)
  t.equal(second?.title, 'B')
})

t.test('itemref brings in what stands elsewhere; items that refer to each other end', async (t) => {
  t.match(
    read(
      `<div ${JOB} itemref="p  q"><i itemprop=title>A</i></div><p id=p itemprop=datePosted>2026-01-02</p><div id=q><i itemprop=workHours>8</i></div>`,
    ),
    [{ title: 'A', datePosted: '2026-01-02', workHours: '8' }],
  )
  const loop = `<div id=a ${JOB} itemref="b a"><i itemprop=title>A</i></div><div id=b itemprop=x itemscope itemref="b a c">${'<p itemprop=y itemscope itemref="b c">z</p>'.repeat(50)}</div>`
  t.equal(read(loop)[0]?.title, 'A')
})

t.test('a posting inside a posting is its neighbour, other items are none', async (t) => {
  t.same(
    read(`<div ${JOB}><i itemprop=title>A</i><div itemprop=x ${JOB}><i itemprop=title>B</i></div></div>`).map(
      ({ title }) => title,
    ),
    ['A'],
  )
  t.same(read('<div itemscope itemtype="http://schema.org/Product"><i itemprop=name>A</i></div>'), [])
})

t.test('RDFa is read as far as schema.org goes', async (t) => {
  const html = `<div vocab="https://schema.org/" typeof="JobPosting" resource="/jobs/9"><h1 property="title">Bus driver</h1>
    <meta property="datePosted" content="2026-01-02"><meta property="og:title" content="no"><span property="schema:workHours">38</span>
    <div property="hiringOrganization" typeof="Organization"><span property="name">Acme</span></div>
    <div property="description"><p>We</p><p>drive</p></div></div>
    <div typeof="schema:JobPosting"><b property="http://schema.org/title">Second</b></div><div typeof="schema:Person"><b property="name">no</b></div>`
  const [first, second, ...more] = readRdfa(parseDocument(html))
  t.same(first, {
    reader: 'rdfa',
    url: '/jobs/9',
    properties: {
      '@type': 'JobPosting',
      title: 'Bus driver',
      datePosted: '2026-01-02',
      workHours: '38',
      hiringOrganization: { '@type': 'Organization', name: 'Acme' },
      description: '<p>We</p><p>drive</p>',
    },
  })
  t.equal(second?.properties.title, 'Second')
  t.same(more, [])
})

t.test('any nesting of items gives plain trees', async (t) => {
  const piece = fc.constantFrom(
    `<div ${JOB}>`,
    '<div itemprop="title">',
    '<div itemprop="jobLocation" itemscope>',
    '</div>',
    '<i itemprop="__proto__ constructor">',
    '</i>',
    '<meta itemprop=title content=x>',
    `<b id=a itemref="a b" ${JOB}>`,
    '<b id=b itemprop=x itemscope itemref="a b">',
    '</b>',
    'text',
    '<p typeof=JobPosting>',
    '<p property=title>',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const page = parseDocument(pieces.join(''))
      for (const job of [...readMicrodata(page), ...readRdfa(page)]) {
        t.doesNotThrow(() => JSON.stringify(job))
        for (const { raw } of candidatesOfJob(job, { base: null })) t.type(raw, 'string')
      }
    }),
  )
})
