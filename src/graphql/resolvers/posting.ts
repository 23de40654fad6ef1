import type { PostingFilter as Filter, PostingTable } from '../../db/posting-filter.ts'
import {
  type ChosenPosting,
  findPosting,
  listPostings,
  type PostingColumn,
  type PostingColumns,
} from '../../db/read-postings.ts'
import { errors } from '../../errors.ts'
import { checkFirst, connectionOf } from '../connection.ts'
import { isUuid } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type { Posting, PostingConnection, PostingFilter, Query, QueryPostingsArguments } from '../schema.generated.ts'
import { selectedFields } from '../selection.ts'
import { runRow } from './workflow-run.ts'

type Related = 'duplicateOf' | 'duplicates' | 'runs' | 'shadow'

/** A posting with the fields that the query selects; the others are missing. */
export type PostingRow = Partial<Omit<Posting, Related>> & {
  shadow: boolean
  posting_id: number
  duplicate_of?: number | null
}

/** Column of each field that is one. */
const COLUMNS: Record<Exclude<keyof Posting, Related>, PostingColumn> = {
  id: 'posting_uid',
  version: 'version',
  source: 'source',
  sourceId: 'source_id',
  externalJobId: 'external_job_id',
  jobTitle: 'job_title',
  organization: 'organization',
  organizationUrl: 'organization_url',
  jobDescription: 'job_description',
  locationRaw: 'location_raw',
  locationCity: 'location_city',
  locationRegion: 'location_region',
  locationCountry: 'location_country',
  countryCode: 'country_code',
  locations: 'locations',
  remote: 'remote',
  externalUrl: 'external_url',
  applyUrl: 'apply_url',
  postedDate: 'posted_date',
  deadline: 'deadline',
  employmentType: 'employment_type',
  salaryRange: 'salary_range',
  salaryMin: 'salary_min',
  salaryMax: 'salary_max',
  salaryCurrency: 'salary_currency',
  salaryUnit: 'salary_unit',
  language: 'ai_job_language',
  workArrangement: 'ai_work_arrangement',
  experienceLevel: 'ai_experience_level',
  extractedSummary: 'extracted_summary',
  skillKeywords: 'skill_keywords',
  ihlScore: 'ihl_score',
  ihlCategory: 'ihl_category',
  ihlConfidence: 'ihl_confidence',
  ihlRubricVersion: 'ihl_rubric_version',
  reviewFlag: 'review_flag',
  provenance: 'provenance',
  postingStatus: 'posting_status',
  invalidated: 'invalidated',
  invalidatedReason: 'invalidated_reason',
  invalidatedAt: 'invalidated_at',
  canonicalHash: 'canonical_hash',
  similarity: 'duplicate_similarity',
  firstSeenAt: 'first_seen_at',
  lastSeenAt: 'last_seen_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}

/** The columns behind the selected fields; the id is always among them, so that errors and nodes can name the posting. */
export function columnsFor(fields: Iterable<string>): PostingColumns {
  const columns = new Map<string, PostingColumn>([['id', COLUMNS.id]])
  for (const field of fields) {
    if (field === 'duplicateOf') columns.set('duplicate_of', 'duplicate_of')
    else if (field in COLUMNS) columns.set(field, COLUMNS[field as keyof typeof COLUMNS])
  }
  return columns
}

export function postingRow(chosen: ChosenPosting, shadow = false): PostingRow {
  return Object.assign(chosen, { shadow })
}

/** The live posting with this public id, or the shadow one where no live one exists. */
export async function postingByUid(
  { services: { database } }: Context,
  uid: string,
  columns: PostingColumns,
): Promise<PostingRow | null> {
  if (!isUuid(uid)) return null
  const live = await findPosting(database.db, uid, { table: 'postings', columns })
  if (live) return postingRow(live)
  const shadow = await findPosting(database.db, uid, { table: 'postings_shadow', columns })
  return shadow ? postingRow(shadow, true) : null
}

/** The live posting with this internal id. */
export async function postingByKey(
  { loaders }: Context,
  key: number,
  columns: PostingColumns,
): Promise<PostingRow | null> {
  const found = await loaders.posting({ key, columns })
  return found ? postingRow(found) : null
}

function listOf(table: PostingTable): Query['postings'] {
  return async (_, args, context, info) => {
    const { services: { database: { db } }, cursors } = context // biome-ignore format: one thought
    const first = checkFirst(args.first)
    const filter = filterOf(args.filter)
    const list = listName(table, filter, args.orderBy)
    const after = args.after ? cursors.decode(args.after, list) : null
    const columns = columnsFor([...selectedFields(info, ['edges', 'node']), ...selectedFields(info, ['nodes'])])
    const counted = selectedFields(info).has('totalCount')
    const { found, total } = await listPostings(db, filter, {
      table,
      columns,
      order: args.orderBy,
      limit: first + 1,
      after,
      counted,
    })
    const placed = found.map(({ row, place }) => ({ row: postingRow(row, table === 'postings_shadow'), place }))
    return connectionOf(placed, { first, after, total, cursors, list }) satisfies PostingConnection
  }
}

/** The same list as REST's has the same name, so that a cursor of one is good for the other. */
function listName(table: PostingTable, filter: Filter, order: QueryPostingsArguments['orderBy']) {
  return {
    list: 'jobs',
    shadow: table === 'postings_shadow',
    ...filter,
    ...(order === 'CREATED_AT_DESC' ? {} : { order }),
  }
}

function filterOf(filter: PostingFilter | null | undefined): Filter {
  const { sourceId, skillsAny, skillsAll, postedSince, updatedSince, ihlMax, duplicates, ...same } = filter ?? {}
  const others = {
    source_id: sourceId,
    skills_any: skillsAny,
    skills_all: skillsAll,
    posted_since: postedSince,
    updated_since: updatedSince,
    ihl_max: ihlMax,
    duplicates: duplicates === 'HIDE' ? 'hide' : null,
  }
  const given = Object.entries({ ...same, ...others }).filter(([, value]) => value !== null && value !== undefined)
  const lists = [skillsAny, skillsAll].filter((list) => (list?.length ?? 0) > MOST_SKILLS)
  if (lists.length > 0)
    throw errors.validation([{ pointer: 'filter', message: `may name at most ${MOST_SKILLS} skills` }])
  return Object.fromEntries(given) as Filter
}

/** As many as REST takes. */
const MOST_SKILLS = 20

export const postings = listOf('postings')
export const shadowPostings = listOf('postings_shadow')
export const posting: Query['posting'] = (_, { id }, context, info) =>
  postingByUid(context, id, columnsFor(selectedFields(info)))

export const fields: FieldResolvers<PostingRow, Posting> = {
  duplicateOf: ({ duplicate_of, shadow }, _, context, info) =>
    typeof duplicate_of === 'number' && !shadow
      ? postingByKey(context, duplicate_of, columnsFor(selectedFields(info)))
      : null,
  duplicates: async ({ posting_id, shadow }, _, { loaders }, info) =>
    shadow
      ? []
      : (await loaders.duplicates({ key: posting_id, columns: columnsFor(selectedFields(info)) })).map((row) =>
          postingRow(row),
        ),
  // A shadow posting shares its internal id with some live posting: what hangs on the id is not its own.
  runs: async ({ posting_id, shadow }, { first }: { first: number }, { loaders }) =>
    shadow ? [] : (await loaders.runs({ key: posting_id, first: checkFirst(first, MOST_RUNS) })).map(runRow),
}

const MOST_RUNS = 20
