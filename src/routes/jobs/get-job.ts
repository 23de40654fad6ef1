import Type from 'typebox'
import { findJob } from '../../db/read-jobs.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref, ShadowMode } from '../schemas.ts'
import { Job, toJob } from './job.ts'

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i

/** One job with the provenance of every field. 404 JOB_NOT_FOUND; soft-deleted jobs are not found. */
export const getJob = endpoint({
  operation: 'jobs.get',
  method: 'GET',
  path: '/:id',
  scope: 'read',
  summary: 'One job by its id, whole',
  params: Type.Object({ id: Type.String({ description: 'As in the list (a UUID)' }) }),
  query: Type.Object({ shadow_mode: ShadowMode }),
  response: envelope(ref(Job)),
  errors: ['JOB_NOT_FOUND', 'DATABASE_BUSY'],
  etag: true,
  async handle({ params: { id }, query: { shadow_mode: shadow } }, { database: { db } }) {
    const job = UUID.test(id) ? await findJob(db, id, { shadow, full: true }) : undefined
    if (!job) throw errors.jobNotFound(id)
    return ok(toJob(job))
  },
})
