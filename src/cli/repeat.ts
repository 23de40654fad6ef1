import { setTimeout as sleep } from 'node:timers/promises'
import { asWinnowError, type ErrorCode } from '../errors.ts'
import { wallClock } from '../pipeline/refresh/wall-clock.ts'
import type { Services } from '../services.ts'
import type { CommandContext, ExitCode } from './command.ts'
import { wrap } from './table.ts'

/** No longer at once: a machine that slept must notice that it is late. */
const LONGEST_SLEEP_MS = 30_000
/** What no later run can mend. */
const HOPELESS: readonly ErrorCode[] = ['UNKNOWN_SOURCE', 'SOURCE_NOT_COLLECTED', 'SOURCE_KIND_UNKNOWN', 'SOURCE_KEY_MISSING', 'STORAGE_DISABLED', 'VALIDATION', 'INTERNAL'] // biome-ignore format: a list

export type Repetition = {
  startsAtOnce: boolean
  /** When a run is due after one that began then. */
  next(began: Date): Date
  run(): Promise<unknown>
}
type Context = Pick<CommandContext<unknown>, 'signal' | 'note' | 'json' | 'output' | 'caller' | 'commands'>

/**
 * Runs again and again until the signal. A run that fails is told and waits for its next turn, unless no later one could do better.
 * While it holds the embedded database, other commands run in this process.
 */
export async function repeat(
  services: Services,
  context: Context,
  { startsAtOnce, next, run }: Repetition,
): Promise<ExitCode> {
  const { signal, note } = context
  const timeZone = services.config.scheduleTimeZone
  const listening = await shareDatabase(services, context)
  try {
    let began = new Date()
    let due = startsAtOnce ? began : next(began)
    while (!signal.aborted) {
      if (due > began) note(`Next run: ${wallClock(due, timeZone)}`)
      if (!(await reached(due, signal))) break
      began = new Date()
      try {
        await run()
      } catch (error) {
        if (HOPELESS.includes(asWinnowError(error).code)) throw error
        tellFault(context, error)
      }
      due = next(began)
    }
    return 0
  } finally {
    await listening?.close()
  }
}

/** False when the signal came first. */
async function reached(due: Date, signal: AbortSignal): Promise<boolean> {
  for (let left = due.getTime() - Date.now(); left > 0 && !signal.aborted; left = due.getTime() - Date.now()) {
    await sleep(Math.min(left, LONGEST_SLEEP_MS), undefined, { signal }).catch(() => undefined)
  }
  return !signal.aborted
}

function tellFault({ json, output, note }: Context, error: unknown): void {
  const { code, message, fix } = asWinnowError(error)
  if (json) output.stdout(`${JSON.stringify({ error: { code, message, fix } })}\n`)
  note(`${wrap(`${message} (${code})`, output.columns, 'error: ', '       ')}\n${wrap(fix, output.columns, '  fix: ', '       ')}`) // biome-ignore format: two lines
}

/** A command that came over the socket runs in a process that listens already. */
async function shareDatabase(services: Services, { caller, commands }: Context) {
  if (services.database.engine !== 'pglite' || caller === 'cli:socket') return undefined
  const { listenForCommands } = await import('./socket/server.ts')
  return listenForCommands(services, commands)
}
