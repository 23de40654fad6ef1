import Type from 'typebox'
import { errors } from '../../errors.ts'
import { endpoint } from '../endpoint.ts'
import { Operation, toOperation } from '../operations/operation.ts'
import { envelope, SourceName, text } from '../schemas.ts'

/**
 * Starts Workflow 3001 over what is due, or over named postings: 202 with the operation to follow. A dry run answers 200 with the
 * estimate and writes nothing.
 */
export const startBatch = endpoint({
  operation: 'pipeline.batches',
  method: 'POST',
  path: '/batches',
  scope: 'trigger',
  summary: 'Start a batch, or estimate it',
  body: Type.Object({
    max_jobs: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: '500 without it' })),
    workers: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'Most calls of models at once' })),
    source: Type.Optional(SourceName),
    posting_ids: Type.Optional(
      Type.Array(text(500), { minItems: 1, maxItems: 1_000, description: 'These instead of what is due' }),
    ),
    dry_run: Type.Boolean({ default: false, description: 'Only estimate; write nothing' }),
  }),
  response: envelope(
    Type.Object({
      operation: Type.Optional(Type.Unsafe<ReturnType<typeof toOperation>>({ $ref: `${Operation.$id}#` })),
      estimate: Type.Optional(Type.Any({ description: 'Calls, tokens, seconds, loads and models; only of a dry run' })),
    }),
  ),
  status: 202,
  statuses: [200],
  errors: ['JOB_NOT_FOUND', 'UNKNOWN_SOURCE', 'DATABASE_BUSY'],
  async handle({ body, caller }, { batches }) {
    const { max_jobs, workers, source, posting_ids, dry_run } = body
    if (posting_ids && source)
      throw errors.validation([{ pointer: '/source', message: 'cannot be combined with posting_ids' }])
    const input = {
      maxJobs: max_jobs,
      workers,
      source,
      postingIds: posting_ids,
      dryRun: dry_run,
      by: caller ?? 'unknown',
    }
    const { operation, estimate } = await batches().start(input)
    if (!operation) return { body: { status: 'ok' as const, data: { estimate } }, status: 200 }
    const headers = { location: `/_internal/operations/${operation.operation_id}` }
    return { body: { status: 'ok' as const, data: { operation: toOperation(operation) } }, headers }
  },
})
