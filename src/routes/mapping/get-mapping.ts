import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { envelope } from '../schemas.ts'

/** Field of an extracted record, its column in the views `jobs` and `jobs_side`, and its column in `postings`. Source: the runbook. */
export const FIELD_MAPPING = [
  { field: 'title', jobs_column: 'title', postings_column: 'job_title' },
  { field: 'employer', jobs_column: 'org_name', postings_column: 'organization' },
  { field: 'location', jobs_column: 'location_raw', postings_column: 'location_raw' },
  { field: 'deadline', jobs_column: 'deadline', postings_column: 'deadline' },
  { field: 'description', jobs_column: 'description_snippet', postings_column: 'job_description' },
  { field: 'application_url', jobs_column: 'apply_url', postings_column: 'apply_url' },
  { field: 'posted_on', jobs_column: 'fetched_at', postings_column: 'posted_date' },
  { field: 'requirements', jobs_column: 'raw_metadata', postings_column: 'ai_requirements_summary' },
]

const Text = Type.String()
const Mapping = Type.Array(Type.Object({ field: Text, jobs_column: Text, postings_column: Text }))

/** Which field of an extracted record lands in which column. */
export const getMapping = endpoint({
  operation: 'mapping.get',
  method: 'GET',
  path: '',
  scope: 'read',
  summary: 'Fields of an extracted record and their columns',
  response: envelope(Type.Object({ mapping: Mapping })),
  handle: async () => ok({ mapping: FIELD_MAPPING }),
})
