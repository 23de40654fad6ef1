/** What runs by itself, and when. Pure. */
import { cronOf } from './cron-of.ts'

export type Schedule = {
  name: string
  /** Five fields, on the clocks of SCHEDULE_TIME_ZONE. */
  cron: string
  /** Of the work that it starts. */
  kind: string
  input: Record<string, unknown>
}

export type ScheduleChoice = {
  /** Times of day of the daily load. */
  dailyTimes: readonly string[]
  /** Kinds of work that this process can perform. */
  kinds: readonly string[]
  /** Whether the key of that name is set: what has no key is not started only to fail. */
  hasKey(variable: string): boolean
  /** Active sources with a schedule of their own. */
  sources: readonly { source_name: string; schedule: string }[]
  /** Told of a source whose schedule cannot be read: it must not keep the others from running. */
  onBadSchedule(source: string): void
}

const HOURLY = '0 * * * *'
/** After the night's collection and before people come. */
const DAILY_BATCH = '0 7 * * *'
const LIVENESS = '30 4 * * *'
const FRESHNESS = '15 * * * *'
const QUOTA_REPORT = '0 8 * * *'
/** What the daily batch takes of the new postings. */
const BATCH_INPUT = { max_jobs: 100, workers: 3 }

export function declaredSchedules(choice: ScheduleChoice): Schedule[] {
  const { dailyTimes, kinds, hasKey, sources, onBadSchedule } = choice
  const activeJobs = hasKey('ACTIVEJOBS_API_KEY')
  const anyKey = activeJobs || hasKey('JSEARCH_API_KEY')
  const at = (name: string, cron: string, kind: string, input: Record<string, unknown> = {}) => ({
    name,
    cron,
    kind,
    input,
  })
  const all: Schedule[] = [
    ...(activeJobs ? [at('hourly', HOURLY, 'hourly')] : []),
    ...(anyKey
      ? dailyTimes.flatMap((time) => cronOf(time).map((cron) => at(`daily/${time.replace(':', '.')}`, cron, 'daily')))
      : []),
    at('daily_batch', DAILY_BATCH, 'daily_batch', BATCH_INPUT),
    at('liveness', LIVENESS, 'liveness'),
    at('freshness', FRESHNESS, 'freshness'),
    ...(anyKey ? [at('quota_report', QUOTA_REPORT, 'quota_report')] : []),
    ...sources.flatMap(({ source_name, schedule }) => {
      try {
        return cronOf(schedule).map((cron, index) =>
          at(nameOf(source_name, index), cron, 'collect', { source: source_name }),
        )
      } catch {
        onBadSchedule(source_name)
        return []
      }
    }),
  ]
  return all.filter(({ kind }) => kinds.includes(kind))
}

function nameOf(source: string, index: number): string {
  return `collect/${source.replace(/[^\w.-]/g, '-')}${index === 0 ? '' : `/${index}`}`
}
