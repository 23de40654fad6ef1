/** Promotions and discards of shadow postings: who did what, how far it came, and what undoing it needs. */
import { sql } from 'kysely'
import { appendAudit } from '../audit.ts'
import type { Query, Tx } from '../engine.ts'
import { toJsonbText } from '../jsonb-text.ts'

export type ShadowActionKind = 'promote' | 'discard'
/** `open`: begun and not ended, perhaps by a process that died. `expired`: what undoing needs is kept no more. */
export type ShadowActionState = 'open' | 'ended' | 'undoing' | 'undone' | 'expired'

export type ShadowAction = {
  shadow_action_id: string
  kind: ShadowActionKind
  /** null: all sources. */
  source: string | null
  forced: boolean
  requested_by: string
  state: ShadowActionState
  counts: Record<string, number>
  created_at: string
  ended_at: string | null
  undone_by: string | null
  undone_at: string | null
}

export type Begun = {
  kind: ShadowActionKind
  source: string | null
  by: string
  forced?: boolean
  /** Checks that a forced promotion passed over. */
  failing?: readonly string[]
}

const COLUMNS = sql`shadow_action_id, kind, source, forced, requested_by, state, counts, created_at, ended_at, undone_by, undone_at`

/** Begins an action, with its audit line: what a process does that dies later is on record. */
export async function beginAction(tx: Tx, { kind, source, by, forced = false, failing = [] }: Begun): Promise<string> {
  const { rows } = await sql<{ shadow_action_id: string }>`
    insert into shadow_actions (kind, source, forced, requested_by) values (${kind}, ${source}, ${forced}, ${by})
    returning shadow_action_id`.execute(tx)
  const id = rows[0]?.shadow_action_id ?? ''
  const detail = { source, forced, ...(failing.length > 0 ? { failing } : {}) }
  await appendAudit(tx, { actor: by, action: `shadow.${kind}_started`, subject: id, detail })
  return id
}

/** The action, locked until the transaction ends; undefined when there is none. */
export async function lockAction(tx: Tx, id: string): Promise<ShadowAction | undefined> {
  const { rows } = await sql<ShadowAction>`
    select ${COLUMNS} from shadow_actions where shadow_action_id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

export async function saveCounts(tx: Tx, id: string, counts: Record<string, number>): Promise<void> {
  await sql`update shadow_actions set counts = ${toJsonbText(counts)}::jsonb where shadow_action_id = ${id}::uuid`.execute(
    tx,
  )
}

/** Ends an action with its audit line; one that is being undone already stays so. */
export async function endAction(tx: Tx, id: string, by: string): Promise<void> {
  const { rows } = await sql<{ kind: ShadowActionKind; counts: Record<string, number> }>`
    update shadow_actions set state = case when state = 'open' then 'ended' else state end, ended_at = now()
    where shadow_action_id = ${id}::uuid returning kind, counts`.execute(tx)
  const [ended] = rows
  if (!ended) return
  const action = ended.kind === 'promote' ? 'shadow.promoted' : 'shadow.discarded'
  await appendAudit(tx, { actor: by, action, subject: id, detail: ended.counts })
}

export async function beginUndo(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update shadow_actions set state = 'undoing', undone_by = ${by} where shadow_action_id = ${id}::uuid`.execute(
    tx,
  )
  await appendAudit(tx, { actor: by, action: 'shadow.undo_started', subject: id })
}

export async function endUndo(tx: Tx, id: string, by: string, counts: object): Promise<void> {
  await sql`update shadow_actions set state = 'undone', undone_at = now() where shadow_action_id = ${id}::uuid`.execute(
    tx,
  )
  await appendAudit(tx, { actor: by, action: 'shadow.undone', subject: id, detail: { ...counts } })
}

/** The newest actions, of the source where one is named. */
export async function listActions(db: Query, source: string | null, limit: number): Promise<ShadowAction[]> {
  const { rows } = await sql<ShadowAction>`
    select ${COLUMNS} from shadow_actions where ${source}::text is null or source is null or source = ${source}
    order by created_at desc, shadow_action_id limit ${limit}`.execute(db)
  return rows
}

/** Forgets what undoing needs of actions that began before `before` (ISO instant); the actions themselves are kept. */
export async function expireActions(tx: Tx, before: string): Promise<void> {
  const { rows } = await sql<{ shadow_action_id: string }>`
    update shadow_actions set state = case when state = 'undone' then state else 'expired' end
    where created_at < ${before}::timestamptz and state <> 'expired'
      and exists (select 1 from shadow_action_rows r where r.shadow_action_id = shadow_actions.shadow_action_id)
    returning shadow_action_id`.execute(tx)
  const ids = rows.map(({ shadow_action_id }) => shadow_action_id)
  if (ids.length > 0) await sql`delete from shadow_action_rows where shadow_action_id = any(${ids}::uuid[])`.execute(tx)
}
