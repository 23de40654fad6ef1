import type { Database } from '../../../db/engine.ts'
import type { Refreshable } from '../../../db/refreshable.ts'
import type { Log } from '../../../log.ts'
import type { RecordKind } from '../../collect/source-kind.ts'
import { withoutPeople } from '../../collect/without-people.ts'
import type { Fetcher } from '../../fetch/fetched.ts'
import { importCollected } from '../../store/collected/import-collected.ts'
import type { Knowledge } from '../../store/collected/understand.ts'
import { connectSource } from '../collecting/connect.ts'
import type { Plan } from '../collecting/plan.ts'
import { type Asked, storedAs } from './asked.ts'

export type AskOpening = {
  plan: Plan
  database: Database
  fetcher: Fetcher
  secret(variable: string): string | undefined
  knowledge: Knowledge
  clock(): Date
  log: Log
  signal: AbortSignal
}

/** Reads the detail of an opening anew, as a sweep would, by the item of the listing that is kept, and stores what it says. */
export async function askOpening(posting: Refreshable, asking: AskOpening): Promise<Asked> {
  const { plan, database, clock, log, signal, knowledge } = asking
  const kind = plan.kind as RecordKind
  const item = listedItem(posting.kept?.item)
  const isOwn =
    item !== null && posting.external_id !== null && kind.identity(item, plan.config) === posting.external_id
  if (!kind.detail || !isOwn)
    return {
      outcome: 'nothing',
      reason: 'nothing to fetch: what is kept of the posting does not name it at its source',
    }
  const connection = connectSource(plan, { ...asking, requestedBy: 'workflow', now: clock })
  const context = { http: connection.http, search: plan.search, window: plan.window, now: clock, signal }
  const detail = await kind.detail(plan.config, context, item)
  if (connection.lastUrl() === null)
    return { outcome: 'nothing', reason: 'nothing to fetch: its source has no detail of it' }
  if (kind.isClosed?.(detail)) return { outcome: 'gone', reason: 'its source says that it is closed' }
  const record = { ...kind.toRecord(item, detail, plan.config), external_job_id: posting.external_id }
  const kept = { record, item: withoutPeople({ item, detail }), listing_hash: posting.kept?.listing_hash ?? null }
  const { source, target } = plan
  const { outcomes } = await importCollected(database, [kept], {
    ...{ source, mapper: kind.mapper, target, receivedAt: clock(), log, knowledge },
  })
  const [one] = outcomes
  return storedAs(
    posting.posting_uid,
    one && { action: one.action, uid: one.posting_uid, code: one.fault?.code ?? null },
  )
}

/** Openings of a kind with details are kept as `{item, detail}`. */
function listedItem(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || !('item' in kept)) return null
  return kept.item ?? null
}
