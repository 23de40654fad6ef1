import type { Folder } from '../endpoint.ts'
import { getMapping } from './get-mapping.ts'

/** For whoever checks the storage: any key. */
export const mapping: Folder = { prefix: '/_internal/mapping', tag: 'jobs', endpoints: [getMapping] }
