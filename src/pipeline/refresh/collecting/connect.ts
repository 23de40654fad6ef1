import type { Database } from '../../../db/engine.ts'
import type { Log } from '../../../log.ts'
import { createSourceHttp } from '../../collect/create-source-http.ts'
import { createQuota } from '../../collect/quota.ts'
import type { SourceHttp, SourceRequest } from '../../collect/source-http.ts'
import type { QuotaUnits } from '../../collect/source-kind.ts'
import type { Fetcher } from '../../fetch/fetched.ts'
import type { Plan } from './plan.ts'

export type Connection = {
  http: SourceHttp
  /** Units that this sweep was charged. */
  used(): QuotaUnits
  /** The address of the last request, without its query as given apart. */
  lastUrl(): string | null
}

export type ConnectOptions = {
  database: Database
  /** Trusts the origin of `baseUrl`, when there is one. */
  fetcher: Fetcher
  secret(variable: string): string | undefined
  baseUrl?: string | undefined
  requestedBy: string
  now(): Date
  signal: AbortSignal
  log: Log
}

/** How a planned sweep asks its source: politely, charged to the provider's month. */
export function connectSource(
  { kind, config, source, quotaLimits, intervalMs }: Plan,
  { database, fetcher, secret, baseUrl, requestedBy, now, signal, log }: ConnectOptions,
): Connection {
  const quota = kind.quota
    ? createQuota({ database, rules: kind.quota, limits: quotaLimits, requestedBy, sourceId: source.source_id, now })
    : undefined
  const http = createSourceHttp({ fetcher, kind, config, baseUrl, quota, secrets: secret, intervalMs, signal, log })
  let last: string | null = null
  const noting = <T>(ask: (request: SourceRequest) => Promise<T>) => {
    return (request: SourceRequest) => {
      last = request.url
      return ask(request)
    }
  }
  return {
    http: { json: noting(http.json), text: noting(http.text), secret: http.secret },
    used: () => quota?.used() ?? {},
    lastUrl: () => last,
  }
}
