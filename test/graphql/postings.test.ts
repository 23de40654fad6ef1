import { sql } from 'kysely'
import t from 'tap'
import { keyed } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'
import { addPostings, testGraphql } from './client.ts'

const PINNED = `query ($first: Int!, $after: String, $filter: PostingFilter) { postings(first: $first, after: $after, filter: $filter) { edges { cursor
  node { id externalJobId jobTitle organization locationCity locationCountry externalUrl extractedSummary
    skillKeywords { name importance weight evidence { start end quote } } ihlScore ihlCategory postingStatus } }
  pageInfo { hasNextPage endCursor } totalCount } }`

type Page = {
  edges: { cursor: string; node: { id: string; jobTitle: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
}

await onBothEngines(t, 'postings', async (t, database) => {
  const { app, ask } = await testGraphql(t, database)

  await t.test('an empty database is an empty page, not an error', async (t) => {
    const page = { edges: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 }
    t.same(await ask(PINNED, { first: 5 }), { data: { postings: page } })
  })

  await addPostings(database, 37)
  const pageOf = async (variables: object, query = PINNED): Promise<Page> => (await ask(query, variables)).data.postings

  await t.test('the published shape, compiled or not', async (t) => {
    const answers = [await ask(PINNED, { first: 1 }), await ask(PINNED, { first: 1 }), await ask(PINNED, { first: 1 })]
    const [edge] = answers[0]?.data.postings.edges ?? []
    t.match(edge, { cursor: String, node: { id: /^[\da-f-]{36}$/ } })
    const { id, ...node } = edge.node
    t.same(node, {
      externalJobId: 'R37',
      jobTitle: 'Job 37',
      organization: 'Company',
      locationCity: 'Berlin',
      locationCountry: 'Germany',
      externalUrl: 'https://jobs.example/37',
      extractedSummary: 'Role: Job 37',
      skillKeywords: [
        {
          name: 'TypeScript',
          importance: 'essential',
          weight: 95,
          evidence: { start: 3, end: 13, quote: 'TypeScript' },
        },
      ],
      ihlScore: 4,
      ihlCategory: 'GENUINE',
      postingStatus: 'active',
    })
    t.equal(answers[0]?.data.postings.totalCount, 37)
    t.same(answers[1], answers[0])
    t.same(answers[2], answers[0])
  })

  await t.test('in every order, pages put together are the whole list once, whatever their length', async (t) => {
    await sql`update postings set posted_date = case when posting_id % 3 = 0 then null else date '2026-01-01' + (posting_id % 4)::int end,
      ihl_score = case when posting_id % 5 = 0 then null else ihl_score end`.execute(database.db)
    const orders = [
      'CREATED_AT_DESC',
      'CREATED_AT_ASC',
      'UPDATED_AT_DESC',
      'POSTED_DATE_DESC',
      'IHL_SCORE_ASC',
      'IHL_SCORE_DESC',
    ]
    for (const order of orders) {
      const query = `query ($first: Int!, $after: String) { postings(orderBy: ${order}, first: $first, after: $after) {
        edges { cursor node { id jobTitle } } pageInfo { hasNextPage endCursor } totalCount } }`
      const whole = (await pageOf({ first: 100 }, query)).edges.map(({ node }) => node.jobTitle)
      t.equal(new Set(whole).size, 37, order)
      for (const first of [1, 7, 36, 37]) {
        const seen: string[] = []
        let after: string | null = null
        for (let more = true; more && seen.length < 100; ) {
          const page: Page = await pageOf({ first, after }, query)
          seen.push(...page.edges.map(({ node }) => node.jobTitle))
          t.equal(page.edges.at(-1)?.cursor, page.pageInfo.endCursor)
          more = page.pageInfo.hasNextPage
          after = page.pageInfo.endCursor
        }
        t.same(seen, whole, `${order} by ${first}`)
      }
    }
    const scores = (await ask('{ postings(orderBy: IHL_SCORE_ASC, first: 100) { nodes { ihlScore } } }')).data.postings
      .nodes
    const known = scores.map(({ ihlScore }: { ihlScore: number | null }) => ihlScore ?? 11)
    t.same(
      known,
      [...known].sort((one, other) => one - other),
      'unscored ones come last',
    )
  })

  await t.test('a cursor is good for REST and GraphQL alike, and for its own list only', async (t) => {
    const { pageInfo, edges } = await pageOf({ first: 10, filter: { source: 'deutsche_bank' } })
    const rest = await app.inject({
      url: `/_internal/jobs?source=deutsche_bank&limit=5&cursor=${pageInfo.endCursor}`,
      headers: keyed,
    })
    const next = await pageOf({ first: 5, after: edges.at(-1)?.cursor, filter: { source: 'deutsche_bank' } })
    t.same(
      rest.json().data.items.map(({ id }: { id: string }) => id),
      next.edges.map(({ node }) => node.id),
    )
    for (const variables of [
      { first: 5, after: pageInfo.endCursor },
      { first: 5, after: `${pageInfo.endCursor?.slice(0, -3)}AAA`, filter: { source: 'deutsche_bank' } },
      { first: 5, after: 'nonsense' },
    ]) {
      const { errors } = await ask(PINNED, variables)
      t.match(errors, [{ extensions: { code: 'BAD_CURSOR' }, path: ['postings'] }])
    }
  })

  await t.test('a page has 1 to 100 postings', async (t) => {
    for (const first of [0, -1, 101])
      t.match((await ask(PINNED, { first })).errors, [{ extensions: { code: 'VALIDATION' } }])
    t.equal((await pageOf({ first: 100 })).edges.length, 37)
  })

  await t.test('filters narrow list and total alike', async (t) => {
    await sql`update postings set remote = true, location_city = 'Köln', country_code = 'CH' where external_job_id in ('R1', 'R2')`.execute(
      database.db,
    )
    const titles = async (filter: object) => {
      const page = await pageOf({ first: 100, filter })
      t.equal(page.totalCount, page.edges.length)
      return page.edges.map(({ node }) => node.jobTitle)
    }
    t.same(await titles({ remote: true }), ['Job 2', 'Job 1'])
    t.same(await titles({ city: 'köln', country: 'ch' }), ['Job 2', 'Job 1'])
    t.same(await titles({ source: 'nobody' }), [])
    t.same(await titles({ q: 'posting & "Job 7"' }), ['Job 7'])
    t.same(await titles({ status: ['complete'] }), [])
    t.equal((await titles({ status: ['active'], sourceId: 1 })).length, 37)
    t.ok((await titles({ ihlMax: 2 })).length < 37)
    t.same(await titles({ postedSince: '2999-01-01' }), [])
    t.same(await titles({ updatedSince: '2999-01-01T00:00:00Z' }), [])
    t.same(await titles({ skillsAny: ['Cobol'] }), [])
  })

  await t.test('a date or an instant that is none is refused with a word on its form', async (t) => {
    for (const filter of [{ postedSince: '2026-02-30' }, { updatedSince: 'yesterday' }]) {
      const { errors } = await ask(PINNED, { first: 1, filter })
      t.match(errors, [{ message: /is written as/, extensions: { code: 'VALIDATION' } }])
    }
  })

  await t.test('invalidated postings are listed only on demand, deleted ones never', async (t) => {
    await sql`update postings set invalidated = true, invalidated_reason = 'test', posting_status = 'invalid' where external_job_id = 'R3'`.execute(
      database.db,
    )
    await sql`update postings set deleted_at = now() where external_job_id = 'R4'`.execute(database.db)
    const list = (await pageOf({ first: 100 })).edges.map(({ node }) => node.jobTitle)
    t.notOk(list.includes('Job 3'))
    t.notOk(list.includes('Job 4'))
    const invalidated = await pageOf({ first: 100, filter: { invalidated: true } })
    t.same(
      invalidated.edges.map(({ node }) => node.jobTitle),
      ['Job 3'],
    )
    t.equal(invalidated.totalCount, 1)
    t.equal((await pageOf({ first: 1 })).totalCount, 35)
  })

  await t.test(
    'a posting is found by its public id, as itself and as a node; internal numbers find nothing',
    async (t) => {
      const [edge] = (await pageOf({ first: 1 })).edges
      const id = edge?.node.id ?? ''
      const { data } = await ask(
        'query ($id: ID!) { posting(id: $id) { id jobTitle createdAt } node(id: $id) { id __typename ... on Posting { jobTitle } } }',
        { id },
      )
      t.match(data.posting, { id, jobTitle: 'Job 37', createdAt: /^2026-03-01T13:00:00\.123456Z$/ })
      t.same(data.node, { id, __typename: 'Posting', jobTitle: 'Job 37' })
      for (const wrong of ['1', 'Posting:1', '', '00000000-0000-4000-8000-000000000000']) {
        t.same((await ask('query ($id: ID!) { posting(id: $id) { id } node(id: $id) { id } }', { id: wrong })).data, {
          posting: null,
          node: null,
        })
      }
    },
  )

  await t.test('shadow postings are a list of their own and hang on nothing that is live', async (t) => {
    await sql`insert into postings_shadow (job_title, source_id, source, external_id) values ('On trial', 1, 'deutsche_bank', 'db1')`.execute(
      database.db,
    )
    const query = '{ shadowPostings { totalCount nodes { id shadow jobTitle runs { id } duplicateOf { id } } } }'
    const { data } = await ask(query)
    t.match(data.shadowPostings, {
      totalCount: 1,
      nodes: [{ shadow: true, jobTitle: 'On trial', runs: [], duplicateOf: null }],
    })
    const { id } = data.shadowPostings.nodes[0]
    t.match(
      (await ask('query ($id: ID!) { node(id: $id) { ... on Posting { jobTitle shadow } } }', { id })).data.node,
      { jobTitle: 'On trial', shadow: true },
    )
  })
})
