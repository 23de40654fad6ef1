import { errors } from '../errors.ts'
import type { Shadow } from '../pipeline/store/shadow/shadow.ts'
import type { Services } from '../services.ts'
import type { OptionSpecs, OptionValues } from './command.ts'

/** The shadow part over the services of this command. */
export async function openShadow({ config, database, log }: Services): Promise<Shadow> {
  const [{ composeShadow }, { folders }] = await Promise.all([
    import('../routes/shadow/compose.ts'),
    import('../routes/index.ts'),
  ])
  return composeShadow({ config, database, log, folders: folders(config) })
}

export const SCOPE_OPTIONS = {
  source: { type: 'text', value: 'NAME', summary: 'shadow postings of this source' },
  all: { type: 'flag', summary: 'shadow postings of every source' },
  'dry-run': { type: 'flag', summary: 'only say what would be done' },
} as const satisfies OptionSpecs

/** The source's name, null for all. Throws MISSING_ARGUMENT unless one of the two is given: "all" is never the default of a change. */
export function scopeOf({ source, all }: OptionValues<typeof SCOPE_OPTIONS>, command: string): string | null {
  if (source === undefined && !all) throw errors.missingArgument('--source NAME or --all', command)
  if (source !== undefined && all) throw errors.badOptionValue('--all', 'given without --source')
  return source ?? null
}
