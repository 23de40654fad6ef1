import type { Folder } from '../endpoint.ts'
import { extractBatch } from './extract-batch.ts'
import { extractPage } from './extract-page.ts'

/** What reads pages: keys with the scope trigger. */
export const extractions: Folder = {
  prefix: '/_internal/extractions',
  tag: 'extractions',
  endpoints: [extractPage, extractBatch],
}
