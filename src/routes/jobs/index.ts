import type { Folder } from '../endpoint.ts'
import { getJob } from './get-job.ts'
import { listJobs } from './list-jobs.ts'

/** For services that read jobs: any key. */
export const jobs: Folder = { prefix: '/_internal/jobs', tag: 'jobs', endpoints: [listJobs, getJob] }
