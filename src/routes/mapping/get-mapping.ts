import Type from 'typebox'
import { findSource } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { mappingUnder } from '../../pipeline/store/field-mapping.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, Fault, nullable, SourceName } from '../schemas.ts'

const Text = Type.String()
const Mapping = Type.Array(
  Type.Object({
    field: Text,
    jobs_column: nullable(Type.String({ description: 'In the views jobs and jobs_side' })),
    postings_column: nullable(Type.String({ description: "The field's own; null when it is not stored" })),
    postings_columns: Type.Array(Text, { description: 'All that it fills' }),
    overridden: Type.Boolean({ description: "By the source's settings" }),
  }),
)

/** Which field of an extracted record lands in which column, under the overrides of a source where one is named. */
export const getMapping = endpoint({
  operation: 'mapping.get',
  method: 'GET',
  path: '',
  scope: 'read',
  summary: 'Fields of an extracted record and their columns',
  query: Type.Object({ source: Type.Optional(SourceName) }),
  response: envelope(
    Type.Object({
      source: nullable(Text),
      mapping: Mapping,
      faults: Type.Array(Fault, { description: 'Overrides that cannot be followed' }),
    }),
  ),
  errors: ['UNKNOWN_SOURCE', 'DATABASE_BUSY'],
  async handle({ query: { source = null } }, { database: { db } }) {
    const found = source === null ? undefined : await findSource(db, source)
    if (source !== null && !found) throw errors.unknownSource(source)
    const { mapping, faults } = mappingUnder(found?.config.field_mapping)
    const shown = mapping.map(({ write: _, postings_columns, ...one }) => ({
      ...one,
      postings_columns: [...postings_columns],
    }))
    return ok({ source, mapping: shown, faults })
  },
})
