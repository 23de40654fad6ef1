import type { WriteCounts } from '../../db/write-totals.ts'
import { ERROR_TABLE } from '../../errors.ts'
import type { CollectResult } from '../../pipeline/refresh/collect-source.ts'
import { duration } from '../progress.ts'
import { wrap } from '../table.ts'

/** What a collection did, what went wrong with what to do about it, and what comes next. */
export function collectText(
  result: CollectResult,
  { quota, columns, isShadow }: { quota: readonly string[]; columns: number; isShadow: boolean },
): string {
  const { source, kind, resumed, seconds, error, sample } = result
  const state = sample && result.state === 'partial' ? 'tried' : result.state
  return [
    `${source} (${kind}): ${state}${resumed ? ', gone on from where it had stopped' : ''}, ${duration(seconds)}.`,
    ...[readLine(result), detailLine(result), removalLine(result)].flatMap((line) =>
      line === null ? [] : [wrap(line, columns, '  ', '    ')],
    ),
    ...(error
      ? [
          wrap(`${error.message} (${error.code})`, columns, '  ', '    '),
          wrap(error.fix, columns, '    fix: ', '         '),
        ]
      : reasonLines(result, columns)),
    ...faultLines(result.faults, columns),
    ...(quota.length > 0 ? ['', ...quota] : []),
    ...nextLines(result, isShadow),
  ].join('\n')
}

/** "3 inserted, 42 unchanged"; the counts that are not zero. */
export function countsText(counts: WriteCounts): string {
  const parts = Object.entries(counts).filter(([action, count]) => action !== 'total' && count > 0)
  return parts.map(([action, count]) => `${count} ${action}`).join(', ')
}

function readLine({ items, pages, listed, counts, sample }: CollectResult): string {
  const of = listed === null ? '' : ` of ${listed} listed`
  const stored = countsText(counts)
  const openings = items === 1 && listed === null ? 'opening' : 'openings'
  if (sample) return `${items}${of} ${openings} looked at.`
  return `${items}${of} ${openings} on ${pages} ${pages === 1 ? 'page' : 'pages'}${stored ? `: ${stored}` : ''}.`
}

function detailLine({ details: { asked, known, failed, gone } }: CollectResult): string | null {
  if (asked + known === 0) return null
  const parts = [
    ...(asked > 0 ? [`${asked} read in full`] : []),
    ...(known > 0 ? [`${known} known and not read again`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(gone > 0 ? [`${gone} gone meanwhile`] : []),
  ]
  return `Details: ${parts.join(', ')}.`
}

function removalLine({ removed }: CollectResult): string | null {
  return removed === 0 ? null : `${removed} removed: the source no longer lists them.`
}

const REASONS: Readonly<Record<string, string>> = {
  limit: 'as much as was asked for; there is more',
  stopped: 'it was stopped',
  page_repeated: 'a page came twice, so nobody knows what is missing',
  endless: 'the listing did not end',
  short: 'fewer openings came than the listing says it has',
  unusable_items: 'some openings of the listing could not be used at all',
}

function reasonLines({ reason, sample }: CollectResult, columns: number): string[] {
  return reason === null || (sample && reason === 'limit')
    ? []
    : [wrap(`Not all of it: ${REASONS[reason] ?? reason}.`, columns, '  ', '    ')]
}

/** Faults by code, each with what to do where winnow knows that. */
export function faultLines(faults: Readonly<Record<string, number>>, columns: number): string[] {
  return Object.entries(faults).map(([code, times]) => {
    const fix = Object.hasOwn(ERROR_TABLE, code) ? `: ${ERROR_TABLE[code as keyof typeof ERROR_TABLE][1]}` : ''
    return wrap(`${times} x ${code}${fix}`, columns, '  ', '    ')
  })
}

function nextLines({ source, state, reason, counts, error, sample }: CollectResult, isShadow: boolean): string[] {
  if (sample) return ['', `Nothing was stored. What next: winnow collect ${source}`]
  const isNew = counts.inserted + counts.updated + counts.restored > 0
  const steps = [
    ...(error?.code === 'REMOVAL_REFUSED' ? [`winnow collect ${source} --accept-removals`] : []),
    ...(state !== 'complete' && reason !== 'limit'
      ? [`winnow collect ${source}`, `winnow sources test ${source}`]
      : []),
    ...(isNew ? [isShadow ? 'winnow shadow report' : `winnow batch --source ${source}`] : []),
  ]
  return steps.length === 0 ? [] : ['', `What next: ${steps.join(', or ')}`]
}
