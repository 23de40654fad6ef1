import t from 'tap'
import { replayServer } from '../helpers/replay-server.ts'
import { workdaySite } from '../helpers/workday-site.ts'
import { commandsIn } from './in-process.ts'
import { winnowIn } from './winnow.ts'

t.setTimeout(300_000)

type Counts = Record<'inserted' | 'unchanged' | 'total', number>
type Collected = {
  state: string
  reason: string | null
  operation_id: string
  items: number
  counts: Counts
  details: { asked: number; known: number }
}

const { run, json } = await commandsIn(t, { ACTIVEJOBS_API_KEY: 'test-key-1' })

const site = await workdaySite(t, { tenant: 'db', site: 'DBWebsite', openings: 45 })
const there = ['--base-url', site.base]
await run('sources', 'set', 'deutsche_bank', '--interval-ms', '0')
const stored = async () =>
  (await json<{ source: string; postings: number }[]>('inventory')).find(({ source }) => source === 'deutsche_bank')

t.test('a dry run and a test show the first three openings as they would be stored, and write nothing', async (t) => {
  for (const command of [
    ['collect', 'deutsche_bank', '--dry-run'],
    ['sources', 'test', 'deutsche_bank'],
  ]) {
    const { code, stdout } = await run(...command, ...there)
    t.equal(code, 0, stdout)
    t.match(stdout, /R1000\n[\s\S]*organization +Harbour Bank[\s\S]*job_description +You keep machine 0/)
    t.match(stdout, /3 of 45 listed openings looked at[\s\S]*Nothing was stored/)
    t.notMatch(stdout, /Engineer 3\b|Ada Example/)
  }
  t.equal(site.details(), 6)
  t.same((await stored())?.postings, 0)
})

t.test('a source is collected to its end, and a second time costs only its listing', async (t) => {
  const before = site.details()
  const limited = await json<Collected>('collect', 'deutsche_bank', ...there, '--limit', '5')
  t.match(limited, { state: 'partial', reason: 'limit', counts: { inserted: 5 } })
  const { code, stdout } = await run('collect', 'deutsche_bank', ...there)
  t.equal(code, 0, stdout)
  t.match(stdout, /deutsche_bank \(workday_cxs\): complete[\s\S]*45 of 45 listed openings on 3 pages/)
  t.match(stdout, 'What next: winnow batch --source deutsche_bank')
  const read = site.details()
  t.equal(read - before, 45, 'those of the first five are not read again')
  const again = await json<Collected>('collect', 'deutsche_bank', ...there)
  t.match(again, { state: 'complete', counts: { inserted: 0, unchanged: 45 }, details: { asked: 0, known: 45 } })
  t.match(again.operation_id, /^[\da-f-]{36}$/)
  t.equal(site.details(), read)
  t.equal((await stored())?.postings, 45)
})

t.test('a source that answers without a list failed: exit 1, with what to do', async (t) => {
  site.state.broken = true
  t.teardown(() => {
    site.state.broken = false
  })
  const { code, stdout } = await run('collect', 'deutsche_bank', ...there)
  t.equal(code, 1)
  t.match(stdout, /failed[\s\S]*SOURCE_ANSWER_INVALID\)\n +fix: [\s\S]*What next: /)
  t.match(await json('sources', 'list'), [{}, {}, {}, { source_name: 'deutsche_bank', consecutive_failures: 1 }])
})

t.test('what cannot be collected is refused before anything is asked', async (t) => {
  const asked = site.count()
  const refusals: [string[], number, RegExp][] = [
    [['nowhere'], 1, /no source "nowhere"[\s\S]*winnow sources add/],
    [['manual'], 1, /winnow import FILE/],
    [['jsearch', '--title', 'Nurse'], 1, /no JSEARCH_API_KEY/],
    [['deutsche_bank', '--window', '24h'], 1, /no windows/],
    [['deutsche_bank', '--title', 'Nurse'], 1, /only sources[\s\S]*jsearch[\s\S]*can be searched/],
    [['deutsche_bank', '--interval', '5', '--schedule', '6:00'], 2, /without --interval/],
    [['deutsche_bank', '--schedule', '25:00'], 2, /times\s+of\s+day/],
    [['deutsche_bank', '--base-url', 'ftp:site'], 2, /--base-url/],
  ]
  for (const [words, expected, said] of refusals) {
    const { code, stderr } = await run('collect', ...words)
    t.equal(code, expected, words.join(' '))
    t.match(stderr, said)
  }
  await run('sources', 'pause', 'deutsche_bank', '--reason', 'moves house')
  const { code, stderr } = await run('collect', 'deutsche_bank', ...there)
  t.equal(code, 1)
  t.match(stderr, /paused: moves house[\s\S]*winnow sources resume/)
  t.equal(site.count(), asked)
  t.match(await json('collect', 'deutsche_bank', ...there, '--force'), { state: 'complete' })
  t.match((await run('sources', 'resume', 'deutsche_bank')).stdout, /active/)
})

