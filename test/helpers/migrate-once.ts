/** Opens, and so migrates, the PostgreSQL database of the address given as the first argument, then says which migrations are applied. */
import { sql } from 'kysely'
import { openDatabase } from '../../src/db/connect.ts'

const database = await openDatabase({ url: process.argv[2] ?? '' })
const { rows } = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(database.db)
console.log(JSON.stringify(rows.map(({ name }) => name)))
await database.close()
