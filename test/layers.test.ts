import t from 'tap'
import { findBreaches } from './helpers/layers.ts'
import { importsOf, readFiles, withoutComments } from './helpers/source-files.ts'

const file = (path: string, text = '') => ({ path, text })

t.test('every file of src keeps to its layer', async (t) => {
  const files = readFiles('src/**/*.ts').filter(({ path }) => !path.endsWith('.d.ts'))
  t.ok(files.length > 20, 'the files are found')
  t.equal(findBreaches(files).join('\n'), '')
})

t.test('a planted breach of each rule is found', async (t) => {
  const planted: Record<string, [path: string, text: string]> = {
    'db reaches up to the pipeline': ['src/db/postings.ts', "import { a } from '../pipeline/store/identity.ts'"],
    'a type counts as an import': [
      'src/pipeline/store/save.ts',
      "import type { A } from '../../routes/jobs/get-job.ts'",
    ],
    'a re-export counts as an import': ['src/config.ts', "export * from './db/connect.ts'"],
    'a dynamic import counts as an import': ['src/db/a.ts', "const { a } = await import('../cli/main.ts')"],
    'an import over several lines': ['src/db/a.ts', "import {\n  a,\n  b,\n} from '../app.ts'"],
    'routes reach graphql': ['src/routes/jobs/a.ts', "import { a } from '../../graphql/loaders.ts'"],
    'graphql reaches routes': ['src/graphql/a.ts', "import { a } from '../routes/jobs/b.ts'"],
    'the server reaches a command': ['src/server.ts', "import { a } from './cli/commands/serve.ts'"],
    'an early stage reaches a later one': ['src/pipeline/extract/a.ts', "import { a } from '../workflow/engine.ts'"],
    'a stage reaches its driver': ['src/pipeline/match/a.ts', "import { a } from '../refresh/schedules.ts'"],
    'the driver reaches the workflow': ['src/pipeline/refresh/a.ts', "import { a } from '../workflow/worker.ts'"],
    'a floor of the stages reaches a stage': ['src/pipeline/text/a.ts', "import { a } from '../store/identity.ts'"],
    'src reaches a test': ['src/app.ts', "import { a } from '../test/helpers/database.ts'"],
    'a folder without a place': ['src/services/a.ts', ''],
    'a second way to the database': ['src/routes/a.ts', "import pg from 'pg'"],
    'a second HTTP client': ['src/pipeline/collect/a.ts', "import { request } from 'undici'"],
    'a client of Node': ['src/routes/a.ts', "import { get } from 'node:https'"],
    'a client under its old name': ['src/routes/a.ts', "import http from 'http'"],
    'a client loaded late': ['src/cli/a.ts', "const { Agent } = await import('undici')"],
    'a browser outside the renderer': ['src/pipeline/extract/a.ts', "import { chromium } from 'playwright-core'"],
    'a bare socket': ['src/pipeline/refresh/a.ts', "import { connect } from 'node:net'"],
    'the fetch of Node': ['src/pipeline/collect/a.ts', 'const answer = await fetch(url)'],
    'the fetch of Node by its full name': ['src/pipeline/collect/a.ts', 'const get = globalThis.fetch'],
    'a web socket': ['src/pipeline/collect/a.ts', 'new WebSocket(url)'],
    'the environment is read': ['src/pipeline/llm/a.ts', 'const host = process.env.OLLAMA_HOST'],
    'the process is ended': ['src/cli/commands/a.ts', 'process.exit(1)'],
    'a bare transaction': ['src/pipeline/store/a.ts', 'await db.transaction()\n  .execute(async () => 1)'],
    'a folder named utils': ['src/pipeline/utils/a.ts', ''],
    'a file named helpers': ['src/routes/helpers.ts', ''],
    'a long file': ['src/routes/a.ts', 'const a = 1\n'.repeat(301)],
  }
  for (const [name, [path, text]] of Object.entries(planted)) {
    t.not(findBreaches([file(path, text)]).length, 0, name)
  }
})

t.test('what the layers allow is no breach', async (t) => {
  const allowed: [path: string, text: string][] = [
    ['src/cli/commands/serve.ts', "import { start } from '../../server.ts'"],
    [
      'src/routes/jobs/a.ts',
      "import { a } from '../../pipeline/store/identity.ts'\nimport { errors } from '../../errors.ts'",
    ],
    ['src/pipeline/report/a.ts', "import type { A } from '../workflow/records.ts'"],
    ['src/pipeline/refresh/a.ts', "import { a } from '../collect/sweep.ts'\nimport { b } from '../match/score.ts'"],
    ['src/pipeline/extract/a.ts', "import { a } from '../text/span.ts'\nimport { b } from '../fetch/get.ts'"],
    ['src/config.ts', 'export const config = process.env'],
    ['src/pipeline/fetch/a.ts', "import { Agent } from 'undici'\nimport { isIP } from 'node:net'"],
    ['src/pipeline/collect/a.ts', 'const answer = await fetcher.fetch({ url })\nconst fetchedAt = prefetch(url)'],
    ['src/routes/a.ts', "import type { Agent } from 'undici'\nimport type { IncomingMessage } from 'node:http'"],
    ['src/routes/a.ts', '// process.env is read elsewhere\nconst a = 1 /* process.exit(1) */'],
    ['src/db/types.generated.ts', 'export {}\n'.repeat(900)],
  ]
  for (const [path, text] of allowed) t.same(findBreaches([file(path, text)]), [], path)
})

t.test('imports are read as node reads them', async (t) => {
  const text = [
    "import { a, type B } from './a.ts'",
    "import './side-effect.ts'",
    "import type { C } from '../c.ts'",
    "const words = 'import nothing from here' // import { d } from './d.ts'",
    "const address = 'http://example.org' + \"from './e.ts'\"",
    "export { f } from 'kysely'",
  ].join('\n')
  t.same(
    importsOf(file('src/db/x.ts', text)).map(({ target, typeOnly }) => [target, typeOnly]),
    [
      ['src/db/a.ts', false],
      ['src/db/side-effect.ts', false],
      ['src/c.ts', true],
      ['kysely', false],
    ],
  )
  t.equal(withoutComments("const url = 'http://x' // y").trimEnd(), "const url = 'http://x'")
})
