/** Writes openapi.json from the routes. `npm run openapi` after every change of a route; a test fails when they differ. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/db/connect.ts'
import type { Database } from '../src/db/engine.ts'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'

/** The document's text; the database is only opened, since no route is called. */
export async function generateOpenapi(database: Database): Promise<string> {
  const config = readConfig({ SECRET_KEY: 'only to build the document' })
  const log = await createLog({ level: 'silent' })
  const metrics = createMetrics({ version: '', engine: database.engine })
  const app = await buildApp({ config, database, log, metrics })
  await app.ready()
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  return text
}

if (import.meta.main) {
  const database = await openDatabase({})
  writeFileSync(join(import.meta.dirname, 'openapi.json'), await generateOpenapi(database))
  await database.close()
}
