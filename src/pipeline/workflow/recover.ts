import { hostname } from 'node:os'
import type { Database } from '../../db/engine.ts'
import { failLostLeases, failOverdue, retryFailedByHand } from '../../db/interactions.ts'
import { failStrandedRuns } from '../../db/workflow-runs.ts'
import type { Log } from '../../log.ts'

/**
 * Brings back what was lost. `leases` (every few seconds) takes the interactions of dead owners and overdue ones; `reconcile` (every
 * minute) adopts what people changed by hand: new rows get their identity, interactions failed by hand a new attempt.
 */
export function recoverLostWork(options: {
  database: Database
  log: Pick<Log, 'info' | 'warn'>
  /** The owner name of this process. */
  owner: string
  adopt(): Promise<unknown>
}): { leases(): Promise<void>; reconcile(): Promise<void> } {
  const { database, log, adopt, owner } = options
  const { db } = database
  return {
    leases: async () => {
      const lost = await failLostLeases(db, await deadLocalOwners(database, owner))
      if (lost > 0) log.warn({ interactions: lost }, 'lost leases taken over')
      const overdue = await failOverdue(db)
      if (overdue.length > 0)
        log.warn({ interactions: overdue.length }, 'watchdog: overdue interactions failed and tried again')
    },
    reconcile: async () => {
      await adopt()
      const retried = await retryFailedByHand(db)
      if (retried > 0) log.info({ interactions: retried }, 'interactions failed by hand are tried again')
      const stranded = await failStrandedRuns(db)
      if (stranded > 0) log.warn({ runs: stranded }, 'runs without any interaction left were failed')
    },
  }
}

/** Owners on this host whose process is gone: their leases need not run out first. */
export async function deadLocalOwners({ db }: Database, self: string): Promise<string[]> {
  const rows = await db
    .selectFrom('interactions')
    .select('owner')
    .distinct()
    .where('status', '=', 'running')
    .union(db.selectFrom('llm_hosts').select('owner'))
    .execute()
  return rows.flatMap(({ owner }) => {
    const [host, pid] = owner?.split(':') ?? []
    const mine = owner === self
    return owner && !mine && host === hostname() && (Number(pid) === process.pid || !isAlive(Number(pid)))
      ? [owner]
      : []
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
