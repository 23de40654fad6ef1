import type { Database } from '../../db/engine.ts'
import { readQuotaLeft, reserveQuota } from '../../db/quota.ts'
import type { Seen } from '../../db/quota-arithmetic.ts'
import { settleQuota } from '../../db/settle-quota.ts'
import { errors } from '../../errors.ts'
import type { QuotaRules, QuotaUnits } from './source-kind.ts'

export type QuotaOptions = {
  database: Database
  rules: QuotaRules
  /**
   * The operator's limits of a month, by unit (the source's settings), instead of the kind's. Once the provider tells its own, the lower
   * of both counts.
   */
  limits?: QuotaUnits | undefined
  /** Who asked: hourly, daily, user:7, ... */
  requestedBy: string | null
  sourceId: number | null
  now(): Date
}

type Headers = Readonly<Record<string, string>>

/** Units taken for one call. Each way to end it works once; later ones change nothing. */
export type Reservation = {
  /** The call was answered, or may have been; without `spent` it is charged in full. What the headers say of the month wins. */
  settle(spent?: QuotaUnits, headers?: Headers): Promise<void>
  /** An answer without content: a call was made, nothing else. Throws QUOTA_EXHAUSTED when the provider refuses for want of units. */
  refused(status: number, headers: Headers): Promise<void>
  /** The call never left. */
  release(): Promise<void>
}

export type Quota = ReturnType<typeof createQuota>

/** The unit that counts calls, however they end; every other one counts what answers hold. */
const CALLS = 'requests'

/** The quota of a provider as one source uses it: nothing is asked before it is reserved in the ledger that all processes share. */
export function createQuota({ database, rules, limits: caps = {}, requestedBy, sourceId, now }: QuotaOptions) {
  const { provider } = rules
  const assumed = { ...rules.limits, ...caps }
  const used: QuotaUnits = {}

  function exhausted(unit: string, left: number, until: Date) {
    const seconds = Math.max(1, Math.ceil((until.getTime() - now().getTime()) / 1_000))
    return errors.quotaExhausted(provider, unit, left, seconds)
  }

  return {
    provider,

    /** Takes the units that a call may cost at most. `request` is what the ledger calls it. Throws QUOTA_EXHAUSTED. */
    async reserve(cost: QuotaUnits, request: string): Promise<Reservation> {
      const whole = Object.fromEntries(Object.entries(cost).map(([unit, units]) => [unit, countOf(units) ?? 0]))
      const input = { provider, cost: whole, assumed, caps, requestedBy, sourceId, request, now: now() }
      const reserved = await reserveQuota(database, input)
      if ('exhausted' in reserved)
        throw exhausted(reserved.exhausted.unit, reserved.exhausted.left, reserved.exhausted.until)
      let isEnded = false

      async function end(spent: QuotaUnits | null, seen: Record<string, Seen>): Promise<void> {
        if (isEnded || 'exhausted' in reserved) return
        isEnded = true
        const charged = await settleQuota(database, { provider, ...reserved, spent, seen, now: now() })
        for (const [unit, units] of Object.entries(charged)) used[unit] = (used[unit] ?? 0) + units
      }

      return {
        settle: (spent = {}, headers = {}) => {
          const exact = Object.entries(whole).map(([unit, units]) => [unit, countOf(spent[unit]) ?? units])
          return end(Object.fromEntries(exact), seenIn(rules, headers, now()))
        },
        async refused(status, headers) {
          const seen = seenIn(rules, headers, now())
          await end(CALLS in whole ? { [CALLS]: whole[CALLS] ?? 0 } : {}, seen)
          const unit = Object.keys(whole).find((unit) => seen[unit]?.remaining === 0)
          if (unit === undefined || (status !== 429 && status !== 403)) return
          const until = seen[unit]?.resets_at
          throw exhausted(unit, 0, until === undefined ? nextMonth(now()) : new Date(until))
        },
        release: () => end(null, {}),
      }
    },

    /** What may still be asked for this month, by unit; units without a known limit are left out. */
    left: (): Promise<QuotaUnits> => readQuotaLeft(database, { provider, assumed, caps, now: now() }),

    /** What was charged through this object: the units of one run. */
    used: (): QuotaUnits => ({ ...used }),
  }
}

/** What the headers of an answer say of the month; anything but a count is no word. */
function seenIn(rules: QuotaRules, headers: Headers, now: Date): Record<string, Seen> {
  const { remaining = {}, limits = {}, resets = {} } = rules.read(headers)
  const units = new Set([...Object.keys(remaining), ...Object.keys(limits), ...Object.keys(resets)])
  return Object.fromEntries(
    [...units].map((unit) => {
      const [left, limit, seconds] = [countOf(remaining[unit]), countOf(limits[unit]), countOf(resets[unit])]
      const seen: Seen = {
        ...(left === null ? {} : { remaining: left }),
        ...(limit === null ? {} : { limit }),
        ...(seconds === null ? {} : { resets_at: new Date(now.getTime() + seconds * 1_000).toISOString() }),
      }
      return [unit, seen]
    }),
  )
}

const MOST_UNITS = 1_000_000_000

function countOf(units: number | undefined): number | null {
  return units !== undefined && Number.isSafeInteger(units) && units >= 0 ? Math.min(units, MOST_UNITS) : null
}

function nextMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))
}
