import Type from 'typebox'
import { endpoint } from '../endpoint.ts'

/** The process answers. It says nothing about the database: restarting the process would not repair that. */
export const getHealth = endpoint({
  operation: 'service.health',
  method: 'GET',
  path: '/healthz',
  scope: 'open',
  summary: 'Whether the process is alive',
  response: Type.Object({ status: Type.Literal('ok') }),
  handle: async () => ({ body: { status: 'ok' as const } }),
})
