import fc from 'fast-check'
import t from 'tap'
import { parseDocument } from '../../../../src/pipeline/extract/document/parse-document.ts'
import { readAppState } from '../../../../src/pipeline/extract/readers/app-state.ts'
import { candidatesOfJob } from '../../../../src/pipeline/extract/readers/job-object.ts'

const DESCRIPTION = `<p>We look for someone who drives our buses through the town, day and night.</p><p>${'It is a fine town. '.repeat(8)}</p>`
const job = (more: object = {}) => ({
  title: 'Bus driver',
  description: DESCRIPTION,
  company: 'Acme',
  location: 'Kiel',
  employmentType: 'FULL_TIME',
  ...more,
})
const read = (html: string) => readAppState(parseDocument(html))
const island = (data: unknown, attributes = 'id="__NEXT_DATA__" type="application/json"') =>
  `<script ${attributes}>${JSON.stringify(data)}</script>`
const escaped = (data: unknown) =>
  JSON.stringify(data).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

t.test('a job is found in every kind of state', async (t) => {
  const data = { props: { pageProps: { job: job() } } }
  const json = JSON.stringify(data)
  const cases: Record<string, string> = {
    __NEXT_DATA__: island(data),
    'an island of JSON': island(data, 'type="application/json" data-hydrate'),
    'a type of its own': island(data, 'type="application/vnd.app-state+json"'),
    'a script that is nothing but JSON': `<script id=state>${json}</script>`,
    'an assignment': `<script>window.__INITIAL_STATE__ = ${json};(function(){ if (a < b) {} })()</script>`,
    'an assignment among others': `<script>var a = {"b": 1}; window.dataLayer = []; window.__PRELOADED_STATE__=${json}; var c = "}"</script>`,
    'an assignment by name': `<script>window["__APOLLO_STATE__"] = ${json}</script>`,
    'a variable': `<script>const jobData = ${json};</script>`,
    'JSON in a string': `<script>window.__remixContext = JSON.parse(${JSON.stringify(json)});</script>`,
    'an object of JavaScript': `<script>window.__NUXT__ = {data: [{job: ${JSON.stringify(job()).replace(/"(\w+)":/g, '$1:')}, x: undefined}]};</script>`,
    'an attribute': `<div id="app" data-page="${escaped({ component: 'Job/Show', ...data })}"></div>`,
    'an attribute of React': `<div data-react-props="${escaped({ job: job() })}"></div>`,
    'flight rows': `<script>self.__next_f.push([1,${JSON.stringify('1:"$S"\n2:["$","div",null,{"job":')}])</script><script>self.__next_f.push([1,${JSON.stringify(`${JSON.stringify(job())}}]\n3:null\n`)}])</script>`,
  }
  for (const [name, html] of Object.entries(cases)) {
    const found = read(html)
    t.equal(found.length, 1, name)
    t.match(
      found[0],
      {
        reader: 'state',
        properties: {
          '@type': 'JobPosting',
          title: 'Bus driver',
          description: DESCRIPTION,
          employmentType: 'FULL_TIME',
        },
      },
      name,
    )
  }
})

t.test('long texts of flight rows are put where they belong', async (t) => {
  const text = DESCRIPTION.replace('fine', 'schöne')
  const length = Buffer.byteLength(text).toString(16)
  const rows = `a:T${length},${text}b:["$","main",null,{"job":${JSON.stringify(job({ description: '$a' }))}}]\n`
  const [found] = read(`<script>self.__next_f.push([1,${JSON.stringify(rows).replaceAll('<', '\\u003c')}])</script>`)
  t.equal(found?.properties.description, text)
})

t.test('names of applications become those of schema.org', async (t) => {
  const state = {
    jobTitle: 'Driver',
    job_description: DESCRIPTION,
    companyName: 'Acme',
    locations: [{ city: 'Kiel', state: 'SH', country: 'Germany' }, 'Bonn'],
    postedAt: '2026-01-02',
    closing_date: '2026-02-01',
    job_type: 'full time',
    applyUrl: 'https://acme.example/apply/1',
    absolute_url: 'https://acme.example/jobs/1',
    requisition_id: 'R-7',
    requirements: '<ul><li>Licence</li></ul>',
    benefits: ['Bus pass'],
    salary: { min: 1 },
  }
  const [found] = read(island({ x: [state] }))
  t.equal(found?.url, 'https://acme.example/jobs/1')
  const candidates = candidatesOfJob(found!, { base: null })
  t.same(Object.fromEntries(candidates.map(({ field, raw }) => [field, raw])), {
    title: 'Driver',
    employer: 'Acme',
    location: 'Bonn',
    posted_on: '2026-01-02',
    deadline: '2026-02-01',
    description: DESCRIPTION,
    requirements: '<ul><li>Licence</li></ul>',
    benefits: 'Bus pass',
    employment_type: 'full time',
    identifier: 'R-7',
    application_url: 'https://acme.example/jobs/1',
  })
  t.same(candidates.find(({ field }) => field === 'location')?.parts, {
    city: 'Kiel',
    region: 'SH',
    country: 'Germany',
  })
  t.ok(candidates.some(({ rule, raw }) => rule === 'jobposting.potentialAction' && raw.endsWith('/apply/1')))
})

