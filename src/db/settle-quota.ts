import { sql } from 'kysely'
import type { Database, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import { lockMonth, type QuotaEntry, writeMonths } from './quota.ts'
import { type Ending, type Seen, settled } from './quota-arithmetic.ts'
import { retryTransaction } from './retry-transaction.ts'

export type SettleInput = {
  provider: string
  month: string
  entries: readonly QuotaEntry[]
  /** By unit; null: the call never left, and its entries are taken out of the ledger. */
  spent: Readonly<Record<string, number>> | null
  seen: Readonly<Record<string, Seen>>
  /** No other reservation was open when this one was made. */
  isAlone: boolean
  now: Date
}

type Kept = { quota_entry_id: number; unit: string; state: 'reserved' | 'settled' | 'expired'; used: number }

/** Ends reservations once; a second time changes nothing. Answers what was charged, by unit. */
export async function settleQuota(database: Database, input: SettleInput): Promise<Record<string, number>> {
  const { provider, month, entries, spent, seen } = input
  return retryTransaction(database, async (tx) => {
    const months = new Map((await lockMonth(tx, provider, month)).map((row) => [row.unit, row]))
    const isAlone = input.isAlone && !(await hasNewer(tx, input))
    const ended: { id: number; used: number; remaining: number | null; quota_limit: number | null }[] = []
    const charged: Record<string, number> = {}
    for (const { quota_entry_id, unit, state, used: reserved } of await lockEntries(tx, entries)) {
      const row = months.get(unit)
      if (!row || state === 'settled') continue
      const ending: Ending = { state, reserved, spent: spent?.[unit] ?? 0, seen: seen[unit] ?? {}, isAlone }
      const after = settled(row, ending)
      months.set(unit, after.month)
      charged[unit] = after.charged
      const { quota_limit } = after.month
      ended.push({ id: quota_entry_id, used: after.charged, remaining: seen[unit]?.remaining ?? null, quota_limit })
    }
    await writeMonths(tx, input, [...months.values()])
    await (spent === null ? removeEntries(tx, entries) : writeEntries(tx, ended))
    return charged
  })
}

/** Whether another call of the provider was reserved after these. */
async function hasNewer(tx: Tx, { provider, entries }: SettleInput): Promise<boolean> {
  const newest = Math.max(0, ...entries.map(({ id }) => id))
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from quota_ledger where quota_entry_id > ${newest}::bigint and provider = ${provider}) as found`.execute(
    tx,
  )
  return rows[0]?.found ?? true
}

async function lockEntries(tx: Tx, entries: readonly QuotaEntry[]): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select quota_entry_id, unit, state, used from quota_ledger
    where quota_entry_id = any(${entries.map(({ id }) => id)}::bigint[]) order by quota_entry_id for update`.execute(tx)
  return rows
}

async function writeEntries(tx: Tx, ended: readonly object[]): Promise<void> {
  await sql`
    update quota_ledger q set state = 'settled', used = e.used, remaining = e.remaining, quota_limit = e.quota_limit
    from jsonb_to_recordset(${toJsonbText(ended)}::jsonb) as e (id bigint, used int, remaining int, quota_limit int)
    where q.quota_entry_id = e.id`.execute(tx)
}

async function removeEntries(tx: Tx, entries: readonly QuotaEntry[]): Promise<void> {
  await sql`
    delete from quota_ledger where quota_entry_id = any(${entries.map(({ id }) => id)}::bigint[]) and state <> 'settled'`.execute(
    tx,
  )
}
