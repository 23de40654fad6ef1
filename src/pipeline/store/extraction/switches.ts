import { errors } from '../../../errors.ts'

/** EXTRACTION_USE_STORAGE and EXTRACTION_SHADOW_MODE: the one place where writing, and writing live, is opted into. */
export type StorageSwitches = { enabled: boolean; shadow: boolean }

/** What one request asks for. */
export type Narrowing = { store?: boolean | undefined; shadow_mode?: boolean | undefined }

/** The switches for one request, which may only narrow them. Throws STORAGE_DISABLED or SHADOW_MODE_ENFORCED where it asks for more. */
export function narrow({ enabled, shadow }: StorageSwitches, { store, shadow_mode }: Narrowing): StorageSwitches {
  if (store === true && !enabled) throw errors.storageDisabled()
  if (shadow_mode === false && shadow) throw errors.shadowModeEnforced()
  return { enabled: enabled && store !== false, shadow: shadow || shadow_mode === true }
}
