import Type, { type Static } from 'typebox'
import type { SweepRecord } from '../../db/read-sweeps.ts'
import type { SourceStanding } from '../../pipeline/refresh/source-standing.ts'
import { component, Instant, InstantOrNull, instant, instantOrNull, nullable, SourceName } from '../schemas.ts'

const Count = Type.Integer({ minimum: 0 })
const Text = Type.String()

export const SourceStatus = Type.Unsafe<'active' | 'paused'>({ type: 'string', enum: ['active', 'paused'] })
export const SourceTarget = Type.Unsafe<'live' | 'shadow'>({ type: 'string', enum: ['live', 'shadow'] })
export const SourceParams = Type.Object({ name: SourceName })

export const Source = component(
  'Source',
  Type.Object(
    {
      id: Type.Integer(),
      name: Text,
      kind: Type.String({ description: 'manual: its rows are imported by people' }),
      org_name: nullable(Text),
      status: SourceStatus,
      paused_reason: nullable(Text),
      rests_until: nullable(Type.String({ format: 'date-time', description: 'Left alone until then, after failures' })),
      schedule: nullable(Type.String({ description: 'Cron, or times of day' })),
      target: SourceTarget,
      interval_ms: nullable(Type.Integer({ description: 'Least pause between two requests; null: the usual one' })),
      last_success_at: InstantOrNull,
      last_complete_sweep_at: InstantOrNull,
      last_error: nullable(Text),
      consecutive_failures: Count,
      newest_posting_at: InstantOrNull,
      newest_posting_age_seconds: nullable(Type.Integer({ minimum: 0 })),
      stale: Type.Boolean({ description: 'It has brought nothing for three of its intervals' }),
      created_at: Instant,
    },
    { description: 'Where postings come from, and how it fares' },
  ),
)
export type Source = Static<typeof Source>

export const Sweep = Type.Object({
  id: Type.Integer(),
  state: Type.Unsafe<SweepRecord['state']>({ type: 'string', enum: ['running', 'complete', 'partial', 'failed'] }),
  reason: nullable(Type.String({ description: 'Code of why it is not complete' })),
  window: nullable(Text),
  searched: Type.Boolean({ description: 'Something was looked for, not everything' }),
  pages: Count,
  items: Count,
  listed_total: nullable(Type.Integer({ description: 'Openings that the listing says it has' })),
  counts: Type.Any({ description: 'What became of the openings' }),
  faults: Type.Any({ description: 'What could not be used, by code' }),
  requested_by: nullable(Text),
  started_at: Instant,
  finished_at: InstantOrNull,
})

/** The public form of a source. Its settings are left out: they may name hosts and variables of keys. */
export function toSource({ source_id, source_name, config: _, ...row }: SourceStanding): Source {
  return {
    id: source_id,
    name: source_name,
    ...row,
    rests_until: instantOrNull(row.rests_until),
    last_success_at: instantOrNull(row.last_success_at),
    last_complete_sweep_at: instantOrNull(row.last_complete_sweep_at),
    newest_posting_at: instantOrNull(row.newest_posting_at),
    created_at: instant(row.created_at),
  }
}

export function toSweep({
  sweep_id,
  source_id: _,
  started_at,
  finished_at,
  ...row
}: SweepRecord): Static<typeof Sweep> {
  return { id: sweep_id, ...row, started_at: instant(started_at), finished_at: instantOrNull(finished_at) }
}
