import type { WriteCounts } from '../../db/write-totals.ts'
import type { WinnowError } from '../../errors.ts'

/** The levels of a log that the store writes to. */
export type StoreLog = {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  debug(data: object, message: string): void
}

/** The lines that the runbook tells operators to look for, word for word. Never text of a posting. */
export function logStored(log: StoreLog, uid: string, level: 'debug' | 'info' = 'debug'): void {
  log[level]({ posting_uid: uid }, `Inserted job into database: ${uid}`)
}

const MISSING_FIELDS = ['ROW_WITHOUT_TITLE', 'ROW_WITHOUT_APPLY_URL', 'NO_USABLE_DESCRIPTION']

export function logRefused(log: StoreLog, fault: WinnowError, where: object): void {
  const reason = MISSING_FIELDS.includes(fault.code) ? 'Missing required fields' : fault.message
  log.warn({ ...where, code: fault.code }, `Failed to insert job: ${reason}`)
}

export function logCounts(log: StoreLog, counts: WriteCounts, where: object): void {
  log.info({ ...where, ...counts }, 'DB insertion')
}
