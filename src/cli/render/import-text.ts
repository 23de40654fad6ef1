import type { ImportResult } from '../../pipeline/store/import.ts'
import { wrap } from '../table.ts'

const WIDTH = 80
const ERRORS_SHOWN = 20

/** What an import did, in words. */
export function importText(result: ImportResult, source: string): string {
  const { total, errors } = result
  const counts = (['inserted', 'updated', 'unchanged', 'restored', 'skipped', 'failed'] as const)
    .filter((kind) => result[kind] > 0)
    .map((kind) => `${result[kind]} ${kind}`)
  const shown = errors.slice(0, ERRORS_SHOWN)
  const more = errors.length - shown.length
  return [
    wrap(
      `${total} ${total === 1 ? 'row' : 'rows'} for "${source}": ${counts.length > 0 ? counts.join(', ') : 'nothing to do'}.`,
      WIDTH,
    ),
    ...shown.map(({ line, code, message }) => wrap(`line ${line}: ${message} (${code})`, WIDTH, '  ', '    ')),
    ...(more > 0 ? [`  and ${more} more: --json lists them all.`] : []),
  ].join('\n')
}
