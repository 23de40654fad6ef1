import { configureSource, findSource } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { mappingUnder } from '../../pipeline/store/field-mapping.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const sourcesMap = command({
  name: 'sources map',
  summary: 'Show where the extracted fields of a source land, or change it for this source.',
  positionals: [
    { name: 'NAME', required: true, summary: 'the source' },
    {
      name: 'FIELD=COLUMN',
      required: false,
      many: true,
      summary: 'column of postings for a field; FIELD=null stores it nowhere',
    },
  ],
  options: { reset: { type: 'flag', summary: 'forget the changes made before' } },
  examples: ['sources map acme_careers', 'sources map acme_careers benefits=null requirements=ai_competencies'],
  run: async ({ options, positionals: [name = '', ...pairs], services, caller, answer, output }) => {
    const asked = Object.fromEntries(pairs.map(pairOf))
    const { database } = await services()
    const known = await findSource(database.db, name)
    if (!known) throw errors.unknownSource(name)
    const before = options.reset ? {} : ((known.config.field_mapping as Record<string, unknown> | undefined) ?? {})
    const overrides = { ...before, ...asked }
    const { mapping, faults } = mappingUnder(overrides)
    const changes = pairs.length > 0 || options.reset
    if (changes && faults.length > 0) throw errors.validation(faults)
    if (changes) {
      const stored = Object.keys(overrides).length > 0 ? overrides : null
      await database.transaction((tx) => configureSource(tx, name, 'field_mapping', stored, caller))
    }
    const shown = mapping.map(({ write: _, ...one }) => one)
    answer({ source: name, overrides, faults, mapping: shown }, () =>
      table(
        shown,
        [
          { title: 'field', value: ({ field }) => field },
          { title: 'postings', value: ({ postings_columns }) => postings_columns.join(', ') || null },
          { title: 'jobs', value: ({ jobs_column }) => jobs_column },
          { title: '', value: ({ overridden }) => (overridden ? 'changed' : '') },
        ],
        output.columns,
      ),
    )
    return 0
  },
})

function pairOf(pair: string): [string, string | null] {
  const [, field, column] = /^(\w+)=(\w+)$/.exec(pair) ?? []
  if (field === undefined || column === undefined)
    throw errors.badOptionValue('FIELD=COLUMN', 'such as requirements=ai_competencies or benefits=null')
  return [field, column === 'null' ? null : column]
}
