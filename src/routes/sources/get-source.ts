import Type from 'typebox'
import { readSweeps } from '../../db/read-sweeps.ts'
import { errors } from '../../errors.ts'
import { readSourceStandings } from '../../pipeline/refresh/source-standing.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { Source, SourceParams, Sweep, toSource, toSweep } from './source.ts'

/** One source with its last sweeps; its settings only for admins. 404 UNKNOWN_SOURCE. */
export const getSource = endpoint({
  operation: 'sources.get',
  method: 'GET',
  path: '/:name',
  scope: 'read',
  summary: 'One source with its last sweeps',
  params: SourceParams,
  query: Type.Object({
    sweeps: Type.Integer({
      minimum: 0,
      maximum: 100,
      default: 10,
      description: 'How many of its sweeps, newest first',
    }),
  }),
  response: envelope(
    Type.Object({
      source: ref(Source),
      config: Type.Any({ description: 'Its settings; null unless the key has the scope admin' }),
      sweeps: Type.Array(Sweep),
    }),
  ),
  errors: ['UNKNOWN_SOURCE', 'DATABASE_BUSY'],
  async handle({ params: { name }, query, callerScope }, { database: { db }, clock }) {
    const [found] = await readSourceStandings(db, clock(), name)
    if (!found) throw errors.unknownSource(name)
    const sweeps = await readSweeps(db, [found.source_id], query.sweeps)
    const config = callerScope === 'admin' ? found.config : null
    return ok({ source: toSource(found), config, sweeps: sweeps.map(toSweep) })
  },
})
