import type { WinnowError } from '../../errors.ts'
import type { ExtractionResult } from '../../pipeline/store/extraction/extract-pages.ts'
import type { ExtractionRecord } from '../../pipeline/store/extraction/record.ts'
import { cut, table, wrap } from '../table.ts'

/** Beside a value there is room for the names of field and source. */
const OTHER_COLUMNS = 42
/** From here on a line has room for the text that a value was read from. */
const WIDE = 120

/** One page for people: the verdict, then every posting with its evidence. */
export function extractionText(input: string, result: ExtractionResult, columns: number): string {
  const { page_type, classifier_score, records, skipped, stored, storage, reasons } = result
  const postings = records.length === 1 ? '1 posting' : `${records.length} postings`
  const left = Object.entries(skipped).map(([reason, n]) => `${n} ${reason}`)
  const head = `${input}: ${page_type} (${classifier_score.toFixed(2)}), ${postings}${reasons.length > 0 ? ` [${reasons.join(', ')}]` : ''}`
  const counts =
    stored &&
    Object.entries(stored)
      .filter(([kind, n]) => n > 0 && kind !== 'total')
      .map(([kind, n]) => `${n} ${kind}`)
  return [
    wrap(head, columns, '', '  '),
    ...(left.length > 0 ? [wrap(`Left out: ${left.join(', ')}.`, columns, '  ')] : []),
    ...records.map((record) => recordText(record, columns)),
    ...(counts
      ? [`  ${storage.shadow ? 'Shadow' : 'Live'}: ${counts.length > 0 ? counts.join(', ') : 'nothing to store'}.`]
      : []),
    '',
  ].join('\n')
}

export function faultText(input: string, { code, message, fix }: WinnowError, columns: number): string {
  return `${wrap(`${input}: ${message} (${code})`, columns, '', '  ')}\n${wrap(`fix: ${fix}`, columns, '  ', '       ')}\n`
}

function recordText({ fields, unreadable, action, id, reason }: ExtractionRecord, columns: number): string {
  const rows = Object.entries(fields).flatMap(([name, field]) => {
    if (field === null || name === 'description_html') return []
    return [
      {
        name,
        value: shown(field.value),
        source: field.source,
        confidence: field.confidence.toFixed(2),
        raw: field.raw,
      },
    ]
  })
  const lost = Object.entries(unreadable).map(([name, { note, source, raw }]) => {
    return { name, value: `- (${note})`, source, confidence: '', raw }
  })
  const outcome = [action, id, reason].filter((part) => part !== null).join(' ')
  const lines = table(
    [...rows, ...lost],
    [
      { title: 'field', value: ({ name }) => name },
      {
        title: 'value',
        value: ({ value }) => cut(oneLine(value), (columns >= WIDE ? columns / 2 : columns) - OTHER_COLUMNS),
      },
      { title: 'source', value: ({ source }) => source },
      { title: 'sure', value: ({ confidence }) => confidence },
      ...(columns >= WIDE ? [{ title: 'as the page has it', value: ({ raw }: { raw: string }) => oneLine(raw) }] : []),
    ],
    columns - 2,
  )
  return [...(outcome === '' ? [] : [outcome]), ...lines.split('\n')].map((line) => `  ${line}`).join('\n')
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'string' ? one : (one.raw ?? JSON.stringify(one)))).join('; ')
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = Object.entries(value).filter(([, part]) => part !== null)
  return parts.map(([name, part]) => `${name} ${part}`).join(', ')
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
