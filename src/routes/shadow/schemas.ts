import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { CHECKS } from '../../pipeline/store/shadow/checklist.ts'
import { component, Instant, InstantOrNull, nullable, SourceName } from '../schemas.ts'

export const Count = Type.Integer({ minimum: 0 })
const Share = Type.Number({ minimum: 0, maximum: 1 })
export const Uuid = Type.String({ format: 'uuid' })

/** Which shadow postings: one source's or all. "All" is never the default of a change. */
export const SCOPE = {
  source: Type.Optional(SourceName),
  all: Type.Boolean({ default: false, description: 'Every source; instead of source' }),
  dry_run: Type.Boolean({ default: false, description: 'Only answer what would be done' }),
}

/** The source's name, null for all. Throws VALIDATION unless exactly one of them is named. */
export function scopeOf({ source, all }: { source?: string; all: boolean }): string | null {
  if (all !== (source === undefined))
    throw errors.validation([{ pointer: '/source', message: 'or "all": true must be given, and not both' }])
  return source ?? null
}

const Example = Type.Object({
  posting_id: Uuid,
  shadow: Type.String({ description: 'At most 80 characters' }),
  live: Type.String(),
})
const Field = Type.Object({
  field: Type.String({ description: 'A column of postings' }),
  same: Count,
  differs: Count,
  only_shadow: Count,
  only_live: Count,
  agreement: Type.Number({ minimum: 0, maximum: 1, description: 'same of all four' }),
  examples: Type.Array(Example, { description: 'Differing values; none of free texts, which may name persons' }),
})

const SourceReport = Type.Object({
  source: Type.String(),
  shadow: Count,
  live: Count,
  matched: Type.Integer({
    minimum: 0,
    description: 'Shadow postings with a live one of the same id of the same source, else of the same canonical hash',
  }),
  only_shadow: Count,
  only_live: Count,
  first_shadow_at: Instant,
  hours_in_shadow: Type.Number({ minimum: 0 }),
  refused: Type.Integer({ minimum: 0, description: 'Rows that the database refused and nobody has mended' }),
  success_rate: nullable(Share),
  fields: Type.Array(Field),
})

export const Check = Type.Object({
  check: Type.Unsafe<(typeof CHECKS)[number]>({ type: 'string', enum: [...CHECKS] }),
  status: Type.Unsafe<'pass' | 'fail' | 'needs_signature'>({
    type: 'string',
    enum: ['pass', 'fail', 'needs_signature'],
  }),
  detail: Type.String(),
})

const Action = Type.Object({
  action_id: Uuid,
  kind: Type.Unsafe<'promote' | 'discard'>({ type: 'string', enum: ['promote', 'discard'] }),
  source: nullable(Type.String({ description: 'null: all sources' })),
  forced: Type.Boolean(),
  requested_by: Type.String(),
  state: Type.Unsafe<'open' | 'ended' | 'undoing' | 'undone' | 'expired'>({
    type: 'string',
    enum: ['open', 'ended', 'undoing', 'undone', 'expired'],
    description: 'open: begun and not ended; expired: it can be undone no more',
  }),
  counts: Type.Unsafe<Record<string, number>>({ type: 'object', additionalProperties: { type: 'integer' } }),
  created_at: Instant,
  ended_at: InstantOrNull,
  undone_by: nullable(Type.String()),
  undone_at: InstantOrNull,
})

export const Report = component(
  'ShadowReport',
  Type.Object(
    {
      source: nullable(Type.String({ description: 'null: all sources' })),
      counts: Type.Object({ shadow: Count, shadow_last_hour: Count, live: Count }),
      sources: Type.Array(SourceReport),
      checks: Type.Array(Check, { description: "The runbook's safety checklist" }),
      ready: Type.Boolean({ description: 'Every check passes' }),
      actions: Type.Array(Action, { description: 'The newest promotions and discards' }),
    },
    { description: 'How shadow postings compare with live ones, and whether they may go live' },
  ),
)
export type Report = Static<typeof Report>

/** Why postings were passed over, and how many each. */
export const Reasons = Type.Unsafe<Record<string, number>>({
  type: 'object',
  additionalProperties: { type: 'integer' },
  description: 'Reason and how many postings',
})
