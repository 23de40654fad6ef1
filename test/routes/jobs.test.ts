import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Database } from '../../src/db/engine.ts'
import { keyed, type TestApp, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'

type Item = { id: string; fields: Record<string, { value: unknown }>; status: string }
type Page = { items: Item[]; total: number; total_capped: boolean; next: string | null; limit: number; offset: number }

function reader({ app }: TestApp) {
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { ...keyed, ...headers } })
  const list = async (query = ''): Promise<Page> => (await get(`/_internal/jobs${query}`)).json().data
  const titles = async (query = '') => (await list(query)).items.map((item) => String(item.fields.title?.value))
  return { get, list, titles }
}

/** Postings "Job 1" (oldest) to "Job n"; whole tens share one instant, so that the order needs its tie-break. */
async function addJobs({ db }: Database, n: number, source = { id: 1, name: 'deutsche_bank' }) {
  await sql`insert into postings (job_title, organization, job_description, source_id, source, external_id, created_at)
    select 'Job ' || i, 'Company', 'Text of job ' || i, ${source.id}, ${source.name}, ${source.name} || i,
      timestamptz '2026-03-01 10:00:00.123456Z' + (i / 10) * interval '1 hour'
    from generate_series(1, ${n}::int) i`.execute(db)
}

await onBothEngines(t, 'jobs', async (t, database) => {
  const app = reader(await testApp(t, database))
  await t.test('an empty database is an empty list, not an error', async (t) => {
    t.same(await app.list(), {
      items: [],
      total: 0,
      total_capped: false,
      limit: 10,
      offset: 0,
      shadow_mode: false,
      next: null,
    })
  })

  await addJobs(database, 57)
  await addJobs(database, 5, { id: 2, name: 'active_jobs_db' })

  await t.test(
    'every page by cursor, put together, is the whole list once, newest first, while jobs are added',
    async (t) => {
      const seen: string[] = []
      let query = '?limit=7&source=deutsche_bank'
      for (let page = 0; page < 20; page += 1) {
        const { items, next, total } = await app.list(query)
        seen.push(...items.map((item) => String(item.fields.title?.value)))
        t.ok(total >= 57)
        if (!next) break
        // A job that comes in meanwhile stands before what was read: it shifts nothing.
        await sql`insert into postings (job_title, source_id, source) values ('Newcomer', 1, 'deutsche_bank')`.execute(
          database.db,
        )
        query = `?limit=7&source=deutsche_bank&cursor=${next}`
      }
      t.same([...seen].sort(), Array.from({ length: 57 }, (_, index) => `Job ${index + 1}`).sort())
      t.equal(new Set(seen).size, 57)
      t.equal(seen[0], 'Job 57')
      t.ok(seen.indexOf('Job 9') > seen.indexOf('Job 10'))
      await sql`delete from postings where job_title = 'Newcomer'`.execute(database.db)
    },
  )

  await t.test(
    'pages by offset agree with pages by cursor, and an id of the list is what the single endpoint takes',
    async (t) => {
      const byOffset = [...(await app.list('?limit=30')).items, ...(await app.list('?limit=100&offset=30')).items]
      t.equal(new Set(byOffset.map(({ id }) => id)).size, 62)
      for (const { id, fields } of byOffset.slice(0, 3)) {
        const single = await app.get(`/_internal/jobs/${id}`)
        t.equal(single.statusCode, 200)
        t.same(single.json().data.fields.title, fields.title)
      }
    },
  )

  await t.test('the total is exact, by source too, and follows deletions, invalidations and statuses', async (t) => {
    t.match(await app.list(), { total: 62, total_capped: false })
    t.match(await app.list('?source_id=2'), { total: 5 })
    await sql`update postings set deleted_at = now() where job_title = 'Job 1' and source_id = 1`.execute(database.db)
    await sql`update postings set invalidated = true where job_title = 'Job 2' and source_id = 1`.execute(database.db)
    await sql`update postings set posting_status = 'expired' where job_title = 'Job 3' and source_id = 1`.execute(
      database.db,
    )
    const list = await app.list('?limit=100')
    t.match(list, { total: 59, total_capped: false })
    t.equal(list.items.length, 59)
    t.same(
      (await app.list('?status=expired')).items.map(({ fields }) => fields.title?.value),
      ['Job 3'],
    )
    t.match(await app.list('?status=expired'), { total: 1, total_capped: false })
    t.match(await app.list('?status=expired&status=active&source_id=1'), { total: 55 })
  })

  await t.test('a soft-deleted job is not found; an invalidated or expired one is, with its status', async (t) => {
    const idOf = async (title: string) => {
      const { rows } = await sql<{ id: string }>`select posting_uid as id from postings
        where job_title = ${title} and source_id = 1`.execute(database.db)
      return rows[0]?.id
    }
    const deleted = await app.get(`/_internal/jobs/${await idOf('Job 1')}`)
    t.equal(deleted.statusCode, 404)
    t.match(deleted.json(), { code: 'JOB_NOT_FOUND' })
    t.match((await app.get(`/_internal/jobs/${await idOf('Job 3')}`)).json(), { data: { status: 'expired' } })
    for (const id of ['unknown', '1', '00000000-0000-4000-8000-000000000000', "'; drop table postings; --", '%00']) {
      t.equal((await app.get(`/_internal/jobs/${encodeURIComponent(id)}`)).statusCode, 404, id)
    }
  })

  await t.test(
    'a cursor that was altered, made up or is of another list is refused, and names the parameter',
    async (t) => {
      const { next } = await app.list('?limit=5&source=deutsche_bank')
      const altered = `${next?.slice(0, -3)}AAA`
      for (const query of [
        `?limit=5&cursor=${next}`,
        `?limit=5&source=active_jobs_db&cursor=${next}`,
        `?limit=5&source=deutsche_bank&shadow_mode=true&cursor=${next}`,
        `?source=deutsche_bank&cursor=${altered}`,
        '?cursor=WyIyMDI2Il0',
        '?cursor=!!!',
      ]) {
        const reply = await app.get(`/_internal/jobs${query}`)
        t.equal(reply.statusCode, 422, query)
        t.match(reply.json(), { code: 'BAD_CURSOR', pointers: [{ pointer: 'cursor' }] })
      }
      t.equal((await app.get(`/_internal/jobs?offset=3&source=deutsche_bank&cursor=${next}`)).statusCode, 422)
      t.equal(
        (await app.get(`/_internal/jobs?limit=9&source=deutsche_bank&cursor=${next}`)).statusCode,
        200,
        'another size is fine',
      )
    },
  )

  await t.test('parameters out of range, of a wrong type or unknown are 422 with all of them named', async (t) => {
    const reply = await app.get('/_internal/jobs?limit=101&offset=-1&remote=maybe&posted_since=yesterday&pagesize=5')
    t.equal(reply.statusCode, 422)
    const named = reply.json().pointers.map(({ pointer }: { pointer: string }) => pointer)
    t.same(named.sort(), ['limit', 'offset', 'pagesize', 'posted_since', 'remote'])
    for (const query of [
      'limit=0',
      'limit=1.5',
      'limit=',
      'shadow_mode=1',
      'status=open',
      'source_id=abc',
      'updated_since=2026',
    ]) {
      t.equal((await app.get(`/_internal/jobs?${query}`)).statusCode, 422, query)
    }
    t.equal((await app.get('/_internal/jobs/00000000-0000-4000-8000-000000000000?full=true')).statusCode, 422)
  })

  await t.test('a reader that has the answer gets 304; a change of the job makes a new one', async (t) => {
    const { items } = await app.list('?limit=1')
    const url = `/_internal/jobs/${items[0]?.id}`
    const first = await app.get(url)
    const etag = String(first.headers.etag)
    t.match(etag, /^"[\w-]{22}"$/, 'strong')
    for (const known of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const unchanged = await app.get(url, { 'if-none-match': known })
      t.equal(unchanged.statusCode, 304, known)
      t.equal(unchanged.body, '')
      t.equal(unchanged.headers.etag, etag)
    }
    await sql`update postings set job_title = 'Job 57, renamed' where posting_uid = ${items[0]?.id}`.execute(
      database.db,
    )
    const changed = await app.get(url, { 'if-none-match': etag })
    t.equal(changed.statusCode, 200)
    t.not(changed.headers.etag, etag)
  })
})

