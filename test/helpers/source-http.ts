import { createLog } from '../../src/log.ts'
import { createSourceHttp } from '../../src/pipeline/collect/create-source-http.ts'
import type { SourceHttp } from '../../src/pipeline/collect/source-http.ts'
import type { CollectContext } from '../../src/pipeline/collect/source-kind.ts'
import { createFetcher } from '../../src/pipeline/fetch/fetcher.ts'

type Teardown = { teardown(work: () => unknown): void }

const log = await createLog({ level: 'silent' })

/**
 * How a kind asks, with every request going to `base`, without pauses and without robots.txt; `secrets` are the environment variables
 * that the kind declares.
 */
export function sourceHttpTo(t: Teardown, base: string, secrets: Record<string, string> = {}): SourceHttp {
  let skippedMs = 0
  const fetcher = createFetcher({
    intervalMs: 0,
    timeoutMs: 5_000,
    trusted: [base],
    log,
    random: () => 0.5,
    now: () => Date.now() + skippedMs,
    sleep: async (ms) => {
      skippedMs += ms
    },
  })
  t.teardown(() => fetcher.close())
  return createSourceHttp({
    fetcher,
    kind: { kind: 'test', secrets: () => Object.keys(secrets), politeness: { interval_ms: 0, robots: false } },
    config: {},
    baseUrl: base,
    secrets: (variable) => secrets[variable],
    signal: new AbortController().signal,
    log,
  })
}

/** What `page` and `detail` of a kind are given, against a server of the test. */
export function collectContext(t: Teardown, base: string, parts: Partial<CollectContext> = {}): CollectContext {
  return {
    http: sourceHttpTo(t, base),
    search: null,
    window: null,
    now: () => new Date('2026-08-10T09:00:00Z'),
    signal: new AbortController().signal,
    ...parts,
  }
}
