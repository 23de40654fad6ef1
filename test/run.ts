/**
 * `npm test`: prepares both engines once, runs the test files, ends with the line "N passed, N failed".
 *
 *   npm test                                  everything
 *   npm test -- test/db test/routes/a.test.ts some folders or files
 *   npm test -- --engine pglite               one engine
 *   npm test -- --coverage                    with a coverage report
 *   npm run test:chaos                        test/chaos with all its rounds
 */
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCoverage } from './helpers/coverage.ts'
import { prepareTemplate, writeDump } from './helpers/prepared.ts'
import { type Finished, runFiles } from './helpers/run-file.ts'

const JOBS = 2
const FILE_TIMEOUT_MS = 300_000
const CHAOS_TIMEOUT_MS = 3_600_000
const root = join(import.meta.dirname, '..')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string', default: 'pglite,postgres' }, coverage: { type: 'boolean', default: false } },
})
const chaos = positionals.includes('chaos')
const stop = new AbortController()
const cleaning: (() => unknown)[] = []
const total = { passed: 0, failed: 0, skipped: [] as string[] }

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
// The launcher died: nobody reads the result any more.
process.once('disconnect', () => stop.abort())

try {
  const files = findFiles(chaos ? ['test/chaos'] : positionals)
  if (files.length === 0) throw new Error(`no test file matches ${positionals.join(' ') || 'test/**/*.test.ts'}`)
  const env = await prepare()
  await runFiles(
    files,
    { jobs: JOBS, timeoutMs: chaos ? CHAOS_TIMEOUT_MS : FILE_TIMEOUT_MS, env, signal: stop.signal },
    report,
  )
  if (stop.signal.aborted) throw new Error('stopped before the end')
  if (values.coverage) writeCoverage(env.NODE_V8_COVERAGE ?? '', root)
} catch (error) {
  total.failed += 1
  console.error(error instanceof Error ? error.message : error)
} finally {
  for (const clean of cleaning.reverse()) await clean()
  for (const skipped of total.skipped) console.log(`SKIPPED ${skipped}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 ? 0 : 1)
}

function findFiles(wanted: readonly string[]): string[] {
  const patterns =
    wanted.length === 0
      ? ['test/**/*.test.ts']
      : wanted.map((name) => (name.endsWith('.ts') ? name : `${name}/**/*.test.ts`))
  return globSync(patterns, { cwd: root }).sort()
}

/** The environment of the test files: where the engines are, and which of them to test. */
async function prepare(): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = { ...process.env, WINNOW_TEST_ENGINES: values.engine, TAP_TIMEOUT: '0', NO_COLOR: '1' }
  if (chaos) env.WINNOW_TEST_CHAOS = 'full'
  await Promise.all([
    values.engine.includes('postgres') && preparePostgres(env),
    writeDump().then(({ file, remove }) => {
      cleaning.push(remove)
      env.WINNOW_TEST_DUMP = file
    }),
  ])
  // A test chooses its engine itself: the variable would also reach the servers that tests start.
  delete env.DATABASE_URL
  if (values.coverage) {
    const folder = mkdtempSync(join(tmpdir(), 'winnow-coverage-'))
    cleaning.push(() => rmSync(folder, { recursive: true, force: true }))
    env.NODE_V8_COVERAGE = folder
  }
  return env
}

async function preparePostgres(env: NodeJS.ProcessEnv): Promise<void> {
  const { url, template, remove } = await prepareTemplate(process.env.DATABASE_URL)
  cleaning.push(remove)
  Object.assign(env, { WINNOW_TEST_POSTGRES: url, WINNOW_TEST_TEMPLATE: template })
}

function report({ file, seconds, passed, failed, skipped, failures, errors }: Finished): void {
  total.passed += passed
  total.failed += failed
  total.skipped.push(...skipped.map((name) => `${file}: ${name}`))
  const verdict = failed === 0 ? 'ok    ' : 'FAILED'
  console.log(
    `${verdict} ${relative(root, join(root, file))} (${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s)`,
  )
  if (failed > 0) console.log(`${failures}${errors}`.replace(/^/gm, '    '))
  else if (errors !== '') console.log(errors.trimEnd().replace(/^/gm, '    '))
}
