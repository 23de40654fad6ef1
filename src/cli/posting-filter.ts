import type { PostingFilter } from '../db/posting-lifecycle.ts'
import { errors } from '../errors.ts'
import type { OptionSpecs, OptionValues } from './command.ts'

/** Options of the commands that change postings in bulk. */
export const FILTER_OPTIONS = {
  'posting-ids': { type: 'list', value: 'ID,ID', summary: 'these postings' },
  source: { type: 'text', value: 'NAME', summary: 'postings of this source' },
  batch: { type: 'text', value: 'ID', summary: 'postings that this batch ran on' },
  since: { type: 'text', value: 'DATE', summary: 'made on or after this day or instant (UTC)' },
  before: { type: 'text', value: 'DATE', summary: 'made before this day or instant (UTC)' },
} as const satisfies OptionSpecs

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What the options select. Throws MISSING_ARGUMENT when they select nothing: "all postings" must never be the default of a change. */
export function postingFilter(options: OptionValues<typeof FILTER_OPTIONS>, command: string): PostingFilter {
  const filter: PostingFilter = {
    uids: options['posting-ids']?.map((id) => uuid('--posting-ids', id)),
    source: options.source,
    batch_id: options.batch === undefined ? undefined : uuid('--batch', options.batch),
    created_since: instant('--since', options.since),
    created_before: instant('--before', options.before),
  }
  if (Object.values(filter).every((value) => value === undefined)) {
    throw errors.missingArgument('--posting-ids, --source, --batch, --since or --before', command)
  }
  return filter
}

function uuid(option: string, text: string): string {
  if (!UUID.test(text)) throw errors.badOptionValue(option, 'ids as REST and GraphQL show them (36 characters)')
  return text.toLowerCase()
}

function instant(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(date.getTime()))
    throw errors.badOptionValue(option, 'a day such as 2026-11-27, or an instant such as 2026-11-27T06:00:00Z')
  return date.toISOString()
}
