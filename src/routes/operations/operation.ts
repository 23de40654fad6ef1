import Type, { type Static } from 'typebox'
import type { OperationRow, OperationState } from '../../db/batches.ts'
import { component, Instant, InstantOrNull, instant, instantOrNull, nullable } from '../schemas.ts'

export const STATES: readonly OperationState[] = ['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled']
export const State = Type.Unsafe<OperationState>({ type: 'string', enum: [...STATES] })

export const Operation = component(
  'Operation',
  Type.Object(
    {
      id: Type.String({ format: 'uuid' }),
      kind: Type.String(),
      state: State,
      progress: Type.Number({ minimum: 0, maximum: 1 }),
      counts: Type.Any({ description: 'What is counted in it, by name' }),
      estimate: Type.Any({ description: 'What it was expected to take' }),
      eta: Type.Any({ description: 'Time left, as of the last recorded progress; null before' }),
      result: Type.Any({ description: 'What came out; null until it has ended' }),
      error: Type.Any({ description: 'Why it failed' }),
      requested_by: nullable(Type.String({ description: 'Name of the key that asked for it' })),
      created_at: Instant,
      started_at: InstantOrNull,
      finished_at: InstantOrNull,
    },
    { description: 'A piece of long work, followed by its id' },
  ),
)
export type Operation = Static<typeof Operation>

/** The public form of a row. */
export function toOperation({ operation_id, created_at, started_at, finished_at, ...row }: OperationRow): Operation {
  return {
    id: operation_id,
    ...row,
    created_at: instant(created_at),
    started_at: instantOrNull(started_at),
    finished_at: instantOrNull(finished_at),
  }
}

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i
export const OperationParams = Type.Object({ id: Type.String({ description: 'As in the list (a UUID)' }) })

/** Whether an id could be one: PostgreSQL takes nothing else. */
export function isUuid(id: string): boolean {
  return UUID.test(id)
}

/** What was left alone, counted by reason. */
export const Skipped = Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
  description: 'What was left alone, counted by reason',
})