await onBothEngines(t, 'filters', async (t, database) => {
  const app = reader(await testApp(t, database))
  const insert = (values: Record<string, unknown>) =>
    sql`insert into postings (${sql.join(Object.keys(values).map((name) => sql.ref(name)))})
      values (${sql.join(Object.values(values))}) returning posting_id as id`.execute(database.db)
  const { rows } = await insert({
    job_title: 'Softwareentwicklerin',
    job_description: 'Wir suchen Häuser und Menschen.',
    ai_job_language: 'de',
    country_code: 'DE',
    location_country: 'Germany',
    location_city: 'Berlin',
    remote: true,
    ihl_score: 2,
    posted_date: '2026-03-01',
    updated_at: '2026-03-05T00:00:00Z',
  })
  await insert({
    job_title: 'Nurse',
    job_description: 'Caring for patients in houses.',
    ai_job_language: 'en',
    country_code: 'IN',
    location_country: 'India',
    cities_derived: ['Pune'],
    remote: false,
    ihl_score: 8,
    posted_date: '2026-02-01',
    ai_key_skills: ['Nursing', 'Excel'],
    updated_at: '2026-02-05T00:00:00Z',
  })
  const id = (rows[0] as { id: number }).id
  for (const [position, name] of ['PostgreSQL', 'TypeScript'].entries()) {
    await sql`insert into posting_skills (posting_id, position, name, skill_id, importance, weight, proficiency, evidence_start, evidence_end, quote)
      values (${id}, ${position}, ${name}, ${`id-${position}`}, 'essential', 95, 'expert', 0, 1, 'x')`.execute(
      database.db,
    )
  }
  const finds: [string, string[]][] = [
    ['?country=de', ['Softwareentwicklerin']],
    ['?country=INDIA', ['Nurse']],
    ['?city=berlin', ['Softwareentwicklerin']],
    ['?city=Pune', ['Nurse']],
    ['?remote=true', ['Softwareentwicklerin']],
    ['?remote=false', ['Nurse']],
    ['?ihl_max=3', ['Softwareentwicklerin']],
    ['?ihl_max=0', []],
    ['?posted_since=2026-02-15', ['Softwareentwicklerin']],
    ['?updated_since=2026-03-01T00:00:00Z', ['Softwareentwicklerin']],
    ['?q=Haus', ['Softwareentwicklerin']],
    ['?q=patient%20house', ['Nurse']],
    ['?q=%22caring%20for%22%20-patients', []],
    ["?q='%20%26%20%7C%20!%20(%20:*", []],
    ['?skills_any=postgresql,COBOL', ['Softwareentwicklerin']],
    ['?skills_all=postgresql&skills_all=TypeScript', ['Softwareentwicklerin']],
    ['?skills_all=postgresql,excel', []],
    ['?skills_any=postgresql&skills_any=excel', ['Nurse', 'Softwareentwicklerin']],
    ['?skills_any=id-1', ['Softwareentwicklerin']],
    ['?country=DE&remote=true&q=Mensch&ihl_max=5', ['Softwareentwicklerin']],
  ]
  for (const [query, expected] of finds) {
    t.same((await app.titles(query)).sort(), expected, query)
    t.match(await app.list(query), { total: expected.length, total_capped: false }, query)
  }
})

