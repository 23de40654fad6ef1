import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/engine.ts'
import { createLog } from '../../src/log.ts'
import { KINDS } from '../../src/pipeline/collect/kinds.ts'
import { loadGazetteer } from '../../src/pipeline/extract/normalise/gazetteer.ts'
import { checkLiveness } from '../../src/pipeline/refresh/check-liveness.ts'
import { createCollectionRequests } from '../../src/pipeline/refresh/requests/collection-requests.ts'
import { workHandlers } from '../../src/pipeline/refresh/work/handlers.ts'
import { createLongWork } from '../../src/pipeline/refresh/work/long-work.ts'
import { boardKind, collectorOn } from './board.ts'

type Teardown = { teardown(work: () => unknown): void }

/** What REST and GraphQL ask of collection, and the work behind it; every source stands at `base`, and no key is set but those named. */
export async function collectionOn(t: Teardown, database: Database, base: string, keys: readonly string[] = []) {
  const log = await createLog({ level: 'silent' })
  const settings = readConfig({})
  const switches = { enabled: true, shadow: false }
  const { collect, fetcher, context } = collectorOn(t, database, { base, kinds: [boardKind, ...KINDS], switches })
  const clock = () => new Date()
  const handlers = workHandlers({
    ...{ database, log, settings, clock },
    collect: (options) => collect({ ...options, baseUrl: base }),
    liveness: (options) => checkLiveness({ database, fetcher, log }, options),
    gazetteer: loadGazetteer,
    startBatch: async () => null,
  })
  const work = createLongWork({ database, handlers, log, owner: 'test' })
  t.teardown(() => work.stopWorker())
  const secret = (variable: string) => (keys.includes(variable) ? 'secret' : undefined)
  const { findKind } = context
  const requests = createCollectionRequests({
    ...{ database, work, settings, findKind, switches, secret, clock },
    gazetteer: loadGazetteer,
  })
  return { work, requests }
}
