import { sql } from 'kysely'
import type { Database, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import { leftOf, type QuotaMonth, refreshed } from './quota-arithmetic.ts'
import { retryTransaction } from './retry-transaction.ts'

export type QuotaEntry = { id: number; unit: string; reserved: number }

export type ReserveInput = {
  provider: string
  cost: Readonly<Record<string, number>>
  /** Of a month, by unit, while the provider has not told its own. */
  assumed: Readonly<Record<string, number>>
  /** The operator's limits: never more, whatever the provider allows. */
  caps: Readonly<Record<string, number>>
  requestedBy: string | null
  sourceId: number | null
  request: string
  now: Date
}

export type Reserved =
  | { month: string; entries: QuotaEntry[]; isAlone: boolean }
  /** Nothing was reserved. `until`: when the month ends. */
  | { exhausted: { unit: string; left: number; until: Date } }

/** Calls end within seconds; the process of an older one is dead, and whether the provider counted it is unknown. */
const LONGEST_CALL_MS = 10 * 60_000

/**
 * Takes units out of a provider's month before a call, or says which are short. The rows of the month are locked, so that all processes
 * together never reserve more than is left. Months are calendar months in UTC, because the provider counts, not the operator.
 */
export async function reserveQuota(database: Database, input: ReserveInput): Promise<Reserved> {
  return retryTransaction(database, async (tx) => {
    const { months, units } = await openMonth(tx, input)
    const short = units.find(({ left, cost }) => left !== null && cost > left)
    if (short) {
      await writeMonths(tx, input, months)
      return { exhausted: { unit: short.unit, left: short.left ?? 0, until: endOf(short.month) } }
    }
    const isAlone = units.every(({ month }) => month.reserved === 0)
    const costOf = (unit: string) => input.cost[unit] ?? 0
    await writeMonths(
      tx,
      input,
      months.map((month) => ({ ...month, reserved: month.reserved + costOf(month.unit) })),
    )
    const month = months[0]?.month ?? monthOf(input.now)
    return { month, entries: await insertEntries(tx, input, month), isAlone }
  })
}

/** What is left by unit; units without a known limit are left out. */
export async function readQuotaLeft(
  database: Database,
  input: Pick<ReserveInput, 'provider' | 'assumed' | 'caps' | 'now'>,
): Promise<Record<string, number>> {
  return retryTransaction(database, async (tx) => {
    const { months } = await openMonth(tx, { ...input, cost: {} })
    await writeMonths(tx, input, months)
    const left = months.map((month) => [month.unit, leftOf(month, input.caps[month.unit])] as const)
    return Object.fromEntries(left.filter((pair): pair is readonly [string, number] => pair[1] !== null))
  })
}

type Opening = Pick<ReserveInput, 'provider' | 'cost' | 'assumed' | 'caps' | 'now'>

/** The rows of the provider's present month, made where they are missing, locked and brought up to `now`. */
async function openMonth(tx: Tx, input: Opening) {
  const { provider, cost, assumed, caps, now } = input
  const first = monthOf(now)
  // A clock that was put back does not go back to a month that is over: its rest would be used up beside the new one's.
  const { rows: newest } = await sql<{ month: string | null }>`
    select max(month)::text as month from quota_months
    where provider = ${provider} and month between ${first}::date and ${first}::date + interval '1 month'`.execute(tx)
  const month = newest[0]?.month ?? first
  const names = [...new Set([...Object.keys(assumed), ...Object.keys(caps), ...Object.keys(cost)])].sort()
  const assumedOf = (unit: string) => assumed[unit] ?? null
  // Where the provider's month began on another day, it goes on in the new calendar month.
  await sql`
    insert into quota_months (provider, month, unit, used, quota_limit, remaining, resets_at)
    select ${provider}, ${month}::date, u.unit, coalesce(m.used, 0), coalesce(m.quota_limit, u.quota_limit), m.remaining, m.resets_at
    from jsonb_to_recordset(${toJsonbText(names.map((unit) => ({ unit, quota_limit: assumedOf(unit) })))}::jsonb)
      as u (unit text, quota_limit int)
    left join quota_months m on m.provider = ${provider} and m.unit = u.unit
      and m.month = ${month}::date - interval '1 month' and m.resets_at > ${now.toISOString()}::timestamptz
    order by u.unit on conflict do nothing`.execute(tx)
  const rows = await lockMonth(tx, provider, month)
  const expired = await expire(tx, input, month)
  const months = rows.map((row) => {
    const lost = expired.get(row.unit) ?? 0
    return refreshed(
      { ...row, used: row.used + lost, reserved: Math.max(0, row.reserved - lost) },
      assumedOf(row.unit),
      now,
    )
  })
  const units = months
    .filter(({ unit }) => cost[unit] !== undefined)
    .map((row) => ({ unit: row.unit, month: row, cost: cost[row.unit] ?? 0, left: leftOf(row, caps[row.unit]) }))
  return { months, units }
}

/** Everybody locks a provider's month before its entries in the ledger, and its units in their order. */
export async function lockMonth(tx: Tx, provider: string, month: string): Promise<QuotaMonth[]> {
  const { rows } = await sql<QuotaMonth>`
    select month::text, unit, used, reserved, quota_limit, remaining, resets_at from quota_months
    where provider = ${provider} and month = ${month}::date order by unit for update`.execute(tx)
  return rows
}

/** Reservations of dead processes count as used in full; those of earlier months in theirs. Index: quota_ledger_reserved. */
async function expire(tx: Tx, { provider, now }: Opening, month: string): Promise<Map<string, number>> {
  const before = new Date(now.getTime() - LONGEST_CALL_MS).toISOString()
  const { rows } = await sql<{ month: string; unit: string; used: number }>`
    with ended as (
      update quota_ledger set state = 'expired'
      where state = 'reserved' and provider = ${provider} and created_at < ${before}::timestamptz
      returning month, unit, used)
    select month::text, unit, sum(used)::int as used from ended group by month, unit order by month, unit`.execute(tx)
  for (const row of rows.filter((row) => row.month !== month)) {
    await sql`
      update quota_months set used = used + ${row.used}::int, reserved = greatest(0, reserved - ${row.used}::int)
      where provider = ${provider} and month = ${row.month}::date and unit = ${row.unit}`.execute(tx)
  }
  return new Map(rows.filter((row) => row.month === month).map(({ unit, used }) => [unit, used]))
}

/** Only of months that the transaction has locked. */
export async function writeMonths(tx: Tx, { provider, now }: Pick<Opening, 'provider' | 'now'>, months: QuotaMonth[]) {
  await sql`
    update quota_months m set used = n.used, reserved = n.reserved, quota_limit = n.quota_limit, remaining = n.remaining,
      resets_at = n.resets_at, updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${toJsonbText(months)}::jsonb)
      as n (month date, unit text, used int, reserved int, quota_limit int, remaining int, resets_at timestamptz)
    where m.provider = ${provider} and m.month = n.month and m.unit = n.unit`.execute(tx)
}

async function insertEntries(tx: Tx, input: ReserveInput, month: string): Promise<QuotaEntry[]> {
  const costs = Object.entries(input.cost).map(([unit, used]) => ({ unit, used }))
  const { rows } = await sql<QuotaEntry>`
    insert into quota_ledger (provider, month, unit, used, state, requested_by, source_id, request, created_at)
    select ${input.provider}, ${month}::date, c.unit, c.used, 'reserved', ${input.requestedBy}, ${input.sourceId}::int,
      ${input.request}, ${input.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${toJsonbText(costs)}::jsonb) as c (unit text, used int)
    returning quota_entry_id as id, unit, used as reserved`.execute(tx)
  return rows
}

function endOf({ month, resets_at }: QuotaMonth): Date {
  if (resets_at !== null) return new Date(resets_at)
  const first = new Date(`${month}T00:00:00Z`)
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1))
}

/** The first day of the calendar month in UTC. */
export function monthOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 7)}-01`
}
