import type { Config } from '../../config.ts'
import type { Database } from '../../db/engine.ts'
import type { Log } from '../../log.ts'
import { recordWrites } from '../../pipeline/store/metrics-file.ts'
import { createShadow, type Shadow } from '../../pipeline/store/shadow/shadow.ts'
import type { Folder } from '../endpoint.ts'
import { probeKeys } from '../key-probe.ts'

export type ShadowParts = {
  config: Config
  database: Database
  log: Log
  clock?: () => Date
  /** Every folder of endpoints that the service has: none of the internal ones may be open. */
  folders: readonly Folder[]
}

/** The shadow part for REST, GraphQL and the command line alike. */
export function composeShadow({ config, database, log, clock = () => new Date(), folders }: ShadowParts): Shadow {
  return createShadow({
    database,
    log,
    clock,
    retentionMs: config.retentionLogsMs,
    probe: () => probeKeys(config, folders),
    /** The file serves an operator without Prometheus: that it cannot be written must not cost the promotion. */
    onWritten: async ({ inserted, updated, restored, unchanged, skipped, failed }) => {
      const counts = { inserted, updated: updated + restored, skipped: skipped + unchanged, failed }
      await recordWrites(config.metricsFile, counts, clock()).catch((error) =>
        log.warn({ err: error, file: config.metricsFile }, 'AIDJOBS_METRICS_FILE cannot be written'),
      )
    },
  })
}
