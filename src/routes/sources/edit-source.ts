import Type from 'typebox'
import { errors } from '../../errors.ts'
import type { SourceEdit } from '../../pipeline/refresh/edit-source.ts'
import { readSourceStandings } from '../../pipeline/refresh/source-standing.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, nullable, ref, text } from '../schemas.ts'
import { Source, SourceParams, SourceStatus, SourceTarget, toSource } from './source.ts'

/**
 * Changes a source, with an audit line; what is left out stays. `active` also ends a rest after failures. Settings are checked against
 * the kind before anything is written: 422 SOURCE_CONFIG_INVALID.
 */
export const editSource = endpoint({
  operation: 'sources.edit',
  method: 'PATCH',
  path: '/:name',
  scope: 'admin',
  summary: 'Pause, resume, schedule or configure a source',
  params: SourceParams,
  body: Type.Partial(
    Type.Object({
      status: SourceStatus,
      reason: text(500, 'Why it is paused'),
      schedule: nullable(text(200, 'Cron, or times of day such as 6:00,18:30; null ends it')),
      config: Type.Record(Type.String(), Type.Any(), { description: 'Settings to set; null removes one' }),
      target: SourceTarget,
      interval_ms: nullable(
        Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'Least pause between two requests' }),
      ),
    }),
  ),
  response: envelope(Type.Object({ source: ref(Source), config: Type.Any({ description: 'Its settings now' }) })),
  errors: ['UNKNOWN_SOURCE', 'SOURCE_CONFIG_INVALID', 'SOURCE_KIND_UNKNOWN', 'DATABASE_BUSY'],
  async handle({ params: { name }, body, caller }, { collection, database, clock }) {
    if (Object.keys(body).length === 0) throw errors.validation([{ pointer: '/', message: 'names nothing to change' }])
    if (body.reason !== undefined && body.status !== 'paused')
      throw errors.validation([{ pointer: '/reason', message: 'needs the status paused' }])
    await collection().editSource(name, body as SourceEdit, caller ?? 'unknown')
    const [edited] = await readSourceStandings(database.db, clock(), name)
    if (!edited) throw errors.unknownSource(name)
    return ok({ source: toSource(edited), config: edited.config })
  },
})