await onBothEngines(t, 'shadow', async (t, database) => {
  const app = reader(await testApp(t, database))
  await sql`insert into postings (job_title, source_id, source) values ('Live', 1, 'deutsche_bank')`.execute(
    database.db,
  )
  await sql`insert into postings_shadow (job_title, source_id, source) values ('Shadow', 1, 'deutsche_bank'), ('Gone', 1, 'deutsche_bank')`.execute(
    database.db,
  )
  await sql`update postings_shadow set deleted_at = now() where job_title = 'Gone'`.execute(database.db)
  t.same(await app.titles(), ['Live'])
  t.same(await app.titles('?shadow_mode=true'), ['Shadow'])
  t.match(await app.list('?shadow_mode=true'), { total: 1, shadow_mode: true })
  t.match(await app.list('?shadow_mode=true&skills_any=x&q=y&city=z'), { total: 0 })
  const [item] = (await app.list('?shadow_mode=true')).items
  t.equal((await app.get(`/_internal/jobs/${item?.id}`)).statusCode, 404, 'the two tables are not mixed')
  t.equal((await app.get(`/_internal/jobs/${item?.id}?shadow_mode=true`)).statusCode, 200)
})

t.test('fields carry what was recorded of them; what nobody recorded is said to come from the database', async (t) => {
  await withOneJob(t, async (app) => {
    const item = (await app.list()).items[0] as Item & Record<string, unknown>
    t.same(item.fields.title, { value: 'Engineer', source: 'jsonld', confidence: 0.9, raw: ' Engineer ' })
    t.same(item.fields.employer, { value: 'Example Ltd', source: 'database', confidence: 1, raw: null })
    t.same(
      item.fields.deadline,
      { value: null, source: 'label', confidence: 0, raw: 'until filled' },
      'why it is missing',
    )
    t.same(item.fields.posted_on, { value: '2026-03-01', source: 'database', confidence: 1, raw: null })
    t.same(item.fields.requirements, { value: null, source: null, confidence: null, raw: null })
    t.same(item.fields.salary?.value, { min: 50000.5, max: null, currency: 'EUR', unit: 'YEAR' })
    t.match(item, {
      url: 'https://example.org/1',
      is_job: true,
      extractor_version: 'posting/2',
      extracted_at: '2026-03-02T08:00:00Z',
      created_at: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    })
    t.notMatch(JSON.stringify(item), /posting_id|"place"/, 'the inner id stays inside')
  })
})

