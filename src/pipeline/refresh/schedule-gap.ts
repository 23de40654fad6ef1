const WEEK_MINUTES = 7 * 24 * 60
const FIELDS = [
  { first: 0, last: 59 },
  { first: 0, last: 23 },
  { first: 1, last: 31 },
  { first: 1, last: 12 },
  { first: 0, last: 7 },
] as const
const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * The longest time in minutes between two runs of a schedule: cron with five fields, or times of day such as "6:00, 18:30". Days of the
 * month and months count as a run a month. null for what is no schedule. Pure.
 */
export function longestGapMinutes(schedule: string): number | null {
  const times = schedule.split(',').map((time) => /^\s*(\d{1,2}):([0-5]\d)\s*$/.exec(time))
  if (times.every((time) => time !== null)) {
    const minutes = times.map(([, hour, minute]) => Number(hour) * 60 + Number(minute))
    return minutes.every((minute) => minute < 24 * 60) ? longestGap(minutes, 24 * 60) : null
  }
  const fields = schedule.trim().toLowerCase().split(/\s+/)
  if (fields.length !== FIELDS.length) return null
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) => readField(field, index))
  if (!minutes || !hours || !days || !months || !weekdays) return null
  if (months.length < 12) return 366 * 24 * 60
  if (days.length < 31) return 31 * 24 * 60
  const starts = [...new Set(weekdays.map((day) => day % 7))].flatMap((day) =>
    hours.flatMap((hour) => minutes.map((minute) => (day * 24 + hour) * 60 + minute)),
  )
  return longestGap(starts, WEEK_MINUTES)
}

function longestGap(starts: readonly number[], period: number): number {
  const sorted = [...starts].sort((a, b) => a - b)
  const gaps = sorted.map((start, index) => (sorted[index + 1] ?? (sorted[0] as number) + period) - start)
  return Math.max(...gaps)
}

/** Values of one field of a cron line, or null when it is none: lists of *, n, a-b, each with a step. */
function readField(field: string, index: number): number[] | null {
  const { first, last } = FIELDS[index] as (typeof FIELDS)[number]
  const values: number[] = []
  for (const part of field.split(',')) {
    const named = index === 4 ? part.replace(/[a-z]{3}/g, (name) => String(DAY_NAMES.indexOf(name))) : part
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(named)
    if (!match) return null
    const [, from, to, step = '1'] = match
    const start = from === undefined ? first : Number(from)
    // Of weekdays both 0 and 7 are Sunday.
    const whole = index === 4 ? 6 : last
    const end = to !== undefined ? Number(to) : from === undefined || match[3] !== undefined ? whole : start
    if (start < first || end > last || end < start || Number(step) < 1) return null
    for (let value = start; value <= end; value += Number(step)) values.push(value)
  }
  return values
}
