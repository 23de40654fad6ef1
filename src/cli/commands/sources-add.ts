import { addSource, findSource } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { mappingUnder } from '../../pipeline/store/field-mapping.ts'
import { command } from '../command.ts'

export const sourcesAdd = command({
  name: 'sources add',
  summary: 'Make a source known, so that its postings can be imported.',
  positionals: [{ name: 'NAME', required: true, summary: 'lower case, digits and underscores, such as acme_careers' }],
  options: {
    organization: { type: 'text', value: 'TEXT', summary: 'employer of all its postings, where it has only one' },
    config: { type: 'text', value: 'JSON', summary: 'its settings, such as {"field_mapping": {"benefits": null}}' },
  },
  examples: ['sources add acme_careers --organization "Acme GmbH"'],
  run: async ({ options, positionals, services, caller, answer }) => {
    const name = positionals[0] ?? ''
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name))
      throw errors.badOptionValue('NAME', 'lower-case letters, digits and underscores, a letter first')
    const config = options.config === undefined ? {} : readSettings(options.config)
    const { database } = await services()
    const source = { source_name: name, kind: 'manual', org_name: options.organization ?? null, config }
    const added = await database.transaction((tx) => addSource(tx, source, caller))
    answer({ added: added !== undefined, source: added ?? (await findSource(database.db, name)) }, () =>
      added
        ? `Source ${name} is ready: "winnow import FILE --source ${name}".`
        : `Source ${name} was there already; nothing was changed.`,
    )
    return 0
  },
})

/** Throws BAD_OPTION_VALUE for what is no object, VALIDATION for a field mapping that cannot be followed. */
function readSettings(text: string): Record<string, unknown> {
  let settings: unknown
  try {
    settings = JSON.parse(text)
  } catch {
    throw errors.badOptionValue('--config', 'one JSON object')
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    throw errors.badOptionValue('--config', 'one JSON object')
  const { faults } = mappingUnder((settings as Record<string, unknown>).field_mapping)
  if (faults.length > 0) throw errors.validation(faults)
  return settings as Record<string, unknown>
}
