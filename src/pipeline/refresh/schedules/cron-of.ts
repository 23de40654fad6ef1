import { cronTimes } from '../../../db/queue.ts'
import { errors } from '../../../errors.ts'

/**
 * Cron lines of a schedule as people write it: five fields of cron, or times of day such as "6:00, 18:30". Throws VALIDATION for
 * anything else; `pointer` names the setting.
 */
export function cronOf(schedule: string, pointer = 'schedule'): string[] {
  const times = schedule.split(',').map((time) => /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(time))
  if (times.every((time) => time !== null))
    return times.map(([, hour, minute]) => `${Number(minute)} ${Number(hour)} * * *`)
  const cron = schedule.trim().replace(/\s+/g, ' ')
  try {
    if (cron.split(' ').length === 5 && cronTimes(cron, 'UTC', new Date(0)).length === 1) return [cron]
  } catch {
    // The message of the library speaks of its own parts; what is allowed is said below.
  }
  throw errors.validation([{ pointer, message: 'must be cron with five fields, or times of day such as 6:00,18:30' }])
}
