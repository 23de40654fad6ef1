/** Settings of a source as the command line gives them, checked by its kind. */
import { errors } from '../errors.ts'
import { findKind } from '../pipeline/collect/kinds.ts'
import { readConfig } from '../pipeline/collect/read-config.ts'
import { mappingUnder } from '../pipeline/store/field-mapping.ts'
import { askedCrons } from './asked-times.ts'

/** Rows of such a source are brought by people. */
export const MANUAL = 'manual'

/** Throws BAD_OPTION_VALUE for what is no object. */
export function askedConfig(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {}
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch {
    throw errors.badOptionValue('--config', 'one JSON object')
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw errors.badOptionValue('--config', 'one JSON object')
  return config as Record<string, unknown>
}

/** Throws VALIDATION for a field mapping that cannot be followed. */
export function checkMapping({ field_mapping }: Record<string, unknown>): void {
  const { faults } = mappingUnder(field_mapping)
  if (faults.length > 0) throw errors.validation(faults)
}

/** Throws SOURCE_KIND_UNKNOWN, SOURCE_CONFIG_INVALID with what is wrong where, and VALIDATION for a field mapping. */
export function checkConfig(source_name: string, kind: string, config: Record<string, unknown>): void {
  checkMapping(config)
  if (kind === MANUAL) return
  const known = findKind(kind)
  if (!known) throw errors.sourceKindUnknown(kind)
  readConfig(known, { source_name, config })
}

/** The schedule as it is kept. Throws BAD_OPTION_VALUE, also for a source that nobody collects. */
export function askedSchedule(text: string | undefined, kind: string): string | undefined {
  if (text === undefined) return undefined
  askedCrons('--schedule', text)
  if (kind === MANUAL) throw errors.badOptionValue('--schedule', 'left out: nothing collects a source of kind manual')
  return text.trim()
}
