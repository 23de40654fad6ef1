import type { Database } from '../../../db/engine.ts'
import { lastWork } from '../../../db/operations-of-work.ts'
import { createScheduleQueue, cronTimes, type ScheduleQueue } from '../../../db/queue.ts'
import { scheduledSources } from '../../../db/schedules-of-sources.ts'
import type { Log } from '../../../log.ts'
import type { LongWork } from '../work/long-work.ts'
import { declaredSchedules, type Schedule, type ScheduleChoice } from './declared.ts'

/** Schedules of sources may change at any time; what was missed while nobody ran is noticed as often. */
const REVIEW_EVERY_MS = 10 * 60_000
/** A firing is that late at most while some process looks at the clock; what is later was missed. */
const LATE_MS = 5 * 60_000

export type SchedulesOptions = Pick<ScheduleChoice, 'dailyTimes' | 'hasKey'> & {
  database: Database
  work: LongWork
  log: Log
  timeZone: string
  clock(): Date
}
export type Schedules = { name: string; start(): Promise<void>; stop(): Promise<void> }

/** Starts work when it is due, once for all processes together, and once after a downtime in which it was due. */
export function createSchedules({ database, work, log, timeZone, clock, ...choice }: SchedulesOptions): Schedules {
  let queue: ScheduleQueue | undefined
  let reviewing: NodeJS.Timeout | undefined
  const declared = async () =>
    declaredSchedules({
      ...choice,
      kinds: work.kinds,
      sources: await scheduledSources(database.db),
      onBadSchedule: (source) => log.warn({ source }, 'the schedule of a source cannot be read; it is not run'),
    })
  const fire = async (name: string) => {
    // One that ended meanwhile fires no more.
    const schedule = (await declared()).find((each) => each.name === name)
    if (schedule) await startScheduled(work, schedule, log)
  }
  const review = async () => {
    const schedules = await declared()
    await queue?.replace(schedules)
    for (const schedule of schedules) await catchUp({ database, work, log, timeZone, clock }, schedule)
  }
  return {
    name: 'schedules',
    start: async () => {
      const onError = (error: Error) => log.warn({ err: error }, 'schedules: the queue had an error; it goes on')
      queue = await createScheduleQueue({ database, timeZone, fire, onError })
      await queue.start()
      await review()
      reviewing = setInterval(() => {
        review().catch((error) => log.warn({ err: error }, 'schedules could not be reviewed; they are next time'))
      }, REVIEW_EVERY_MS)
    },
    stop: async () => {
      clearInterval(reviewing)
      await queue?.stop()
    },
  }
}

async function startScheduled(work: LongWork, { name, kind, input }: Schedule, log: Log): Promise<void> {
  const { operation, started } = await work.start(kind, input, `schedule:${name}`)
  const { operation_id } = operation
  if (started) log.info({ schedule: name, operation_id }, 'scheduled work was started')
  else
    log.info({ schedule: name, operation_id }, 'scheduled work is still running from before; it is not started again')
}

/**
 * Starts what was due since it was last asked for and was not started then, once however often it was due. Each due time is tried once:
 * one that failed waits for the next. What was never asked for has missed nothing.
 */
export async function catchUp(
  { database, work, log, timeZone, clock }: Pick<SchedulesOptions, 'database' | 'work' | 'log' | 'timeZone' | 'clock'>,
  schedule: Schedule,
): Promise<boolean> {
  const { attempted_at, open } = await lastWork(database.db, schedule.kind, schedule.input)
  if (attempted_at === null || open) return false
  const [due] = cronTimes(schedule.cron, timeZone, new Date(attempted_at))
  if (due === undefined || clock().getTime() - due.getTime() < LATE_MS) return false
  log.warn({ schedule: schedule.name, due: due.toISOString() }, 'scheduled work was missed; it is made up for now')
  await startScheduled(work, schedule, log)
  return true
}
