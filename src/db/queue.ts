/** pg-boss on the database of this process, under a schema of its own: when work is due, by cron, once for all processes together. */
import { PgBoss } from 'pg-boss'
import type { Database } from './engine.ts'

/** Firings wait here for a worker. */
const QUEUE = 'schedules'
const SCHEMA = 'pgboss'
/** A firing that nobody took within a day is of no use: the next one comes. */
const KEEP_SECONDS = 24 * 60 * 60
const POLL_SECONDS = 2
const STOP_TIMEOUT_MS = 3_000
/** Its own connections: it never waits for those of queries. */
const CONNECTIONS = 3

export type CronSchedule = {
  /** Letters, digits, - _ . and /. */
  name: string
  /** Five fields. */
  cron: string
}

export type ScheduleQueue = {
  /** Creates or upgrades the schema where needed and hands each firing to `fire`. */
  start(): Promise<void>
  /** Makes `schedules` the ones that fire; all others of winnow end. */
  replace(schedules: readonly CronSchedule[]): Promise<void>
  stop(): Promise<void>
}

export type ScheduleQueueOptions = {
  database: Database
  timeZone: string
  /** Called for a firing in one of all processes; again after a pause when it throws. */
  fire(name: string): Promise<unknown>
  onError(error: Error): void
  /** How often the clock is looked at, seconds. */
  lookSeconds?: number
}

/** Starts nothing by itself: only a worker does. */
export async function createScheduleQueue(options: ScheduleQueueOptions): Promise<ScheduleQueue> {
  const { database, timeZone, fire, onError, lookSeconds = 30 } = options
  const boss = new PgBoss({
    ...(await database.bossConnection(CONNECTIONS)),
    schema: SCHEMA,
    application_name: 'winnow schedules',
    cronMonitorIntervalSeconds: lookSeconds,
    cronWorkerIntervalSeconds: POLL_SECONDS,
    openTelemetry: { enabled: false },
  })
  boss.on('error', onError)
  const keep = { retentionSeconds: KEEP_SECONDS, deleteAfterSeconds: KEEP_SECONDS }
  return {
    start: async () => {
      await boss.start()
      await boss.createQueue(QUEUE, { retryLimit: 3, retryDelay: 10, ...keep })
      await boss.work<{ schedule: string }>(QUEUE, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs) => {
        for (const { data } of jobs) await fire(data.schedule)
      })
    },
    replace: async (schedules) => {
      const before = await boss.getSchedules(QUEUE)
      for (const { key } of before) {
        if (!schedules.some(({ name }) => name === key)) await boss.unschedule(QUEUE, key)
      }
      for (const { name, cron } of schedules) {
        const same = before.some((row) => row.key === name && row.cron === cron && row.timezone === timeZone)
        if (!same) await boss.schedule(QUEUE, cron, { schedule: name }, { tz: timeZone, key: name })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  }
}

/** The next `count` times after `from` at which a cron expression fires on the clocks of a time zone. Throws for one that is none. */
export function cronTimes(cron: string, timeZone: string, from: Date, count = 1): Date[] {
  // Never started: it only calculates.
  const boss = new PgBoss({ db: { executeSql: async () => ({ rows: [] }) } })
  return boss.previewSchedule(cron, { tz: timeZone, from, count })
}
