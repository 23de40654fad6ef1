import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { postingRows, winnowIn } from './winnow.ts'

t.setTimeout(240_000)

/** One folder for the file: each step goes on with what the one before left. A server holds it, so that no command opens it anew. */
const { run, json, write, folder, start } = winnowIn(t, { PORT: '0' }, { migrated: true })
const server = start(['serve'])
await server.seen('winnow serves')

t.test('an import names every row that it did not store, and stores the others', async (t) => {
  const [first, second, ...others] = postingRows(12)
  write('rows.jsonl', [first, 'not json', '[1]', { ...second, job_title: undefined }, '', ...others])
  const result = await json<Record<string, number> & { errors: { line: number; code: string; message: string }[] }>(
    'import',
    'rows.jsonl',
    '--source',
    'demo',
  )
  const { inserted, updated, unchanged, restored, skipped, failed, total, errors } = result
  t.equal(total, 14)
  t.equal(inserted, 11)
  t.equal((inserted ?? 0) + (updated ?? 0) + (unchanged ?? 0) + (restored ?? 0) + (skipped ?? 0) + (failed ?? 0), total)
  t.match(
    errors.map(({ line, code }) => [line, code]),
    [
      [2, 'MALFORMED_JSON_LINE'],
      [3, 'LINE_NOT_AN_OBJECT'],
      [4, 'ROW_WITHOUT_TITLE'],
    ],
  )
  t.match(
    JSON.parse(readFileSync(join(folder, 'metrics.json'), 'utf8')),
    { inserted: 11 },
    "the runbook's metrics file is kept",
  )
})

t.test('the same rows again are unchanged', async (t) => {
  t.match(await json('import', 'rows.jsonl', '--source', 'demo'), { inserted: 0, unchanged: 11 })
})

t.test('an unknown source is refused with the fix', async (t) => {
  const { code, stderr } = await run('import', 'rows.jsonl', '--source', 'nowhere')
  t.equal(code, 1)
  t.match(stderr, /"nowhere"[\s\S]*winnow sources add/)
  t.equal((await run('import', 'rows.jsonl')).code, 2)
})

t.test('a dry run answers the estimate and writes nothing', async (t) => {
  const { estimate } = await json<{ estimate: Record<string, unknown> }>('batch', '--dry-run', '--max-jobs', '5')
  t.match(estimate, { postings: 5, calls: 0, tokens: 0, seconds: Number, by_model: [], switches: 0 })
  t.same(await json('sql', 'select count(*) as n from operations'), [{ n: 0 }])
})

t.test('a batch answers what others script against', async (t) => {
  const { code, stdout } = await run('batch', '--max-jobs', '5', '--workers', '2', '--source', 'demo', '--json')
  t.equal(code, 0)
  const report = JSON.parse(stdout)
  t.match(report, {
    batch_id: /^[0-9a-f-]{36}$/,
    counts: { total: 5, completed: 5, failed: 0, needs_review: 0, cancelled: 0 },
    completeness: { total: 5, complete: 5, percent: 100, by_field: { ihl_score: { present: 5, percent: 100 } } },
    seconds: Number,
    llm: { calls: 0, loads: 0, lower_bound_seconds: 0, makespan_seconds: 0, ratio: 0 },
  })
  t.equal(report.by_conversation.length >= 13, true)
  t.match(report.by_conversation[0], {
    conversation_name: 'Fetch Jobs from Deutsche Bank API',
    count: 5,
    mean_seconds: Number,
    failures: 0,
  })
})

t.test('without anything to resume the newest batch is answered, exit 0', async (t) => {
  const { code, stdout, stderr } = await run('batch', '--resume', '--json')
  t.equal(code, 0)
  t.match(JSON.parse(stdout), { counts: { total: 5, completed: 5 } })
  t.match(stderr, 'Nothing to resume')
})

t.test('the report of the newest batch comes as Markdown and as JSON', async (t) => {
  const { code, stdout } = await run('report', 'batch')
  t.equal(code, 0)
  t.match(stdout, /^# Batch [0-9a-f-]{36}\n[\s\S]*## Success criteria[\s\S]*\| Runs completed \| 100 % \|/)
  t.match(await json('report', 'batch'), { counts: { total: 5 } })
  t.equal((await run('report', 'batch', '00000000-0000-4000-8000-000000000000')).code, 1)
  t.equal((await run('report', 'batch', 'x')).code, 2)
})

t.test("one posting is run and traced by its source's id", async (t) => {
  const { run: ran, interactions } = await json<{
    run: { workflow_run_id: number; status: string }
    interactions: unknown[]
  }>('run', '--posting-id', 'T-9')
  t.equal(ran.status, 'completed')
  t.ok(interactions.length >= 13)
  const { stdout } = await run('trace', String(ran.workflow_run_id))
  t.match(stdout, /^# Run \d+: Colleague 9[\s\S]*\| session_a_gemma3_extract \|/)
  t.equal((await run('trace', '999999')).code, 1)
})

t.test('sql without --write changes nothing, however it is asked', async (t) => {
  for (const statement of [
    'delete from postings',
    'commit; delete from postings',
    "select set_config('transaction_read_only', 'off', true); delete from postings",
  ]) {
    const { code, stdout, stderr } = await run('sql', statement)
    t.equal(code, 1, statement)
    t.equal(stdout, '')
    t.match(stderr, /fix: /)
  }
  t.same(await json('sql', 'select count(*) as n from postings'), [{ n: 11 }])
})

t.test('sql prints a table, bare rows with -t, and audits what --write changed', async (t) => {
  const table = await run('sql', 'select 1 as one, null as nothing')
  t.equal(table.stdout, 'one  nothing\n  1  -\n(1 row)\n')
  const bare = await run('sql', '-t', "select 1, null, 'a b'")
  t.equal(bare.stdout, '1||a b\n')
  t.match(
    (await run('sql', '--write', 'update conversations set temperature = 0.3 where conversation_id = 3335')).stdout,
    '1 row changed.',
  )
  t.match(await json('sql', "select actor, detail from audit_log where action = 'sql.write'"), [
    { actor: /^cli:/, detail: { statement: /temperature = 0.3/ } },
  ])
})

t.test('postings are invalidated by what they have in common, and restored', async (t) => {
  t.equal((await run('invalidate', '--reason', 'x')).code, 2, 'never all by default')
  t.match(await json('invalidate', '--source', 'demo', '--reason', 'failed_validation'), { invalidated: 11 })
  t.match(await json('completeness'), { total: 0, invalid: 11 })
  t.match(await json('restore', '--source', 'demo'), { restored: 11 })
  t.match(await json('inventory', '--source', 'demo'), [{ source: 'demo', postings: 11, complete: 6, unprocessed: 5 }])
})

t.test('sources and keys are made, listed and ended', async (t) => {
  t.match(await json('sources', 'add', 'acme', '--organization', 'Acme'), {
    added: true,
    source: { source_name: 'acme', org_name: 'Acme' },
  })
  t.match(await json('sources', 'add', 'acme'), { added: false })
  t.equal((await run('sources', 'add', 'No Name')).code, 2)
  const { key, api_key_id } = await json<{ key: string; api_key_id: string }>(
    'apikey',
    'create',
    'dashboard',
    '--days',
    '1',
  )
  t.match(key, /^wk_/)
  t.notMatch((await run('apikey', 'list')).stdout, key.slice(-20))
  t.match(await json('apikey', 'revoke', api_key_id), { revoked_at: String })
  t.equal((await run('apikey', 'revoke', 'nothing')).code, 1)
})
