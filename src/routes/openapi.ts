import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import packageJson from '../../package.json' with { type: 'json' }
import { Job } from './jobs/job.ts'
import { ProblemSchema } from './schemas.ts'

/** Schemas that the OpenAPI document names once. */
export const components = [ProblemSchema, Job]

export const openapiInfo: NonNullable<FastifyDynamicSwaggerOptions['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: 'winnow',
    version: packageJson.version,
    description:
      'Job postings with provenance, for internal services. Every error is an RFC 9457 problem with a stable code.',
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'jobs', description: 'Extracted postings' },
    { name: 'figures', description: 'How complete and how fresh the data is' },
    { name: 'service', description: 'Health, metrics and this document' },
  ],
  components: { securitySchemes: { ApiKey: { type: 'apiKey', in: 'header', name: 'X-Internal-Api-Key' } } },
}
