import t from 'tap'
import { Value } from 'typebox/value'
import { JsonApiConfig } from '../../../src/pipeline/collect/json-api/config.ts'
import { readPath } from '../../../src/pipeline/collect/json-api/path.ts'
import { jsonApi } from '../../../src/pipeline/collect/json-api.ts'
import { pagesOf, recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext, sourceHttpTo } from '../../helpers/source-http.ts'

const fields = { job_title: 'title', job_description: 'text', external_job_id: 'id' } as const
const url = 'https://api.bells.example/v1/openings'
const config: JsonApiConfig = {
  url,
  headers: { Authorization: { env: 'BELLS_KEY', prefix: 'Bearer ' }, 'x-client': 'winnow' },
  query: { state: 'open' },
  items: 'result.openings',
  total: 'meta.count',
  detail: { url: 'https://api.bells.example/v1/openings/{ref}', path: 'data' },
  drop: ['secret_note'],
  fields: {
    job_title: 'name.de',
    job_description: { paths: ['text', 'detail:extra'] },
    external_job_id: 'ref',
    company_name: 'firm',
    external_url: { template: 'https://bells.example/jobs/{slug}' },
    apply_url: { template: '{detail:apply}' },
    posted_on: { path: 'since', unit: 'seconds' },
    deadline: 'detail:until',
    employment_type: { path: 'kinds[]', words: { ft: 'FULL_TIME' } },
  },
  places: { items: 'sites', city: 'town', region: 'state', country: 'cc' },
  salary: {
    min: 'pay.from',
    max: 'pay.to',
    currency: 'pay.cur',
    unit: { path: 'pay.per', words: { jährlich: 'year' } },
  },
  columns: {
    ats_platform: { value: 'bells' },
    remote: '["odd.key"]',
    ai_work_arrangement: { path: 'mode', words: { home: 'Remote Solely' } },
    ai_working_hours: 'hours',
    ai_key_skills: 'needs',
    ai_keywords: 'firm',
    ai_experience_level: 'firm',
    ai_job_language: 'nothing.here',
  },
}

t.test('the settings alone map an unknown API to an opening', async (t) => {
  const detail = {
    data: { extra: 'Mehr.', until: '2026-10-01', apply: 'https://bells.example/apply?x=1', email: 'a@b.example' },
  }
  const server = await replayServer(t, {
    'GET /v1/openings': { body: recorded('json_api/openings.json') },
    'GET /v1/openings/71': { body: detail },
  })
  t.same([...Value.Errors(JsonApiConfig, config)], [])
  t.same(jsonApi.secrets?.(config), ['BELLS_KEY'])
  const context = collectContext(t, server.base, { http: sourceHttpTo(t, server.base, { BELLS_KEY: 'k' }) })
  const { records, items, ...page } = await recordsOf(t, jsonApi, config, context)
  t.same(page, { next: null, total: 3, faults: { item_not_an_object: 1 } })
  t.match(server.asked[0], { headers: { authorization: 'Bearer k', 'x-client': 'winnow' } })
  t.equal(server.asked[0]?.query.get('state'), 'open')
  t.same(records[0], {
    external_job_id: '71',
    job_title: 'Glockengießer',
    company_name: 'Klangwerk',
    location: 'Passau, Bayern, DE; Linz, AT',
    places: [
      { raw: 'Passau, Bayern, DE', city: 'Passau', region: 'Bayern', country: 'Germany', country_code: 'DE' },
      { raw: 'Linz, AT', city: 'Linz', country: 'Austria', country_code: 'AT' },
    ],
    external_url: 'https://bells.example/jobs/glocken%20gie%C3%9Fer',
    apply_url: 'https://bells.example/apply?x=1',
    posted_on: 1_783_000_000_000,
    deadline: '2026-10-01',
    salary_range: null,
    employment_type: ['FULL_TIME'],
    job_description: '<p>Du gießt.</p>\nMehr.',
    salary: { min: 40_000, max: null, currency: 'EUR', unit: 'YEAR', raw: null },
    columns: {
      ats_platform: 'bells',
      remote: true,
      ai_work_arrangement: 'Remote Solely',
      ai_working_hours: 38.5,
      ai_key_skills: ['Ofen', 'Ohr'],
      ai_keywords: ['Klangwerk'],
    },
    notes: { ai_experience_level: 'not_read' },
  })
  t.notMatch(JSON.stringify(items), /Personal|internal/)
})

