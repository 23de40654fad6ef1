import Type from 'typebox'
import { WINDOWS, type Window } from '../../pipeline/collect/source-kind.ts'
import type { Started } from '../../pipeline/refresh/work/long-work.ts'
import { Operation, toOperation } from '../operations/operation.ts'
import { envelope, ref } from '../schemas.ts'

export const StartedWork = envelope(Type.Object({ operation: ref(Operation) }))
/** The operation, or what a dry run found out instead. */
export const StartedOrEstimated = envelope(
  Type.Object({
    operation: Type.Optional(ref(Operation)),
    estimate: Type.Optional(Type.Any({ description: 'Only of a dry run, which asks nothing and writes nothing' })),
  }),
)

/** Most pages of a search or a listing that a request may ask for. */
export const Pages = Type.Integer({ minimum: 1, maximum: 10_000, description: 'Most pages to read' })
export const WindowName = Type.Unsafe<Window>({ type: 'string', enum: [...WINDOWS], description: 'How far back' })

/** 202 with the operation to follow, 200 while the same was asked for before and has not ended. */
export function startedAnswer({ operation, started }: Started) {
  return {
    body: { status: 'ok' as const, data: { operation: toOperation(operation) } },
    status: started ? 202 : 200,
    headers: { location: `/_internal/operations/${operation.operation_id}` },
  }
}
