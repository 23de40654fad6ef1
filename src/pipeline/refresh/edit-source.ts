import { changeSource, mergeConfig, type SourceChange } from '../../db/change-source.ts'
import type { Database } from '../../db/engine.ts'
import { pauseSource, resumeSource } from '../../db/source-health.ts'
import { findSource, type Source } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { readConfig } from '../collect/read-config.ts'
import type { SourceKind } from '../collect/source-kind.ts'
import { cronOf } from './schedules/cron-of.ts'

export type SourceEdit = SourceChange & {
  /** active also ends a rest after failures and forgives them. */
  status?: 'active' | 'paused'
  /** Why it is paused. */
  reason?: string | null
}
export type EditSourceContext = { database: Database; findKind(name: string): SourceKind | undefined }

/** The only setting of a source whose rows are brought by people. */
const SETTING_OF_IMPORTS = 'field_mapping'

/**
 * Changes a source, all of it or nothing; settings are checked against its kind before anything is written. Throws UNKNOWN_SOURCE,
 * SOURCE_KIND_UNKNOWN, SOURCE_CONFIG_INVALID, VALIDATION.
 */
export async function editSource(
  { database, findKind }: EditSourceContext,
  name: string,
  { status, reason = null, ...change }: SourceEdit,
  by: string,
): Promise<void> {
  const source = await findSource(database.db, name)
  if (!source) throw errors.unknownSource(name)
  if (change.schedule) cronOf(change.schedule, '/schedule')
  if (change.config) checkConfig(findKind, source, change.config)
  await database.transaction(async (tx) => {
    if (Object.keys(change).length > 0) await changeSource(tx, name, change, by)
    if (status === 'paused') await pauseSource(tx, name, { by, reason })
    if (status === 'active') await resumeSource(tx, name, { by })
  })
}

function checkConfig(findKind: EditSourceContext['findKind'], source: Source, change: Record<string, unknown>): void {
  if (source.kind === 'manual') {
    const unknown = Object.keys(change).filter((key) => key !== SETTING_OF_IMPORTS)
    if (unknown.length === 0) return
    const faults = unknown.map((key) => ({ pointer: `/config/${key}`, message: 'is not known here' }))
    throw errors.sourceConfigInvalid(source.source_name, faults)
  }
  const kind = findKind(source.kind)
  if (!kind) throw errors.sourceKindUnknown(source.kind)
  readConfig(kind, { ...source, config: mergeConfig(source.config, change) })
}
