import t from 'tap'
import { type JudgedFigures, judge } from '../../../src/pipeline/report/criteria.ts'

const good: JudgedFigures = {
  total: 500,
  completed: 500,
  failed: 0,
  valid: 490,
  completeness_percent: 99.9,
  field_percent: { extracted_summary: 100, skill_keywords: 100, ihl_score: 100, ihl_category: 100 },
  mean_seconds: 0.02,
  grade_pairs: 490,
  max_grade_gap_ms: 1,
  watchdog: 0,
}

const verdict = (name: string, figures: Partial<JudgedFigures>) =>
  judge({ ...good, ...figures }).find((each) => each.name === name)?.verdict

t.test('a good batch meets every limit of the seeds', async (t) => {
  for (const { name, verdict } of judge(good)) t.equal(verdict, 'target', name)
})

t.test('each limit of the seeds turns the verdict exactly where the seeds draw it', async (t) => {
  t.equal(verdict('Runs completed', { completed: 480 }), 'acceptable')
  t.equal(verdict('Runs completed', { completed: 475 }), 'between')
  t.equal(verdict('Runs completed', { completed: 449 }), 'red_flag')
  t.equal(verdict('Runs failed', { failed: 9 }), 'target')
  t.equal(verdict('Runs failed', { failed: 10 }), 'acceptable')
  t.equal(verdict('Runs failed', { failed: 51 }), 'red_flag')
  t.equal(verdict('Data completeness', { completeness_percent: 95.1 }), 'target')
  t.equal(verdict('Data completeness', { completeness_percent: 94.9 }), 'red_flag')
  t.equal(verdict('Seconds per posting', { mean_seconds: 200 }), 'acceptable')
  t.equal(verdict('Seconds per posting', { mean_seconds: 361 }), 'red_flag')
  t.equal(verdict('Gap between graders A and B', { max_grade_gap_ms: 400 }), 'acceptable')
  t.equal(verdict('Gap between graders A and B', { max_grade_gap_ms: 1001 }), 'red_flag')
  t.equal(verdict('Watchdog interventions', { watchdog: 4 }), 'acceptable')
  t.equal(verdict('Watchdog interventions', { watchdog: 11 }), 'red_flag')
  t.equal(verdict('With skills', { field_percent: { ...good.field_percent, skill_keywords: 98.5 } }), 'acceptable')
  t.equal(verdict('With skills', { field_percent: { ...good.field_percent, skill_keywords: 94 } }), 'red_flag')
})
