import { errors } from '../../errors.ts'
import { findKind, KINDS } from '../../pipeline/collect/kinds.ts'
import type { SourceKind } from '../../pipeline/collect/source-kind.ts'
import { command } from '../command.ts'
import { secretsOf, settingsOf } from '../setting-types.ts'
import { wrap } from '../table.ts'

export const sourcesKinds = command({
  name: 'sources kinds',
  summary: 'The kinds of sources that winnow can collect, with the settings that each takes.',
  positionals: [{ name: 'KIND', required: false, summary: 'only this one' }],
  examples: ['sources kinds', 'sources kinds greenhouse --json'],
  run: async ({ positionals: [name], answer, output }) => {
    const only = name === undefined ? undefined : findKind(name)
    if (name !== undefined && !only) throw errors.sourceKindUnknown(name)
    const kinds = (only ? [only] : KINDS).map(described)
    answer(kinds, () => kinds.map((one) => kindText(one, output.columns)).join('\n\n'))
    return 0
  },
})

function described(kind: SourceKind) {
  const { kind: name, summary, reads, listing, windows = [], politeness, quota, config } = kind
  return {
    ...{ kind: name, summary, reads, listing, windows, interval_ms: politeness.interval_ms },
    ...{ provider: quota?.provider ?? null, secrets: secretsOf(kind), settings: settingsOf(kind), schema: config },
  }
}

function kindText(
  { kind, summary, settings, secrets, windows }: ReturnType<typeof described>,
  columns: number,
): string {
  return [
    wrap(`${kind}: ${summary}`, columns, '', '  '),
    ...settings.map(
      ({ name, type, required, description }) =>
      wrap(`${name}: ${type}${required ? '' : ', optional'}${description ? `; ${description}` : ''}`, columns, '  ', '    '), // biome-ignore format: one setting
    ),
    ...(windows.length > 0 ? [`  windows: ${windows.join(', ')}`] : []),
    ...(secrets.length > 0 ? [`  needs in the environment: ${secrets.join(', ')}`] : []),
  ].join('\n')
}
