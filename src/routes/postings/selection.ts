import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import type { PostingFilter } from '../../pipeline/store/lifecycle.ts'
import { instantOf } from '../instant-parameter.ts'
import { InstantParameter, SourceName } from '../schemas.ts'

const Uuid = Type.String({ format: 'uuid' })

/** Which postings: by their ids, or by conditions that must all hold. */
export const Selection = {
  posting_ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 1_000 })),
  source: Type.Optional(SourceName),
  batch_id: Type.Optional(Type.String({ format: 'uuid', description: 'Postings that this batch ran on' })),
  created_since: Type.Optional(InstantParameter),
  created_before: Type.Optional(InstantParameter),
}
const Selected = Type.Object(Selection)

/** Throws VALIDATION when nothing is named: "all postings" must never be the default of a change. */
export function filterOf({
  posting_ids,
  source,
  batch_id,
  created_since,
  created_before,
}: Static<typeof Selected>): PostingFilter {
  if ([posting_ids, source, batch_id, created_since, created_before].every((each) => each === undefined))
    throw errors.validation([{ pointer: '/', message: 'must name postings or a condition' }])
  return {
    uids: posting_ids,
    source,
    batch_id,
    created_since: instantOf('/created_since', created_since),
    created_before: instantOf('/created_before', created_before),
  }
}

export const Changed = Type.Object({
  changed: Type.Integer({ minimum: 0, description: 'Those already as wanted do not count' }),
  posting_ids: Type.Array(Type.String({ format: 'uuid' })),
})
