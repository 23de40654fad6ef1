import { inventory as readInventory, type SourceInventory } from '../../db/inventory.ts'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const inventory = command({
  name: 'inventory',
  summary: 'What each source has: staged rows, what waits, postings by state.',
  options: { source: { type: 'text', value: 'NAME', summary: 'only this source' } },
  run: async ({ options, services, answer, output }) => {
    const { database } = await services()
    const rows = await readInventory(database.db, options)
    if (options.source !== undefined && rows.length === 0) throw errors.unknownSource(options.source)
    answer(rows, () => inventoryTable(rows, output.columns))
    return 0
  },
})

/** A column that is zero everywhere only takes room. */
function inventoryTable(rows: SourceInventory[], width: number): string {
  const gone = { title: 'gone', value: ({ removed }: SourceInventory) => removed }
  const shadow = { title: 'shadow', value: ({ shadow }: SourceInventory) => shadow }
  const onTrial = { title: 'on trial', value: ({ on_trial }: SourceInventory) => on_trial }
  const columns = [
    { title: 'source', value: ({ source }: SourceInventory) => source },
    { title: 'staged', value: ({ staged }: SourceInventory) => staged },
    { title: 'waiting', value: ({ available, unchecked }: SourceInventory) => available + unchecked },
    { title: 'refused', value: ({ invalid_staged }: SourceInventory) => invalid_staged },
    { title: 'postings', value: ({ postings }: SourceInventory) => postings },
    { title: 'due', value: ({ unprocessed }: SourceInventory) => unprocessed },
    { title: 'complete', value: ({ complete }: SourceInventory) => complete },
    { title: 'invalid', value: ({ invalid }: SourceInventory) => invalid },
    ...[gone, shadow, onTrial].filter(({ value }) => rows.some((row) => value(row) > 0)),
  ]
  return table(rows, columns, width)
}
