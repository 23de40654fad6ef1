import Type from 'typebox'
import { readSourceStandings } from '../../pipeline/refresh/source-standing.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { Source, toSource } from './source.ts'

/** All sources with how they fare. */
export const listSources = endpoint({
  operation: 'sources.list',
  method: 'GET',
  path: '',
  scope: 'read',
  summary: 'Sources: state, failures, last success, newest posting',
  response: envelope(Type.Object({ items: Type.Array(ref(Source)) })),
  errors: ['DATABASE_BUSY'],
  async handle(_request, { database, clock }) {
    return ok({ items: (await readSourceStandings(database.db, clock())).map(toSource) })
  },
})