t.test('descriptions are snippets of 500 characters, whole with full=true and in the single job', async (t) => {
  await withOneJob(t, async (app) => {
    const [item] = (await app.list()).items
    t.equal(String(item?.fields.description?.value).length, 500)
    t.match(item, { results: { summary: null, skills: null } })
    const [full] = (await app.list('?full=true')).items
    t.equal(String(full?.fields.description?.value).length, 3_000)
    t.match(full, {
      results: { summary: 'A summary', skills: [{ name: 'SQL', weight: 95, evidence: { start: 0 } }], ihl_score: 3 },
    })
    t.same((await app.get(`/_internal/jobs/${item?.id}`)).json().data, full)
  })
})

async function withOneJob(t: Test, check: (app: ReturnType<typeof reader>) => Promise<void>) {
  await onBothEngines(t, 'one job', async (t, database) => {
    const provenance = {
      job_title: { source: 'jsonld', confidence: 0.9, raw: ' Engineer ', extractor: 'posting/2' },
      deadline: { source: 'label', confidence: 0, raw: 'until filled' },
    }
    const skills = [{ name: 'SQL', weight: 95, evidence: { start: 0, end: 3, quote: 'SQL' } }]
    await sql`insert into postings (job_title, organization, job_description, external_url, provenance, skill_keywords, extracted_summary,
        ihl_score, salary_min, salary_currency, salary_unit, posted_date, fetched_at)
      values ('Engineer', 'Example Ltd', ${'word '.repeat(600)}, 'https://example.org/1', ${JSON.stringify(provenance)}::jsonb,
        ${JSON.stringify(skills)}::jsonb, 'A summary', 3, 50000.50, 'EUR', 'YEAR', '2026-03-01', '2026-03-02T08:00:00Z')`.execute(
      database.db,
    )
    await check(reader(await testApp(t, database)))
  })
}
