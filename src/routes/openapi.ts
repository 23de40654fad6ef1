import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import packageJson from '../../package.json' with { type: 'json' }
import { Conversation } from './conversations/conversation.ts'
import { Extraction } from './extractions/extraction.ts'
import { Job } from './jobs/job.ts'
import { Operation } from './operations/operation.ts'
import { ProblemSchema } from './schemas.ts'
import { Report as ShadowReport } from './shadow/schemas.ts'
import { Source } from './sources/source.ts'

/** Schemas that the OpenAPI document names once. */
export const components = [ProblemSchema, Job, Extraction, Operation, Conversation, ShadowReport, Source]

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
    { name: 'extractions', description: 'From a page to typed fields with provenance' },
    { name: 'figures', description: 'How complete and how fresh the data is' },
    { name: 'sources', description: 'Where postings come from, and how they fare' },
    { name: 'pipeline', description: 'What starts work' },
    { name: 'operations', description: 'Long work: how it stands, and its control' },
    { name: 'runs', description: 'Executions of the workflow, and their traces' },
    { name: 'conversations', description: 'Steps of the workflow, and what operators may edit' },
    { name: 'postings', description: 'Judgements about many postings at once' },
    { name: 'shadow', description: 'Shadow postings: how they compare with live ones, and their way there' },
    { name: 'service', description: 'Health, metrics and this document' },
  ],
  components: { securitySchemes: { ApiKey: { type: 'apiKey', in: 'header', name: 'X-Internal-Api-Key' } } },
}
