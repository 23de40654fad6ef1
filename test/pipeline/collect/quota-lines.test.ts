import t from 'tap'
import type { QuotaFigure } from '../../../src/db/read-quota.ts'
import { quotaLines } from '../../../src/pipeline/collect/quota-lines.ts'

const figure: QuotaFigure = {
  provider: 'active_jobs_db',
  unit: 'jobs',
  month: '2026-04-01',
  used: 900,
  reserved: 0,
  limit: 20_000,
  left: 19_100,
  resets_at: null,
  today: 450,
  days: 2,
  per_day: 450,
  days_in_month: 30,
  projected: 13_500,
  expected_at_end: 13_500,
  used_percent: 4.5,
  projected_percent: 67.5,
}

t.test('the lines are the known ones, word for word', async (t) => {
  const lines = quotaLines(figure, { plan: 'Ultra', thisRun: 450 })
  for (const line of [
    'Quota Analysis (Ultra Plan: 20,000 jobs/month):',
    '  This run used: 450 jobs (2.3% of quota)',
    '  Projected monthly: 450/day × 30 = 13,500 jobs/month',
    '  ✓ Good! Projected 68% quota utilization',
  ])
    t.ok(lines.includes(line), line)
  t.ok(lines.includes('  Used this month: 900 jobs (4.5%), 19,100 left'))
})

t.test('a pace over the quota is a warning with how much, and what to lower', async (t) => {
  const lines = quotaLines({ ...figure, per_day: 900, projected: 27_000 })
  t.match(lines.at(-1), /⚠ Over quota by 35% \(7,000 jobs a month too many\): lower the pages per query/)
  t.notMatch(lines.join(), /Good!/)
  t.match(quotaLines({ ...figure, projected: 20_001 }).at(-1), /Over quota by 1%/, 'a small excess is one too')
})

t.test('without a day or without a limit nothing is made up', async (t) => {
  const nothing = quotaLines({
    ...figure,
    used: 0,
    left: 20_000,
    days: 0,
    per_day: null,
    projected: null,
    expected_at_end: null,
  })
  t.same(nothing, [
    'Quota Analysis (active_jobs_db: 20,000 jobs/month):',
    '  Used this month: 0 jobs (0%), 20,000 left',
  ])
  const unlimited = quotaLines({ ...figure, limit: null, left: null }).join('\n')
  t.match(unlimited, /no limit known/)
  t.notMatch(unlimited, /%/)
})
