import Type from 'typebox'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { SourceName, text } from '../schemas.ts'
import { Pages, StartedOrEstimated, startedAnswer, WindowName } from './started.ts'

const oneOf = (...words: string[]) =>
  Type.Array(Type.Unsafe<string>({ type: 'string', enum: words }), { maxItems: words.length, uniqueItems: true })

const Search = Type.Object(
  {
    titles: Type.Optional(Type.Array(text(200), { maxItems: 50, description: 'One of them must fit; any without it' })),
    location: Type.Optional(text(200, 'A city, a region or a country')),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166 alpha-2' })),
    arrangements: Type.Optional(oneOf('On-site', 'Hybrid', 'Remote OK', 'Remote Solely')),
    employment_types: Type.Optional(
      oneOf('FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER'),
    ),
    experience_levels: Type.Optional(oneOf('0-2', '2-5', '5-10', '10+')),
  },
  { description: 'Only for kinds that can be searched' },
)

/**
 * Collects one source: 202 with the operation to follow; 200 with the open one while the source is collected already. A dry run answers
 * 200 with what a sweep would ask, from the database alone.
 */
export const startCollection = endpoint({
  operation: 'pipeline.collect',
  method: 'POST',
  path: '/collect',
  scope: 'trigger',
  summary: 'Collect a source, or estimate it',
  body: Type.Object({
    source: SourceName,
    window: Type.Optional(WindowName),
    search: Type.Optional(Search),
    pages: Type.Optional(Pages),
    items: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Most openings to read' })),
    force: Type.Boolean({ default: false, description: 'Ask a paused or resting source all the same' }),
    accept_removals: Type.Boolean({
      default: false,
      description: 'Remove more than half of the source, if that is gone. Scope: admin',
    }),
    dry_run: Type.Boolean({ default: false, description: 'Only estimate; ask and write nothing' }),
  }),
  response: StartedOrEstimated,
  status: 202,
  statuses: [200],
  errors: [
    'UNKNOWN_SOURCE',
    'SOURCE_NOT_COLLECTED',
    'SOURCE_KIND_UNKNOWN',
    'SOURCE_CONFIG_INVALID',
    'SOURCE_PAUSED',
    'SOURCE_KEY_MISSING',
    'STORAGE_DISABLED',
    'DATABASE_BUSY',
  ],
  async handle({ body: { dry_run, ...request }, caller, callerScope }, { collection }) {
    if (request.accept_removals && callerScope !== 'admin') throw errors.apiKeyLacksScope('admin')
    if (dry_run) return { ...ok({ estimate: await collection().estimateCollect(request) }), status: 200 }
    return startedAnswer(await collection().collect(request, caller ?? 'unknown'))
  },
})
