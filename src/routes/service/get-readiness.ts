import { sql } from 'kysely'
import Type from 'typebox'
import { endpoint } from '../endpoint.ts'

const CHECK_TIMEOUT_MS = 2_000
const State = Type.Union([Type.Literal('ok'), Type.Literal('failed')])

/** Whether to send requests here: the database answers and the process is not stopping. 503 with the same body otherwise. */
export const getReadiness = endpoint({
  operation: 'service.readiness',
  method: 'GET',
  path: '/readyz',
  scope: 'open',
  summary: 'Whether requests may be sent here',
  response: Type.Object({
    status: Type.Union([Type.Literal('ready'), Type.Literal('not_ready')]),
    checks: Type.Object({ database: State, accepting: State }),
  }),
  statuses: [503],
  async handle(_request, { database, lifecycle, log }) {
    const answer = sql`select 1`.execute(database.db).then(() => 'ok' as const)
    const late = new Promise<'failed'>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, 'failed').unref())
    const reached = await Promise.race([answer, late]).catch((error: unknown) => {
      log.warn({ err: error }, 'the database does not answer')
      return 'failed' as const
    })
    const checks = { database: reached, accepting: lifecycle.draining ? ('failed' as const) : ('ok' as const) }
    const ready = Object.values(checks).every((state) => state === 'ok')
    return { body: { status: ready ? ('ready' as const) : ('not_ready' as const), checks }, status: ready ? 200 : 503 }
  },
})
