import Type from 'typebox'
import type { ShadowReport } from '../../pipeline/store/shadow/report.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, instant, instantOrNull, ref, SourceName } from '../schemas.ts'
import { Report } from './schemas.ts'

/** How shadow postings compare with live ones, and the verdict of the safety checklist. 404 UNKNOWN_SOURCE. */
export const getReport = endpoint({
  operation: 'shadow.report',
  method: 'GET',
  path: '/report',
  scope: 'read',
  summary: 'Shadow against live, field by field, and whether it is ready',
  query: Type.Object({ source: Type.Optional(SourceName) }),
  response: envelope(ref(Report)),
  errors: ['UNKNOWN_SOURCE', 'DATABASE_BUSY'],
  async handle({ query: { source } }, { shadow }) {
    return ok(toReport(await shadow.report(source ?? null)))
  },
})

function toReport({ sources, actions, ...rest }: ShadowReport): Report {
  return {
    ...rest,
    sources: sources.map(({ first_shadow_at, ...one }) => ({ ...one, first_shadow_at: instant(first_shadow_at) })),
    actions: actions.map(({ shadow_action_id, created_at, ended_at, undone_at, ...one }) => ({
      action_id: shadow_action_id,
      ...one,
      created_at: instant(created_at),
      ended_at: instantOrNull(ended_at),
      undone_at: instantOrNull(undone_at),
    })),
  }
}
