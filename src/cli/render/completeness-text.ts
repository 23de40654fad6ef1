import type { Completeness } from '../../db/completeness.ts'
import { table } from '../table.ts'

const BAR = 20

/** Completeness as a sentence and one line a field. */
export function completenessText({ total, complete, percent, missing_urls, invalid, by_field }: Completeness): string {
  const rows = Object.entries(by_field).map(([field, presence]) => ({ field, ...presence }))
  return [
    total === 0
      ? 'No valid posting with a URL yet.'
      : `${complete} of ${total} postings with a URL are complete (${percent} %).`,
    `Missing URLs: ${missing_urls}. Invalid: ${invalid}.`,
    '',
    table(rows, [
      { title: 'field', value: ({ field }) => field },
      { title: 'present', value: ({ present }) => present },
      { title: '%', value: ({ percent }) => percent.toFixed(1), align: 'right' },
      { title: '', value: ({ percent }) => '#'.repeat(Math.round((percent / 100) * BAR)) },
    ]),
  ].join('\n')
}
