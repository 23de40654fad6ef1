import Type from 'typebox'
import { readTrace } from '../../db/traces.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope } from '../schemas.ts'
import { Interaction, Run, RunParams, toRun, toStep } from './run.ts'

/** One run with its steps, without what went in and out of them: the trace has that. */
export const getRun = endpoint({
  operation: 'runs.get',
  method: 'GET',
  path: '/:id',
  scope: 'read',
  summary: 'One run with its interactions',
  params: RunParams,
  response: envelope(Type.Object({ run: Run, interactions: Type.Array(Interaction) })),
  errors: ['RUN_NOT_FOUND', 'DATABASE_BUSY'],
  async handle({ params: { id } }, { database: { db } }) {
    const trace = await readTrace(db, id)
    if (!trace) throw errors.runNotFound(id)
    return ok({ run: toRun(trace.run), interactions: trace.interactions.map(toStep) })
  },
})
