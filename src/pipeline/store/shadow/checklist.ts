/** The checklist that stands before production in the aid jobs' runbook, as a verdict. Pure. */

import type { ShadowWrites } from '../../../db/shadow/facts.ts'
import { SIGNED_CHECKS, type SignedCheck, type SignOff } from '../../../db/shadow/sign-offs.ts'

/** Source of both limits: the runbook. */
export const HOURS_NEEDED = 48
export const SUCCESS_NEEDED = 0.95

export const CHECKS = [
  'hours_in_shadow',
  'field_mapping',
  'deduplication',
  'insertion_success_rate',
  'api_authentication',
  ...SIGNED_CHECKS,
] as const
export type CheckName = (typeof CHECKS)[number]

export type Check = {
  check: CheckName
  status: 'pass' | 'fail' | 'needs_signature'
  /** One sentence with the figures. */
  detail: string
}
export type Verdict = { checks: Check[]; ready: boolean }

/** What the interface above says of its key check. */
export type KeyProbe = {
  configured: boolean
  /** Operations of the internal API that answer without a key. */
  unguarded: readonly string[]
}

export type Facts = {
  writes: readonly ShadowWrites[]
  /** Columns that do not exist, and settings of sources that cannot be followed. */
  mappingFaults: readonly string[]
  keys: KeyProbe
  signOffs: readonly SignOff[]
}

/** Every check with its verdict; `ready` when all pass. Of several sources the weakest counts. */
export function judge({ writes, mappingFaults, keys, signOffs }: Facts): Verdict {
  const check = (name: CheckName, passes: boolean, detail: string): Check => ({
    check: name,
    status: passes ? 'pass' : 'fail',
    detail,
  })
  const stored = writes.filter((source) => source.stored > 0)
  const checks = [
    hoursOf(stored),
    check(
      'field_mapping',
      mappingFaults.length === 0,
      mappingFaults.length === 0 ? 'Every mapped column exists.' : `${mappingFaults.join('; ')}.`,
    ),
    duplicatesOf(stored),
    successOf(writes),
    check('api_authentication', keys.configured && keys.unguarded.length === 0, authentication(keys)),
    ...SIGNED_CHECKS.map((name) => signatureOf(name, signOffs)),
  ]
  return { checks, ready: checks.every(({ status }) => status === 'pass') }
}

function hoursOf(stored: readonly ShadowWrites[]): Check {
  const [youngest] = [...stored].sort((a, b) => a.hours - b.hours)
  if (!youngest) return { check: 'hours_in_shadow', status: 'fail', detail: 'The shadow table has no posting.' }
  const { hours, source } = youngest
  const detail = `${hours.toFixed(1)} of ${HOURS_NEEDED} hours since the first shadow posting of ${source}.`
  return { check: 'hours_in_shadow', status: hours >= HOURS_NEEDED ? 'pass' : 'fail', detail }
}

function duplicatesOf(stored: readonly ShadowWrites[]): Check {
  const repeated = stored.filter((source) => source.repeated > 0)
  const named = repeated.map(({ source, repeated: n }) => `${source} ${n}`).join(', ')
  const detail =
    repeated.length > 0
      ? `Postings that stand there again without a link to the first: ${named}.`
      : 'No identity stands twice, and every repeated hash is linked.'
  const passes = stored.length > 0 && repeated.length === 0
  return { check: 'deduplication', status: passes ? 'pass' : 'fail', detail: stored.length > 0 ? detail : NOTHING }
}

const NOTHING = 'The shadow table has no posting to judge by.'

function successOf(writes: readonly ShadowWrites[]): Check {
  const rates = writes
    .map(({ source, stored, refused }) => ({ source, stored, refused, rate: successRate({ stored, refused }) }))
    .sort((a, b) => (a.rate ?? 0) - (b.rate ?? 0))
  const [weakest] = rates
  if (!weakest || weakest.rate === null) return { check: 'insertion_success_rate', status: 'fail', detail: NOTHING }
  const { source, stored, refused, rate } = weakest
  const detail = `${percent(rate)} of ${stored + refused} rows of ${source} were stored; ${percent(SUCCESS_NEEDED)} are needed.`
  return { check: 'insertion_success_rate', status: rate >= SUCCESS_NEEDED ? 'pass' : 'fail', detail }
}

/** Share of rows that were stored, 0 to 1; null when there were none. */
export function successRate({ stored, refused }: Pick<ShadowWrites, 'stored' | 'refused'>): number | null {
  return stored + refused === 0 ? null : stored / (stored + refused)
}

function authentication({ configured, unguarded }: KeyProbe): string {
  if (!configured) return 'INTERNAL_API_KEY is not set.'
  if (unguarded.length > 0) return `These answer without a key: ${unguarded.join(', ')}.`
  return 'INTERNAL_API_KEY is set, and no internal address answers without a key.'
}

function signatureOf(name: SignedCheck, signOffs: readonly SignOff[]): Check {
  const signed = signOffs.find(({ check_name }) => check_name === name)
  if (!signed) return { check: name, status: 'needs_signature', detail: 'Nobody has signed it.' }
  const note = signed.note === null ? '' : `: ${signed.note}`
  return {
    check: name,
    status: 'pass',
    detail: `Signed by ${signed.signed_by} on ${signed.signed_at.slice(0, 10)}${note}`,
  }
}

const percent = (share: number) => `${Math.floor(share * 1_000) / 10} %`
