import Type from 'typebox'
import { endpoint } from '../endpoint.ts'

/** The contract of this service, generated from its routes. */
export const getOpenapi = endpoint({
  operation: 'service.openapi',
  method: 'GET',
  path: '/openapi.json',
  scope: 'open',
  summary: 'This document',
  response: Type.Unsafe<unknown>({ type: 'object', additionalProperties: true }),
  handle: async (_request, { openapi }) => ({ body: openapi() }),
})
