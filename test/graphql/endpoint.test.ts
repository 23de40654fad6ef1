import t from 'tap'
import { keyed } from '../helpers/app.ts'
import { testDatabase } from '../helpers/database.ts'
import { addPostings, testGraphql } from './client.ts'

const TITLES = '{ postings(first: 1) { nodes { jobTitle } } }'

t.test('endpoint', async (t) => {
  const database = await testDatabase(t)
  await addPostings(database, 2)
  const { app, post, ask, logged, metrics } = await testGraphql(t, database)
  const get = (query: Record<string, string>, headers: Record<string, string> = keyed) =>
    app.inject({ url: '/graphql', query, headers })

  await t.test('without a valid key nothing is answered, introspection neither', async (t) => {
    for (const headers of [{ 'x-other': 'x' }, { 'x-internal-api-key': 'wrong' }]) {
      for (const response of [
        await post({ query: '{ __schema { types { name } } }' }, headers),
        await get({ query: TITLES }, headers),
      ]) {
        t.equal(response.statusCode, 401)
        t.match(response.json(), { errors: [{ extensions: { code: 'API_KEY_INVALID', fix: String } }] })
        t.notOk('data' in response.json())
      }
    }
  })

  await t.test('GET answers queries and refuses mutations', async (t) => {
    t.same(
      (
        await get({
          query: 'query A($n: Int!) { postings(first: $n) { nodes { jobTitle } } }',
          variables: '{"n": 1}',
          operationName: 'A',
        })
      ).json(),
      {
        data: { postings: { nodes: [{ jobTitle: 'Job 2' }] } },
      },
    )
    const refused = await get({ query: 'mutation { cancelBatch(id: "x") { userErrors { code } } }' })
    t.equal(refused.statusCode, 405)
    t.match(refused.json().errors, [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }])
    const both = 'query A { sources { id } } mutation B { cancelBatch(id: "x") { userErrors { code } } }'
    t.equal((await get({ query: both, operationName: 'B' })).statusCode, 405)
    t.equal((await get({ query: both, operationName: 'A' })).statusCode, 200)
    for (const wrong of [
      { query: both, operationName: 'C' },
      { query: both },
      { query: '{' },
      { query: TITLES, variables: '{' },
      {},
    ]) {
      t.match((await get(wrong as Record<string, string>)).json().errors, [{ extensions: { code: 'VALIDATION' } }])
    }
  })

  await t.test('a page of another origin cannot call it', async (t) => {
    // What a form or a simple fetch may send without a preflight.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      t.equal((await post(JSON.stringify({ query: TITLES }), { ...keyed, 'content-type': type })).statusCode, 415, type)
    }
  })

  await t.test('several requests at once, unknown members and bodies that are none are refused', async (t) => {
    const bodies = [
      [{ query: TITLES }],
      { query: TITLES, more: 1 },
      { query: '' },
      { query: 5 },
      { query: TITLES, variables: [] },
      { query: TITLES, operationName: 'a b' },
    ]
    for (const body of bodies) {
      const response = await post(body)
      t.equal(response.statusCode, 422, JSON.stringify(body))
      t.match(response.json().errors, [{ extensions: { code: 'VALIDATION' } }])
    }
    t.match((await post('{')).json().errors, [{ extensions: { code: 'MALFORMED_BODY' } }])
    t.match((await post('null')).json().errors, [{ extensions: { code: 'VALIDATION' } }])
    const long = await post({ query: `{ sources { id } } # ${'x'.repeat(200_000)}` })
    t.equal(long.statusCode, 413)
    t.match(long.json().errors, [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }])
  })

  await t.test('a query that is wrong is told where, with 400 and a code', async (t) => {
    for (const query of [
      '{',
      '{ nothing }',
      '{ postings(first: "x") { totalCount } }',
      '{ postings }',
      '{"kind": "Document"}',
      `{ ${'sources { id } '.repeat(2_000)} }`,
    ]) {
      const response = await post({ query })
      t.equal(response.statusCode, 400, query.slice(0, 40))
      for (const error of response.json().errors)
        t.match(error, {
          message: String,
          locations: [{ line: Number }],
          extensions: { code: 'VALIDATION', request_id: String },
        })
    }
    for (const _ of ['plain', 'compiled']) {
      t.match(await ask('query ($n: Int!) { postings(first: $n) { totalCount } }', { n: 'x' }), {
        errors: [{ extensions: { code: 'VALIDATION' } }],
      })
    }
  })

  await t.test('of a text with several operations the named one runs, compiled or not', async (t) => {
    const query = 'query A { postings { totalCount } } query B { sources { sourceName } }'
    for (const _ of ['plain', 'compiled', 'compiled']) {
      t.same(Object.keys((await post({ query, operationName: 'A' })).json().data), ['postings'])
      t.same(Object.keys((await post({ query, operationName: 'B' })).json().data), ['sources'])
    }
    t.match((await post({ query, operationName: 'C' })).json().errors, [{ extensions: { code: 'VALIDATION' } }])
    t.match((await post({ query })).json().errors, [{ extensions: { code: 'VALIDATION' } }])
  })

  await t.test('a fault of the service keeps its text for the log', async (t) => {
    const query = 'mutation { startRun(postingId: "x") { run { id } userErrors { code } } }'
    for (const _ of ['plain', 'compiled']) {
      const response = await post({ query }, { ...keyed, 'x-request-id': 'abc-1' })
      t.equal(response.statusCode, 200)
      t.match(response.json(), {
        data: null,
        errors: [{ path: ['startRun'], extensions: { code: 'INTERNAL', request_id: 'abc-1' } }],
      })
      t.notMatch(response.body, /did not expect|stack/)
    }
    t.match(JSON.stringify(logged), /did not expect/)
  })

  await t.test('the answer has the type that is asked for', async (t) => {
    const type = async (accept: string) => (await post({ query: TITLES }, { ...keyed, accept })).headers['content-type']
    t.equal(await type('*/*'), 'application/json; charset=utf-8')
    t.equal(await type('application/graphql-response+json'), 'application/graphql-response+json; charset=utf-8')
  })

  await t.test('root fields are counted by name, requests under one name', async (t) => {
    const text = await metrics.registry.metrics()
    t.match(text, /winnow_graphql_operations_total\{operation="graphql\.postings",outcome="ok"\} \d+/)
    t.match(text, /winnow_graphql_operations_total\{operation="graphql\.startRun",outcome="error"\} 2/)
    t.match(text, /winnow_http_requests_total\{operation="graphql",status="200"\}/)
  })
})

t.test('while INTERNAL_API_KEY is unset GraphQL is closed and says what to do', async (t) => {
  const database = await testDatabase(t)
  const { testApp } = await import('../helpers/app.ts')
  const { graphqlPlugin } = await import('../../src/graphql/plugin.ts')
  const { app } = await testApp(t, database, {
    environment: { INTERNAL_API_KEY: '' },
    plugins: [graphqlPlugin({ database } as never)],
  })
  const response = await app.inject({ method: 'POST', url: '/graphql', headers: keyed, payload: { query: TITLES } })
  t.equal(response.statusCode, 503)
  t.match(response.json().errors, [{ extensions: { code: 'API_KEY_NOT_CONFIGURED' } }])
})
