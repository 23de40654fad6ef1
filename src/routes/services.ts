import type { Config } from '../config.ts'
import type { CursorCodec } from '../db/cursor.ts'
import type { Database } from '../db/engine.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { CollectionRequests } from '../pipeline/refresh/requests/collection-requests.ts'
import type { Extraction } from '../pipeline/store/extraction/extract-pages.ts'
import type { Shadow } from '../pipeline/store/shadow/shadow.ts'
import type { Batches } from '../pipeline/workflow/batches.ts'

/** Whether this process still takes work; false from the first signal to stop. */
export type Lifecycle = { draining: boolean }

/** What every endpoint is handed. A stage that endpoints trigger is added here by name, never imported as a singleton. */
export type Services = {
  config: Config
  database: Database
  metrics: Metrics
  log: Log
  clock: () => Date
  cursors: CursorCodec
  lifecycle: Lifecycle
  /** Batches and runs of this process. Throws UNAVAILABLE where it was given none. */
  batches: () => Batches
  /** Extraction with its storage. Throws UNAVAILABLE where this process was given none. */
  extraction: () => Extraction
  /** What asks sources. Throws UNAVAILABLE where this process was given none. */
  collection: () => CollectionRequests
  shadow: Shadow
  /** The OpenAPI document of the running service. */
  openapi: () => unknown
}
