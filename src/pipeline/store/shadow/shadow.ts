/** Everything about shadow postings in one part: report, promotion, discard, undo, signatures. */
import { retryTransaction } from '../../../db/retry-transaction.ts'
import { dropSignOff, type SignedCheck, saveSignOff } from '../../../db/shadow/sign-offs.ts'
import { findSource } from '../../../db/sources.ts'
import type { WriteCounts } from '../../../db/write-totals.ts'
import { errors } from '../../../errors.ts'
import { logCounts, type StoreLog } from '../store-log.ts'
import type { Check } from './checklist.ts'
import { type Discard, discardShadow, previewDiscard } from './discard.ts'
import { mayPromote, type Promotion, previewPromotion, promoteShadow } from './promote.ts'
import { type ReportContext, type ShadowReport, shadowReport, shadowVerdict } from './report.ts'
import { type Undo, undoShadow } from './undo.ts'

export type ShadowOptions = ReportContext & {
  log: StoreLog
  clock: () => Date
  /** How long an undo stays possible, in milliseconds. */
  retentionMs: number
  /** Called with what a promotion has written. */
  onWritten(counts: WriteCounts): Promise<void>
}

export type ShadowRequest = {
  /** null: all sources. */
  source: string | null
  dryRun?: boolean
  by: string
  signal?: AbortSignal | undefined
}
export type PromotionAnswer = Promotion & { dry_run: boolean; forced: boolean; ready: boolean; failing: Check[] }
export type DiscardAnswer = Discard & { dry_run: boolean }
export type SignRequest = { check: SignedCheck; note?: string | null; by: string }

export type Shadow = {
  report(source: string | null, examples?: number): Promise<ShadowReport>
  promote(request: ShadowRequest & { force?: boolean }): Promise<PromotionAnswer>
  discard(request: ShadowRequest): Promise<DiscardAnswer>
  undo(request: { id: string; by: string; signal?: AbortSignal | undefined }): Promise<Undo>
  sign(request: SignRequest): Promise<void>
  /** Takes a signature back; whether there was one. */
  unsign(request: Omit<SignRequest, 'note'>): Promise<boolean>
}

/**
 * Throws UNKNOWN_SOURCE, SHADOW_NOT_READY and what the single steps throw. A dry run answers what would be done and is never refused
 * for want of readiness.
 */
export function createShadow(options: ShadowOptions): Shadow {
  const { database, log, clock, retentionMs, onWritten } = options
  const keptSince = () => new Date(clock().getTime() - retentionMs).toISOString()
  return {
    report: (source, examples) => shadowReport(options, { source, ...(examples === undefined ? {} : { examples }) }),
    async promote({ source, dryRun = false, force = false, by, signal }) {
      const verdict = await shadowVerdict(options, source)
      const failing = verdict.checks.filter(({ status }) => status !== 'pass')
      const said = { dry_run: dryRun, forced: force && !verdict.ready, ready: verdict.ready, failing }
      if (dryRun) return { action_id: null, ...(await previewPromotion(database, { source })), ...said }
      const passedOver = mayPromote(verdict, force)
      const work = { source, by, signal, keptSince: keptSince(), forced: said.forced, failing: passedOver }
      const { action_id, reasons, remaining, ...counts } = await promoteShadow(database, work)
      if (counts.total > 0) {
        logCounts(log, counts, { source, target: 'live', from: 'shadow', action_id })
        await onWritten(counts)
      }
      return { action_id, ...counts, reasons, remaining, ...said }
    },
    async discard({ source, dryRun = false, by, signal }) {
      if (source !== null && !(await findSource(database.db, source))) throw errors.unknownSource(source)
      const done = dryRun
        ? await previewDiscard(database, { source })
        : await discardShadow(database, { source, by, signal, keptSince: keptSince() })
      return { ...done, dry_run: dryRun }
    },
    undo: (request) => undoShadow(database, request),
    sign: ({ check, note = null, by }) =>
      retryTransaction(database, (tx) => saveSignOff(tx, { check_name: check, signed_by: by, note })),
    unsign: ({ check, by }) => retryTransaction(database, (tx) => dropSignOff(tx, check, by)),
  }
}
