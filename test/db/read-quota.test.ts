import t from 'tap'
import { projectQuota } from '../../src/db/project-quota.ts'
import { quotaByRequester, readQuota } from '../../src/db/read-quota.ts'
import { createQuota } from '../../src/pipeline/collect/quota.ts'
import { onBothEngines } from '../helpers/database.ts'

onBothEngines(t, 'the figures of a month come from the calls of its real days, by who asked', async (t, database) => {
  let now = new Date()
  const rules = { provider: 'board', limits: { jobs: 20_000 }, read: () => ({}) }
  const ask = async (instant: string, requestedBy: string, jobs: number) => {
    now = new Date(instant)
    const quota = createQuota({ database, rules, requestedBy, sourceId: 1, now: () => now })
    await (await quota.reserve({ jobs, requests: 1 }, '/active/24h?limit=100')).settle()
  }
  t.same(await readQuota(database.db, now), [])
  await ask('2026-03-31T12:00:00Z', 'daily', 5_000)
  await ask('2026-04-03T23:59:00Z', 'daily', 300)
  await ask('2026-04-05T06:00:00Z', 'daily', 500)
  await ask('2026-04-05T07:00:00Z', 'user:7', 100)
  await ask('2026-04-06T00:30:00Z', 'hourly', 20)
  const [jobs, requests] = await readQuota(database.db, now)
  t.match(jobs, {
    provider: 'board',
    unit: 'jobs',
    month: '2026-04-01',
    used: 920,
    reserved: 0,
    limit: 20_000,
    left: 19_080,
    today: 20,
    days: 3,
    per_day: 450,
    days_in_month: 30,
    projected: 13_500,
    expected_at_end: 920 + 450 * 24,
    used_percent: 4.6,
    projected_percent: 67.5,
  })
  t.match(requests, { unit: 'requests', used: 4, limit: null, left: null, used_percent: null, projected_percent: null })
  t.same(
    (await quotaByRequester(database.db, '2026-04-01'))
      .filter(({ unit }) => unit === 'jobs')
      .map(({ requested_by, request, calls, used }) => [requested_by, request, calls, used]),
    [
      ['daily', '/active/24h', 2, 800],
      ['user:7', '/active/24h', 1, 100],
      ['hourly', '/active/24h', 1, 20],
    ],
  )
  t.same(await readQuota(database.db, new Date('2026-05-02T00:00:00Z')), [], 'a month without a call has no figures')
})

t.test(
  'a day that has just begun does not make the month look cheap, nor does a single run count thirtyfold',
  async (t) => {
    const days = [
      { day: '2026-02-02', used: 100 },
      { day: '2026-02-03', used: 200 },
    ]
    const project = (used: number) =>
      projectQuota([...days, { day: '2026-02-04', used }], 300 + used, '2026-02-01', '2026-02-04')
    t.match(project(3), { days: 3, per_day: 150, days_in_month: 28, projected: 4_200, expected_at_end: 303 + 150 * 24 })
    t.match(project(600), { per_day: 300 })
    t.match(projectQuota([], 0, '2026-02-01', '2026-02-04'), {
      days: 0,
      per_day: null,
      projected: null,
      expected_at_end: null,
    })
    t.match(projectQuota([{ day: '2026-02-28', used: 7 }], 7, '2026-02-01', '2026-02-28'), { expected_at_end: 7 })
  },
)
