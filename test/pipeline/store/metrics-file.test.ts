import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { readMetricsFile, recordWrites } from '../../../src/pipeline/store/metrics-file.ts'

const one = { inserted: 1, updated: 0, skipped: 0, failed: 0 }

t.test("the runbook's file has totals and a history with timestamps", async (t) => {
  const path = join(t.testdir(), 'deep', 'metrics.json')
  t.equal(await readMetricsFile(path), null)
  await recordWrites(path, { inserted: 5, updated: 2, skipped: 0, failed: 1 }, new Date('2026-03-01T10:00:00Z'))
  await recordWrites(path, { inserted: 0, updated: 0, skipped: 0, failed: 0 })
  t.same(JSON.parse(readFileSync(path, 'utf8')), {
    inserted: 5,
    updated: 2,
    skipped: 0,
    failed: 1,
    history: [
      { timestamp: '2026-03-01T10:00:00.000Z', type: 'inserted', count: 5 },
      { timestamp: '2026-03-01T10:00:00.000Z', type: 'updated', count: 2 },
      { timestamp: '2026-03-01T10:00:00.000Z', type: 'failed', count: 1 },
    ],
  })
})

t.test('only the last 1000 operations are kept, the totals count all', async (t) => {
  const path = join(t.testdir(), 'metrics.json')
  const history = Array.from({ length: 1_000 }, () => ({
    timestamp: '2026-01-01T00:00:00Z',
    type: 'inserted',
    count: 1,
  }))
  writeFileSync(path, JSON.stringify({ inserted: 1_000, updated: 0, skipped: 0, failed: 0, history }))
  await recordWrites(path, { ...one, failed: 2 })
  const file = await readMetricsFile(path)
  t.equal(file?.history.length, 1_000)
  t.match(file?.history.at(-1), { type: 'failed', count: 2 })
  t.equal(file?.inserted, 1_001)
})

t.test(
  'no update is lost between writers of one process or of several, and no draft or lock is left behind',
  async (t) => {
    const folder = t.testdir()
    const path = join(folder, 'metrics.json')
    const module = join(import.meta.dirname, '../../../src/pipeline/store/metrics-file.ts')
    const script = `import { recordWrites } from ${JSON.stringify(module)}
    for (let i = 0; i < 40; i += 1) await recordWrites(${JSON.stringify(path)}, ${JSON.stringify(one)})`
    const other = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
    await Promise.all(Array.from({ length: 40 }, () => recordWrites(path, one)))
    await other
    t.equal((await readMetricsFile(path))?.inserted, 80)
    t.same(readdirSync(folder), ['metrics.json'])
  },
)

t.test('a lock that a dead process left is not waited for for ever', async (t) => {
  const path = join(t.testdir({ 'metrics.json.lock': '' }), 'metrics.json')
  const long = Date.now() / 1_000 - 60
  utimesSync(`${path}.lock`, long, long)
  await recordWrites(path, one)
  t.equal((await readMetricsFile(path))?.inserted, 1)
})

t.test('a file of something else is moved aside, not destroyed', async (t) => {
  for (const content of ['not json', '{"inserted": 1}', 'null', '[]']) {
    const path = join(t.testdir({ 'metrics.json': content }), 'metrics.json')
    await recordWrites(path, one)
    t.equal((await readMetricsFile(path))?.inserted, 1)
    t.equal(readFileSync(`${path}.unreadable`, 'utf8'), content)
    t.ok(existsSync(path))
  }
})
