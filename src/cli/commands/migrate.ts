import { appliedMigrations } from '../../db/applied-migrations.ts'
import { command } from '../command.ts'

export const migrate = command({
  name: 'migrate',
  summary: 'Bring the schema up to date. Every start does this; here it can be forced while a batch runs.',
  options: { force: { type: 'flag', summary: 'even while a batch runs' } },
  staysHere: true,
  run: async ({ options, config, answer }) => {
    const { openDatabase } = await import('../../db/connect.ts')
    const migrations = options.force ? 'force' : 'run'
    const place = config.databaseUrl ? { url: config.databaseUrl } : { dataDir: config.dataDir }
    const database = await openDatabase({ ...place, migrations })
    try {
      const names = await appliedMigrations(database.db)
      answer(
        { engine: database.engine, migrations: names },
        () =>
          `The schema is up to date: ${names.at(-1) ?? 'no migration'} (${names.length} in all, ${database.engine}).`,
      )
      return 0
    } finally {
      await database.close()
    }
  },
})
