import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { claimBackfill, readBackfill } from '../../../../src/db/backfill.ts'
import { listSearchQueries } from '../../../../src/db/search-queries.ts'
import { errors } from '../../../../src/errors.ts'
import type { Collect } from '../../../../src/pipeline/refresh/asked-source.ts'
import { backfillLines, unbackedLines } from '../../../../src/pipeline/refresh/backfill/backfill-lines.ts'
import { backfillUser, countUnbacked } from '../../../../src/pipeline/refresh/backfill/backfill-user.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { ACTIVE_JOBS, backfillOf, found, gazetteer, JSEARCH, quiet, recordingCollect, userWho } from '../searching.ts'

const depsOf = (database: Parameters<typeof backfillUser>[0]['database'], collect: Collect) => ({
  database,
  collect,
  gazetteer,
  log: quiet,
  sleep: (ms: number) => sleep(Math.min(ms, 5)),
})
const TITLES = ['Data Scientist', 'ML Engineer']

onBothEngines(t, 'the second user fetches only what nobody has had', async (t, database) => {
  const { asked, collect } = recordingCollect(() => found(40, 30))
  const first = await userWho(database, 'one@example.org', TITLES, ['Berlin', 'Hamburg'])
  const before = await countUnbacked({ database }, backfillOf(first))
  t.same(unbackedLines('User 1', before), ['✓ User 1 has 4 unbacked combinations', '4 rows, 4 unbacked, 0 % saved'])
  const result = await backfillUser(depsOf(database, collect), backfillOf(first))
  t.equal(asked.length, 4)
  t.match(result, {
    rows: 4,
    unbacked: 4,
    sources: [{ done: 4, fetched: 160, inserted: 120, duplicates: 40, quota_used: { jobs: 160 } }],
  })
  t.match(backfillLines('User 1', result), ['✓ Backfill completed for User 1:', /160/, /Jobs added: 120/])

  const second = await userWho(database, 'two@example.org', ['Data Scientist'], ['Berlin, Germany', 'München'])
  const counted = await countUnbacked({ database }, backfillOf(second))
  t.equal(unbackedLines('User 2', counted)[0], '✓ User 2 has 1 unbacked combinations')
  await backfillUser(depsOf(database, collect), backfillOf(second))
  t.same(asked.slice(4), ['jsearch 1m Data Scientist in Munich'])
  t.match(await countUnbacked({ database }, backfillOf(second)), { rows: 2, unbacked: 0, saved_percent: 100 })
  t.equal(unbackedLines('User 3', { rows: 4, unbacked: 1, saved_percent: 75 })[1], '4 rows, 1 unbacked, 75 % saved')
})

onBothEngines(t, 'two users never fetch the same combination', async (t, database) => {
  const users = []
  for (let n = 0; n < 4; n += 1) users.push(await userWho(database, `u${n}@example.org`, TITLES, ['Berlin', 'Hamburg']))
  const { asked, collect } = recordingCollect(async () => {
    await sleep(3)
    return found(1)
  })
  const results = await Promise.all(users.map((user) => backfillUser(depsOf(database, collect), backfillOf(user))))
  t.equal(asked.length, 4)
  t.equal(new Set(asked).size, 4)
  t.equal(
    results.reduce((sum, { sources }) => sum + (sources[0]?.done ?? 0), 0),
    4,
  )
})

onBothEngines(t, 'what failed is not marked as done and is tried again', async (t, database) => {
  const user = await userWho(database, 'one@example.org', TITLES, ['Berlin'])
  const failing = recordingCollect(({ search }) => {
    if (search.titles[0] === 'ML Engineer') return found(2)
    return { ...found(7), state: 'partial', reason: 'FETCH_STATUS' }
  })
  const result = await backfillUser(depsOf(database, failing.collect), backfillOf(user))
  t.match(result.sources, [{ done: 1, failed: 1, fetched: 9, faults: { FETCH_STATUS: 1 } }])
  const keys = (await listSearchQueries(database.db, user)).map(({ combination_key }) => combination_key)
  t.match(await readBackfill(database.db, keys), [
    { title_keyword: 'Data Scientist', status: 'failed', error: 'FETCH_STATUS', backfilled_date: null },
    { title_keyword: 'ML Engineer', status: 'done', jobs_found: 2, search_window: '1m' },
  ])
  const again = recordingCollect(() => found(7))
  await backfillUser(depsOf(database, again.collect), backfillOf(user))
  t.same(again.asked, ['jsearch 1m Data Scientist in Berlin'])
  t.match(await readBackfill(database.db, keys), [{ status: 'done', attempts: 2, jobs_found: 7, error: null }, {}])
})

