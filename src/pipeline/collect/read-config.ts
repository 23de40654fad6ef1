import Type, { type Static, type TObject } from 'typebox'
import Value from 'typebox/value'
import { errors } from '../../errors.ts'
import type { SourceKind } from './source-kind.ts'

/** Settings that every source may have beside those of its kind. */
export const SourceSettings = Type.Object({
  /** Days after which the detail of a known opening is read again though its listing says the same. */
  detail_age_days: Type.Optional(Type.Number({ minimum: 0, maximum: 3_650 })),
  /** Units of the provider's month that may be used, instead of what the kind assumes. */
  quota: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0 }))),
})
export type SourceSettings = Static<typeof SourceSettings>

/** Keys of a source's settings that winnow itself reads: they are no concern of the kind. */
const OWN_KEYS = ['field_mapping', 'detail_age_days', 'quota']

export type ReadConfig = { config: Static<TObject>; settings: SourceSettings }

/** The settings of a source as its kind declares them, and winnow's own. Throws SOURCE_CONFIG_INVALID with what is wrong where. */
export function readConfig(
  kind: SourceKind,
  { source_name, config }: { source_name: string; config: Record<string, unknown> },
): ReadConfig {
  const own = pick(config, (key) => OWN_KEYS.includes(key))
  const rest = pick(config, (key) => !OWN_KEYS.includes(key))
  const schema: TObject = kind.config
  const faults = [...Value.Errors(schema, rest), ...Value.Errors(SourceSettings, own)]
  if (faults.length === 0) return { config: rest, settings: own as SourceSettings }
  throw errors.sourceConfigInvalid(
    source_name,
    faults.slice(0, 20).map(({ instancePath, message, params }) => {
      const unknown = (params as { additionalProperties?: unknown }).additionalProperties
      return {
        pointer: `/config${instancePath}`,
        message: unknown ? `${message}: ${[unknown].flat().join(', ')}` : message,
      }
    }),
  )
}

function pick(config: Record<string, unknown>, wanted: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([key]) => wanted(key)))
}
