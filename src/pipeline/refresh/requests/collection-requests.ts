/** What REST and GraphQL ask of collection. Everything is checked before an operation is made, so that none fails at its first step. */
import { editSource, type SourceEdit } from '../edit-source.ts'
import type { LongWork } from '../work/long-work.ts'
import { type BackfillStanding, readBackfillStanding } from './backfill-standing.ts'
import { estimateBackfill, requestBackfill } from './request-backfill.ts'
import { estimateCollect, requestCollect } from './request-collect.ts'
import type { RequestDeps } from './request-deps.ts'
import { requestLiveness } from './request-liveness.ts'
import { requestDaily, requestHourly } from './request-loads.ts'

type Rest<F> = F extends (deps: never, ...rest: infer R) => infer Result ? (...rest: R) => Result : never

export type CollectionRequests = {
  collect: Rest<typeof requestCollect>
  estimateCollect: Rest<typeof estimateCollect>
  hourly: Rest<typeof requestHourly>
  daily: Rest<typeof requestDaily>
  backfill: Rest<typeof requestBackfill>
  estimateBackfill: Rest<typeof estimateBackfill>
  liveness: Rest<typeof requestLiveness>
  editSource(name: string, edit: SourceEdit, by: string): Promise<void>
  /** Of a user by id or e-mail address. Throws USER_NOT_FOUND. */
  backfillStanding(user: string): Promise<BackfillStanding>
  /** Move long work, not batches. Throw OPERATION_NOT_FOUND, ALREADY_FINISHED, CONFLICT. */
  cancel: LongWork['cancel']
  pause: LongWork['pause']
  resume: LongWork['resume']
}

export function createCollectionRequests(deps: RequestDeps): CollectionRequests {
  const { cancel, pause, resume } = deps.work
  return {
    collect: (...request) => requestCollect(deps, ...request),
    estimateCollect: (...request) => estimateCollect(deps, ...request),
    hourly: (...request) => requestHourly(deps, ...request),
    daily: (...request) => requestDaily(deps, ...request),
    backfill: (...request) => requestBackfill(deps, ...request),
    estimateBackfill: (...request) => estimateBackfill(deps, ...request),
    liveness: (...request) => requestLiveness(deps, ...request),
    editSource: (...edit) => editSource(deps, ...edit),
    backfillStanding: (user) => readBackfillStanding(deps, user),
    ...{ cancel, pause, resume },
  }
}
