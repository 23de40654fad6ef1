import type { Config } from '../config.ts'
import type { KeyProbe } from '../pipeline/store/shadow/checklist.ts'
import type { Folder } from './endpoint.ts'

const INTERNAL = '/_internal'

/** Whether the internal API is closed to callers without a key: the key is configured, and no endpoint under /_internal is open. Pure. */
export function probeKeys({ internalApiKey }: Pick<Config, 'internalApiKey'>, folders: readonly Folder[]): KeyProbe {
  const unguarded = folders.flatMap(({ prefix, endpoints }) =>
    endpoints
      .filter(({ path, scope }) => scope === 'open' && `${prefix}${path}`.startsWith(INTERNAL))
      .map(({ operation }) => operation),
  )
  return { configured: internalApiKey !== undefined, unguarded }
}
