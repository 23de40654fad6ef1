/** Every limit that the seeds set for a batch of Workflow 3001 (coverage strategy and 50-posting test plan), judged on a report's figures. */

export type Verdict = 'target' | 'acceptable' | 'between' | 'red_flag' | 'nothing to judge'
export type Criterion = {
  name: string
  value: number | null
  unit: '%' | 's' | 'ms' | ''
  target: string
  verdict: Verdict
}

export type JudgedFigures = {
  total: number
  completed: number
  /** Runs that failed. */
  failed: number
  /** Valid postings: what fields and completeness are measured on. */
  valid: number
  completeness_percent: number
  field_percent: Record<'extracted_summary' | 'skill_keywords' | 'ihl_score' | 'ihl_category', number>
  mean_seconds: number
  grade_pairs: number
  max_grade_gap_ms: number
  watchdog: number
}

type Limits = {
  target: (value: number) => boolean
  acceptable: (value: number) => boolean
  redFlag: (value: number) => boolean
}

const atLeast = (limit: number) => (value: number) => value >= limit
const above = (limit: number) => (value: number) => value > limit
const below = (limit: number) => (value: number) => value < limit
const never = () => false

const FIELD_LIMITS: Limits = { target: atLeast(100), acceptable: above(98), redFlag: below(95) }

export function judge(figures: JudgedFigures): Criterion[] {
  const { total, completed, failed, valid, field_percent, grade_pairs } = figures
  const share = (part: number) => (total === 0 ? null : Math.round((part / total) * 1000) / 10)
  const ofValid = (value: number) => (valid === 0 ? null : value)
  const field = (name: string, key: keyof JudgedFigures['field_percent']) =>
    criterion(name, ofValid(field_percent[key]), '%', '100 %, more than 98 %', FIELD_LIMITS)
  return [
    criterion('Runs completed', share(completed), '%', '100 %, more than 95 %', {
      target: atLeast(100),
      acceptable: above(95),
      redFlag: below(90),
    }),
    criterion('Runs failed', share(failed), '%', 'below 2 %, below 5 %', {
      target: below(2),
      acceptable: below(5),
      redFlag: above(10),
    }),
    criterion('Data completeness', ofValid(figures.completeness_percent), '%', 'more than 95 %', {
      target: above(95),
      acceptable: never,
      redFlag: below(95),
    }),
    field('With summary', 'extracted_summary'),
    field('With skills', 'skill_keywords'),
    field('With IHL score', 'ihl_score'),
    field('With IHL category', 'ihl_category'),
    criterion('Seconds per posting', completed === 0 ? null : figures.mean_seconds, 's', 'below 180 s, below 300 s', {
      target: below(180),
      acceptable: below(300),
      redFlag: above(360),
    }),
    criterion(
      'Gap between graders A and B',
      grade_pairs === 0 ? null : figures.max_grade_gap_ms,
      'ms',
      'below 100 ms, below 500 ms',
      {
        target: below(100),
        acceptable: below(500),
        redFlag: above(1000),
      },
    ),
    criterion('Watchdog interventions', total === 0 ? null : figures.watchdog, '', '0, below 5', {
      target: below(1),
      acceptable: below(5),
      redFlag: above(10),
    }),
  ]
}

function criterion(
  name: string,
  value: number | null,
  unit: Criterion['unit'],
  target: string,
  limits: Limits,
): Criterion {
  return { name, value, unit, target, verdict: value === null ? 'nothing to judge' : verdictOn(value, limits) }
}

function verdictOn(value: number, { target, acceptable, redFlag }: Limits): Verdict {
  if (target(value)) return 'target'
  if (acceptable(value)) return 'acceptable'
  return redFlag(value) ? 'red_flag' : 'between'
}