onBothEngines(
  t,
  'one source without a key or quota leaves the other alone and gives its claims back',
  async (t, database) => {
    const user = await userWho(database, 'one@example.org', TITLES, ['Berlin'])
    const { collect } = recordingCollect(({ source }) => {
      if (source === 'active_jobs_db') return found(3)
      throw errors.quotaExhausted('jsearch', 'requests', 0)
    })
    const sources = [ACTIVE_JOBS, JSEARCH]
    const result = await backfillUser(depsOf(database, collect), backfillOf(user, { sources }))
    t.match(result.sources, [
      { source: 'active_jobs_db', window: '7d', done: 2, skipped: null },
      { source: 'jsearch', window: '1m', done: 0, failed: 0, released: 1, skipped: 'QUOTA_EXHAUSTED' },
    ])
    t.match(await countUnbacked({ database }, backfillOf(user, { sources })), { unbacked: 2 })
    const keys = (await listSearchQueries(database.db, user)).map(({ combination_key }) => combination_key)
    t.same((await readBackfill(database.db, keys)).map(({ source, search_window }) => `${source} ${search_window}`), ['active_jobs_db 7d', 'active_jobs_db 7d']) // biome-ignore format: a list
  },
)

onBothEngines(t, 'a wider window is fetched again, a narrower one is not', async (t, database) => {
  const user = await userWho(database, 'one@example.org', ['Nurse'], ['Berlin'])
  const { asked, collect } = recordingCollect(() => found(1))
  const backfill = (window: '2w' | '1m' | '6m') =>
    backfillUser(depsOf(database, collect), backfillOf(user, { sources: [ACTIVE_JOBS], window }))
  await backfill('1m')
  await backfill('2w')
  await backfill('6m')
  await backfill('1m')
  t.same(asked, ['active_jobs_db 7d Nurse in Berlin', 'active_jobs_db 6m Nurse in Berlin'])
})

onBothEngines(t, 'an open claim keeps others away until its lease ends', async (t, database) => {
  const user = await userWho(database, 'one@example.org', ['Nurse'], ['Berlin'])
  const [combination] = await listSearchQueries(database.db, user)
  if (!combination) return t.fail('the user searches')
  const claim = { combination, source: 'jsearch', window: '1m', owner: 'dead', leaseSeconds: 60, requestedBy: 'test' }
  t.equal(await claimBackfill(database.db, claim), true)
  const { asked, collect } = recordingCollect(() => found(1))
  t.match(await backfillUser(depsOf(database, collect), backfillOf(user)), { unbacked: 0 })
  t.equal(asked.length, 0)
  await sql`update backfill_tracking set lease_until = now() - interval '1 second'`.execute(database.db)
  t.match(await backfillUser(depsOf(database, collect), backfillOf(user)), { unbacked: 1, sources: [{ done: 1 }] })
})

onBothEngines(t, 'a stopped backfill gives its claim back; a sweep in the way is waited for', async (t, database) => {
  const user = await userWho(database, 'one@example.org', TITLES, ['Berlin'])
  const stop = new AbortController()
  const { collect } = recordingCollect(() => {
    stop.abort()
    throw errors.fetchFailed('example.org', 'stopped')
  })
  const result = await backfillUser(depsOf(database, collect), backfillOf(user, { signal: stop.signal }))
  t.match(result.sources, [{ done: 0, failed: 0, released: 1 }])
  t.match(await countUnbacked({ database }, backfillOf(user)), { unbacked: 2 })

  let busy = 2
  const waiting = recordingCollect(() => {
    busy -= 1
    if (busy >= 0) throw errors.sweepRunning('jsearch')
    return found(1)
  })
  t.match(await backfillUser(depsOf(database, waiting.collect), backfillOf(user)), { sources: [{ done: 2 }] })
})

onBothEngines(
  t,
  'a limit of pages is success with a note; a broken program is an error and no success',
  async (t, database) => {
    const user = await userWho(database, 'one@example.org', TITLES, ['Berlin'])
    const broken = recordingCollect(() => {
      throw new TypeError('no such property')
    })
    await t.rejects(backfillUser(depsOf(database, broken.collect), backfillOf(user)), /no such property/)
    t.match(await countUnbacked({ database }, backfillOf(user)), { unbacked: 2 })
    const limited = recordingCollect(() => ({ ...found(50), state: 'partial', reason: 'limit', truncated: true }))
    t.match(await backfillUser(depsOf(database, limited.collect), backfillOf(user)), {
      sources: [{ done: 2, truncated: 2 }],
    })
  },
)