t.test('the hourly collection prints its lines and what the month has used, by whom', async (t) => {
  const opening = {
    id: 'A-1',
    title: 'Nurse',
    organization: 'House of Care',
    url: 'https://jobs.example/nurse',
    date_posted: '2026-03-02T08:00:00',
    description_text:
      'You care for people who live with us, plan their days with them and write down what they need. '.repeat(2),
  }
  const headers = {
    'x-ratelimit-jobs-limit': '20000',
    'x-ratelimit-jobs-remaining': '19990',
    'x-ratelimit-jobs-reset': '600000',
  }
  const provider = await replayServer(t, { 'GET /active-ats-1h': { headers, body: [opening] } })
  const { code, stdout } = await run('hourly', '--run-once', '--base-url', provider.base)
  t.equal(code, 0, stdout)
  t.match(stdout, /^HOURLY JOB STARTED - \d{4}-\d\d-\d\d [\d:]{8} CES?T\n/)
  t.match(stdout, /completed successfully!\n +• Jobs fetched: 1\n +• New jobs added: 1/)
  t.match(stdout, /Quota Analysis \(Ultra Plan: 20,000 jobs\/month\):\n +This run used: \d+ jobs/)
  const told = await json<{ figures: object[]; by_requester: object[] }>('quota', '--by-requester')
  t.match(told.figures, [{ provider: 'active_jobs_db', unit: 'jobs', used: 10, left: 19_990 }])
  t.match(told.by_requester, [{ requested_by: 'cli:test', request: '/active-ats-1h', calls: 1 }])
})

t.test('searches of a user are set, listed, and counted before they are backfilled', async (t) => {
  const wanted = ['--title', 'Data Scientist,ML Engineer', '--location', 'Munich,Berlin,München']
  const set = await json('queries', 'set', '--user', 'Ada@Example.org', ...wanted)
  t.match(set, { created: true, active: 4, added: 4, rows: 4, unbacked: 4, saved_percent: 0 })
  const listed = await json<{ rows: object[] }>('queries', 'list', '--user', 'ada@example.org')
  t.match(listed.rows, { length: 4, 0: { title_keyword: 'Data Scientist', location: 'Munich', priority: 10 } })
  t.match(await json('queries', 'set', '--user', 'ada@example.org', '--title', 'ML Engineer', '--location', 'Berlin'), {
    created: false,
    active: 1,
    added: 0,
    kept: 1,
    deactivated: 3,
  })
  const plan = await run('backfill', '--user', 'ada@example.org', '--dry-run')
  t.match(
    plan.stdout,
    /has 1 unbacked combinations\n1 rows, 1 unbacked, 0 % saved[\s\S]*active_jobs_db: 1 combinations, window 7d/,
  )
  const unknown = await run('backfill', '--user', 'nobody@example.org')
  t.equal(unknown.code, 1)
  t.match(unknown.stderr, /no user "nobody@example\.org"[\s\S]*winnow queries set/)
  t.equal((await run('queries', 'set', '--user', 'ada@example.org')).code, 2)
})

t.test('a source is added, changed and described by its kind; what its kind cannot work with is refused', async (t) => {
  const board = ['sources', 'add', 'acme_board', '--kind', 'greenhouse']
  const refused = await run(...board, '--config', '{"bord": "acme"}')
  t.equal(refused.code, 1)
  t.match(refused.stderr, /settings of "acme_board" are wrong: \/config[\s\S]*winnow sources kinds/)
  t.equal((await run('sources', 'add', 'x', '--schedule', '6:00')).code, 2, 'nobody collects a manual source')
  t.match(await json(...board, '--config', '{"board": "acme"}', '--schedule', '6:00', '--shadow'), { added: true })
  const changed = await json<{ source: object }>('sources', 'set', 'acme_board', '--schedule', '*/5 * * * *', '--config', '{"board": "acme2"}', '--live') // biome-ignore format: one command
  t.match(changed.source, { schedule: '*/5 * * * *', config: { board: 'acme2' }, target: 'live' })
  t.equal((await run('sources', 'set', 'acme_board', '--config', '{"board": null}')).code, 1)
  t.match(await json('sources', 'list'), [{ source_name: 'acme_board', status: 'active', stale: false }])
  t.match((await run('sources', 'kinds', 'greenhouse')).stdout, /greenhouse: .*[\s\S]*board: string/)
})

t.test('a loop tells when it runs next, lets other commands in, and ends at a signal with exit 0', async (t) => {
  const alone = winnowIn(t, {}, { migrated: true })
  const loop = alone.start(['collect', 'deutsche_bank', '--interval', '60', ...there, '--limit', '2'])
  await loop.seen(/Next run: \d{4}-\d\d-\d\d [\d:]{8} CES?T/)
  t.match(await alone.json('inventory', '--source', 'deutsche_bank'), [{ postings: 2 }])
  loop.child.kill('SIGINT')
  t.match(await loop.finished, { code: 0, stdout: /2 of 45 listed openings/ })
  const daily = alone.start(['daily', '--schedule', '6:00'])
  await daily.seen(/Next run: \d{4}-\d\d-\d\d 06:00:00 CES?T/)
  daily.child.kill('SIGINT')
  t.match(await daily.finished, { code: 0, stdout: '' })
})
