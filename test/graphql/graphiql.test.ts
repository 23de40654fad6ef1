import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import t from 'tap'
import { bundleGraphiql } from '../../src/graphql/graphiql/bundle.ts'
import { EXAMPLES } from '../../src/graphql/graphiql/examples.ts'
import { addGraphiql } from '../../src/graphql/graphiql/page.ts'
import { testDatabase } from '../helpers/database.ts'
import { addPostings, testGraphql } from './client.ts'
import { addRuns } from './ledger.ts'

t.test('every example answers without an error', async (t) => {
  const database = await testDatabase(t)
  await addPostings(database, 12)
  await addRuns(database, 3)
  const estimate = { postings: 3, calls: 0, tokens: 0, seconds: 1, by_model: [], switches: 0, basis: 'shipped' }
  const unused = async () => ({ operation_id: '' })
  const { ask, app } = await testGraphql(t, database, {
    batches: { start: async () => ({ operation: null, estimate }), cancel: unused, pause: unused, resume: unused },
  })
  t.equal(EXAMPLES.length, 6)
  for (const { title, query, variables } of EXAMPLES) {
    const { data, errors } = await ask(query, variables)
    t.notOk(errors, title)
    for (const field of Object.values(data as object)) {
      t.ok(field, title)
      t.same((field as { userErrors?: unknown[] }).userErrors ?? [], [], title)
    }
  }
  const page = await app.inject('/graphiql')
  t.equal(page.statusCode, 200, 'the page needs no key')
  t.match(page.headers['content-security-policy'], /script-src 'self'/)
})

t.test('the page says that it is built, opens when it is, and serves its own files only', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-page-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'main.js'), 'page()')
  writeFileSync(join(folder, 'chunk-ABCDEFGH.js'), 'part()')
  const app = fastify()
  t.teardown(() => app.close())
  const { promise, resolve } = Promise.withResolvers<string>()
  let builds = 0
  addGraphiql(app, () => {
    builds += 1
    return promise
  })
  await app.ready()
  t.equal(builds, 0, 'nothing is built at start')
  for (const _ of ['first', 'second']) t.match((await app.inject('/graphiql')).body, /being built/)
  t.equal((await app.inject('/graphiql/main.js')).statusCode, 404)
  t.equal(builds, 1)
  resolve(folder)
  await new Promise(setImmediate)
  const page = await app.inject('/graphiql')
  t.match(page.body, /src="\/graphiql\/main\.js"/)
  t.notMatch(page.body, /https?:/)
  t.match(await app.inject('/graphiql/main.js'), {
    statusCode: 200,
    body: 'page()',
    headers: { 'content-type': /javascript/, 'cache-control': 'no-cache' },
  })
  t.match((await app.inject('/graphiql/chunk-ABCDEFGH.js')).headers['cache-control'], /immutable/)
  for (const path of ['..%2f..%2fpackage.json', '..%2fmain.js', 'nothing.js', 'main', '%2e%2e']) {
    t.equal((await app.inject(`/graphiql/${path}`)).statusCode >= 400, true, path)
  }
})

t.test('a failed build is told once and tried again', async (t) => {
  const app = fastify()
  t.teardown(() => app.close())
  let builds = 0
  addGraphiql(app, async () => {
    builds += 1
    throw new Error('no space left')
  })
  const visit = async () => {
    const { body } = await app.inject('/graphiql')
    await new Promise(setImmediate)
    return body
  }
  t.match(await visit(), /being built/)
  const told = await visit()
  t.match(told, /could not be built/)
  t.notMatch(told, /no space left|refresh/)
  t.match(await visit(), /being built/)
  t.equal(builds, 2)
})

t.test(
  'the bundle holds everything and asks no other host for scripts, styles or fonts',
  { timeout: 120_000 },
  async (t) => {
    const folder = await bundleGraphiql()
    const files = readdirSync(folder)
    for (const file of ['main.js', 'main.css', 'editor.worker.js', 'json.worker.js', 'graphql.worker.js'])
      t.ok(files.includes(file), file)
    t.notOk(/url\(["']?https?:|@import/.test(readFileSync(join(folder, 'main.css'), 'utf8')), 'main.css')
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      t.notOk(/(import\(|from\s*|importScripts\()["'`]https?:/.test(readFileSync(join(folder, file), 'utf8')), file)
    }
    t.equal(await bundleGraphiql(), folder, 'and is built once')
  },
)
