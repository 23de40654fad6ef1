import Type, { type Static } from 'typebox'
import { type JobFilter, POSTING_STATUSES, type PostingStatus } from '../../db/posting-filter.ts'
import { listJobs as list } from '../../db/read-jobs.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { instantOf } from '../instant-parameter.ts'
import { DayParameter, envelope, InstantParameter, nullable, ref, ShadowMode, SourceName, text } from '../schemas.ts'
import { Job, toJob } from './job.ts'

const Skill = text(500)
const Status = Type.Unsafe<PostingStatus>({ type: 'string', enum: [...POSTING_STATUSES] })
/** Deeper pages are for the cursor: an offset costs what it skips. */
const DEEPEST_OFFSET = 100_000

const Filter = {
  source_id: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  source: Type.Optional(SourceName),
  status: Type.Optional(
    Type.Array(Status, { description: 'May be repeated; without it pending, active and complete' }),
  ),
  country: Type.Optional(text(100, 'ISO alpha-2 code or name')),
  city: Type.Optional(text(100)),
  remote: Type.Optional(Type.Boolean()),
  skills_any: Type.Optional(
    Type.Array(Skill, { maxItems: 20, description: 'Names or ids; repeated or comma-separated' }),
  ),
  skills_all: Type.Optional(Type.Array(Skill, { maxItems: 20, description: 'As skills_any, but every one of them' })),
  posted_since: Type.Optional(DayParameter),
  updated_since: Type.Optional(InstantParameter),
  ihl_max: Type.Optional(Type.Integer({ minimum: 0, maximum: 10, description: 'Internal Hire Likelihood at most' })),
  q: Type.Optional(text(200, 'Words of title, employer or description')),
  duplicates: Type.Unsafe<'show' | 'hide'>({
    type: 'string',
    enum: ['show', 'hide'],
    default: 'show',
    description: 'hide: of postings that repeat one another only the oldest that matches',
  }),
}

const JobQuery = Type.Object({
  ...Filter,
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
  offset: Type.Integer({ minimum: 0, maximum: DEEPEST_OFFSET, default: 0 }),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: '`next` of the answer before' })),
  shadow_mode: ShadowMode,
  full: Type.Boolean({ default: false, description: 'Whole descriptions, summaries and skills' }),
})

const JobList = Type.Object({
  items: Type.Array(ref(Job)),
  total: Type.Integer({ description: 'Exact without a filter or by source and status; else counted to 10,001' }),
  total_capped: Type.Boolean({ description: 'There are at least `total` jobs' }),
  limit: Type.Integer(),
  offset: Type.Integer(),
  shadow_mode: Type.Boolean(),
  next: nullable(Type.String({ description: 'Cursor of the next page; null on the last one' })),
})

/** Open jobs, newest first. Deleted and invalidated ones are never listed. Pages by cursor are stable while jobs are added. */
export const listJobs = endpoint({
  operation: 'jobs.list',
  method: 'GET',
  path: '',
  scope: 'read',
  summary: 'Extracted jobs, newest first',
  query: JobQuery,
  response: envelope(JobList),
  errors: ['BAD_CURSOR', 'DATABASE_BUSY'],
  async handle({ query }, { database: { db }, cursors }) {
    const { limit, offset, cursor, shadow_mode: shadow, full } = query
    if (cursor !== undefined && offset > 0) {
      throw errors.validation([{ pointer: 'offset', message: 'cannot be combined with cursor' }])
    }
    const filter = filterOf(query)
    const listName = { list: 'jobs', shadow, ...filter }
    const after = cursor === undefined ? null : cursors.decode(cursor, listName)
    const { rows, total, capped } = await list(db, filter, { shadow, full, limit: limit + 1, offset, after })
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    const next = last ? cursors.encode(last.place, listName) : null
    const data = { items: page.map(toJob), total, total_capped: capped, limit, offset, shadow_mode: shadow, next }
    return ok(data)
  },
})

function filterOf(query: Static<typeof JobQuery>): JobFilter {
  const { limit, offset, cursor, shadow_mode, full, skills_any, skills_all, updated_since, duplicates, ...filter } =
    query
  return {
    ...filter,
    skills_any: namesOf(skills_any),
    skills_all: namesOf(skills_all),
    updated_since: instantOf('updated_since', updated_since),
    duplicates: duplicates === 'hide' ? duplicates : undefined,
  }
}

function namesOf(skills: string[] | undefined): string[] | undefined {
  return skills
    ?.flatMap((each) => each.split(','))
    .map((name) => name.trim())
    .filter(Boolean)
}
