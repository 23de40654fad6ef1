import type { Folder } from '../endpoint.ts'
import { editSource } from './edit-source.ts'
import { getSource } from './get-source.ts'
import { listSources } from './list-sources.ts'

/** Where postings come from: read by any key, changed by admins. */
export const sources: Folder = {
  prefix: '/_internal/sources',
  tag: 'sources',
  endpoints: [listSources, getSource, editSource],
}
