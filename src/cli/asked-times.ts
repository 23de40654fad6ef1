/** When a command runs again: what people type, and the instant that follows from it. */
import { cronTimes } from '../db/queue.ts'
import { errors } from '../errors.ts'
import { cronOf } from '../pipeline/refresh/schedules/cron-of.ts'

/** Cron lines of a schedule that was typed after `option`. Throws BAD_OPTION_VALUE. */
export function askedCrons(option: string, schedule: string): string[] {
  try {
    return cronOf(schedule)
  } catch {
    throw errors.badOptionValue(option, 'times of day such as 6:00,18:30, or cron with five fields')
  }
}

/** The first instant after `from` at which one of the lines is due on the clocks of a time zone. */
export function nextTime(crons: readonly string[], timeZone: string, from: Date): Date {
  const times = crons.flatMap((cron) => cronTimes(cron, timeZone, from))
  return new Date(Math.min(...times.map((time) => time.getTime())))
}
