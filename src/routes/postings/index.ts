import type { Folder } from '../endpoint.ts'
import { invalidatePostings } from './invalidate-postings.ts'
import { restorePostings } from './restore-postings.ts'

/** Judgements about many postings at once: keys with the scope trigger. */
export const postings: Folder = {
  prefix: '/_internal/postings',
  tag: 'postings',
  endpoints: [invalidatePostings, restorePostings],
}