t.test('rich text is written out', async (t) => {
  const words = (value: string) => [{ nodeType: 'text', value, marks: [], data: {} }]
  const description = {
    nodeType: 'document',
    content: [
      { nodeType: 'heading-2', content: words('About <us>') },
      { nodeType: 'paragraph', content: words('We drive. '.repeat(20)) },
      {
        nodeType: 'unordered-list',
        content: [{ nodeType: 'list-item', content: [{ nodeType: 'paragraph', content: words('Day') }] }],
      },
    ],
  }
  const [found] = read(island({ position: job({ description }) }))
  t.equal(
    found?.properties.description,
    `<h2>About &lt;us&gt;</h2><p>${'We drive. '.repeat(20)}</p><ul><li><p>Day</p></li></ul>`,
  )
  const prose = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'We drive. '.repeat(20) }] }],
  }
  t.equal(
    read(island({ position: job({ description: prose }) }))[0]?.properties.description,
    `<p>${'We drive. '.repeat(20)}</p>`,
  )
})

t.test('what only looks like a job is none', async (t) => {
  const others: Record<string, object> = {
    'an article': {
      title: 'News',
      description: DESCRIPTION,
      author: 'A',
      publishedAt: '2026-01-02',
      organization: 'Acme',
      location: 'Kiel',
    },
    'an event': {
      __typename: 'Event',
      title: 'Career fair',
      description: DESCRIPTION,
      location: 'Kiel',
      venue: 'Hall',
      endDate: '2026-02-01',
      organization: 'Acme',
    },
    'a product': { name: 'Bus', description: DESCRIPTION, price: 5, sku: 'x', company: 'Acme', location: 'Kiel' },
    'a teaser': job({ description: 'We look for a driver.' }),
    'a title alone': { title: 'Driver', company: 'Acme', location: 'Kiel', employmentType: 'x' },
    'without a title': { description: DESCRIPTION, company: 'Acme', location: 'Kiel', employmentType: 'x' },
    'a title that is a number': job({ title: '12345' }),
    'a job without any fact': { jobTitle: 'Driver', description: DESCRIPTION, id: 1, slug: 'x' },
    'a text of the interface': { title: 'Job alerts', description: DESCRIPTION, button: 'Apply', label: 'x' },
  }
  for (const [name, data] of Object.entries(others)) t.same(read(island({ page: data })), [], name)
  t.same(read(`<script>var text = 'window.__STATE__ = {"title"'; // ${DESCRIPTION} job title:</script>`), [])
})

t.test('several jobs are several, the same one is one, what lies inside a job belongs to it', async (t) => {
  const titles = (data: unknown) => read(island(data)).map(({ properties }) => properties.title)
  t.same(titles({ jobs: [job({ title: 'Driver A' }), job({ title: 'Driver B' })] }), ['Driver A', 'Driver B'])
  t.same(titles({ a: job(), b: { c: job() } }), ['Bus driver'])
  t.same(titles({ job: job({ similarJobs: [job({ title: 'Driver B' })] }) }), ['Bus driver'])
})

t.test('nothing is evaluated, and size and depth cost little', async (t) => {
  const started = performance.now()
  read(
    `<script>window.__STATE__ = {"job":{"title":"x","description":"${'y'.repeat(400)}"},"a":(()=>{globalThis.reached=1})()}</script>`,
  )
  t.equal((globalThis as Record<string, unknown>).reached, undefined)
  const cue = '"title":"job","description":"x",'
  for (const text of [
    `window.__STATE__ = {${cue}"a":${'['.repeat(100_000)}`,
    `window.__STATE__ = {${cue}"a":"${'\\"'.repeat(100_000)}`,
    `${'window.aa = {'.repeat(30_000)}${cue}`,
    `${'var state = {"title":"job","description":"x"'.repeat(10_000)}`,
    `window.__STATE__ = [${`{${cue}"b":1},`.repeat(40_000)}]`,
  ])
    read(`<script>${text}</script>`)
  t.same(read(`<script>self.__next_f.push([1,${JSON.stringify(`1:T7fffffff,${cue.repeat(30)}`)}])</script>`), [])
  t.ok(performance.now() - started < 20_000)
})

t.test('any state gives plain objects, never a failure', async () => {
  const value = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom('Bus driver', DESCRIPTION, 'https://a.example', '', null, 1, true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'title',
          'jobTitle',
          'description',
          'company',
          'location',
          'content',
          'type',
          'applyUrl',
          'children',
          'text',
          '__proto__',
          'constructor',
          'employmentType',
        ),
        tie('tree'),
      ),
    ),
  })).tree
  fc.assert(
    fc.property(value, (tree) => {
      const found = read(island({ job: tree, pad: DESCRIPTION, title: 'job' }))
      return found.every((one) => candidatesOfJob(one, { base: null }).every(({ raw }) => typeof raw === 'string'))
    }),
  )
})
