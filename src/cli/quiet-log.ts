import type { Config } from '../config.ts'
import { createLog, type Log } from '../log.ts'

/**
 * The log of a command: LOG_FILE gets everything; stderr belongs to the command's own words and shows errors only, unless LOG_LEVEL
 * asks for another level than the default.
 */
export async function commandLog({ logLevel, logFile }: Config, stderr: (line: string) => void): Promise<Log> {
  const asked = logLevel !== 'info'
  const write = (line: string) => {
    if (asked || /^\{"level":"(error|fatal)"/.test(line)) stderr(line)
  }
  return createLog({ level: logLevel, file: logFile, destination: { write } })
}