t.test('wrong settings are told apart when the source is added', async (t) => {
  const wrong: object[] = [
    { ...config, headers: { Authorization: 'Bearer literal' } },
    { ...config, items: 'a..b' },
    { ...config, items: 'a[x]' },
    { ...config, fields: { job_title: 'x' } },
    { ...config, columns: { no_column: 'x' } },
    { ...config, paging: { by: 'guess' } },
    { ...config, url: 'ftp://x' },
  ]
  for (const one of wrong) t.notOk(Value.Check(JsonApiConfig, one), JSON.stringify(one).slice(0, 80))
})

t.test('paths see only what the answer itself has', async (t) => {
  const item = JSON.parse('{"a":[{"b":[1,2]},{"b":[3]}],"__proto__":{"x":1},"l":[[1],[2]]}')
  const at = (path: string) => readPath({ item, detail: { d: 5 } }, path)
  t.same(['a[1].b[0]', 'a[].b', 'a[].b[]', 'l[0]', 'detail:d', '["a"][0].b'].map(at), [
    3,
    [[1, 2], [3]],
    [1, 2, 3],
    [1],
    5,
    [1, 2],
  ])
  t.same(['constructor', 'toString.name', 'a.length', 'a[9].b', 'zz'].map(at), Array(5).fill(undefined))
})

t.test('every way of paging is read to its end', async (t) => {
  const all = Array.from({ length: 5 }, (_, id) => ({ id, title: 'x', text: 'y' }))
  const slice = (from: number, size = 2) => all.slice(from, from + size)
  const server = await replayServer(t, {
    'GET /page': ({ query }) => ({ body: slice((Number(query.get('p')) - 1) * 2) }),
    'POST /offset': ({ body }) => ({ body: { list: slice(JSON.parse(body).skip), n: 5 } }),
    'GET /cursor': ({ query }) => {
      const from = Number(query.get('after') ?? 0)
      return { body: { list: slice(from), after: from + 2 < 5 ? String(from + 2) : null } }
    },
    'GET /next': ({ query }) => {
      const from = Number(query.get('from') ?? 0)
      return { body: { list: slice(from), next: from + 2 < 5 ? `/next?from=${from + 2}` : undefined } }
    },
  })
  const ways: [path: string, JsonApiConfig, requests: number][] = [
    ['page', { url: 'https://x.example/page', fields, paging: { by: 'page', parameter: 'p' } }, 4],
    [
      'page of known size',
      { url: 'https://x.example/page', fields, paging: { by: 'page', parameter: 'p', size: 2 } },
      3,
    ],
    [
      'offset',
      {
        url: 'https://x.example/offset',
        method: 'POST',
        body: { q: '' },
        items: 'list',
        total: 'n',
        fields,
        paging: { by: 'offset', parameter: 'skip', size: 2 },
      },
      3,
    ],
    [
      'cursor',
      {
        url: 'https://x.example/cursor',
        items: 'list',
        fields,
        paging: { by: 'cursor', parameter: 'after', path: 'after' },
      },
      3,
    ],
    ['next', { url: 'https://x.example/next', items: 'list', fields, paging: { by: 'next', path: 'next' } }, 3],
  ]
  for (const [name, way, requests] of ways) {
    const before = server.count()
    const pages = await pagesOf(jsonApi, way, collectContext(t, server.base))
    t.same(
      pages.flatMap(({ items }) => items.map((item) => (item as { id: number }).id)),
      [0, 1, 2, 3, 4],
      name,
    )
    t.equal(server.count() - before, requests, name)
  }
})

t.test('keys never go to an address that an answer names at another host', async (t) => {
  const server = await replayServer(t, {
    'GET /v1/openings': { body: { list: [{ id: 1, link: 'https://evil.example/' }], next: 'https://evil.example/' } },
  })
  const context = collectContext(t, server.base)
  const paged: JsonApiConfig = { url, items: 'list', fields, paging: { by: 'next', path: 'next' } }
  await t.rejects(jsonApi.page(paged, context, null), { code: 'SOURCE_ANSWER_INVALID' })
  const detailed: JsonApiConfig = { url, items: 'list', fields, detail: { url: '{link}' } }
  await t.rejects(async () => jsonApi.detail?.(detailed, context, { link: 'https://evil.example/' }), {
    code: 'SOURCE_ANSWER_INVALID',
  })
  t.equal(server.count(), 1)
})

t.test('an answer without its list is an error', async (t) => {
  const server = await replayServer(t, { 'GET /v1/openings': { body: { message: 'no' } } })
  await t.rejects(jsonApi.page({ url, items: 'list', fields }, collectContext(t, server.base), null), {
    code: 'SOURCE_ANSWER_INVALID',
  })
  await t.rejects(jsonApi.page({ url, fields }, collectContext(t, server.base), null), {
    code: 'SOURCE_ANSWER_INVALID',
  })
})
