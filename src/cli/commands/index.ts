import type { Command } from '../command.ts'
import { apikeyCreate } from './apikey-create.ts'
import { apikeyList } from './apikey-list.ts'
import { apikeyRevoke } from './apikey-revoke.ts'
import { batch } from './batch.ts'
import { completeness } from './completeness.ts'
import { config } from './config.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { importFile } from './import.ts'
import { invalidate } from './invalidate.ts'
import { inventory } from './inventory.ts'
import { migrate } from './migrate.ts'
import { promote } from './promote.ts'
import { reportBatch } from './report-batch.ts'
import { restore } from './restore.ts'
import { run } from './run.ts'
import { serve } from './serve.ts'
import { skills } from './skills.ts'
import { sourcesAdd } from './sources-add.ts'
import { sourcesList } from './sources-list.ts'
import { sql } from './sql.ts'
import { trace } from './trace.ts'

/** Every command, in the order of the help: first use, daily work, looking, mending, keeping. */
export const commands: readonly Command[] = [
  demo,
  serve,
  importFile,
  promote,
  batch,
  run,
  skills,
  reportBatch,
  trace,
  completeness,
  inventory,
  sourcesList,
  sourcesAdd,
  invalidate,
  restore,
  sql,
  apikeyCreate,
  apikeyList,
  apikeyRevoke,
  config,
  doctor,
  migrate,
]
