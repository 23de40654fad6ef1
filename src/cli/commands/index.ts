import type { CommandList } from '../command.ts'

/** Every command, in the order of the help: first use, daily work, looking, mending, keeping. Each is loaded when it is needed. */
export const commands: CommandList = {
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  import: async () => (await import('./import.ts')).importFile,
  promote: async () => (await import('./promote.ts')).promote,
  batch: async () => (await import('./batch.ts')).batch,
  run: async () => (await import('./run.ts')).run,
  skills: async () => (await import('./skills.ts')).skills,
  'report batch': async () => (await import('./report-batch.ts')).reportBatch,
  trace: async () => (await import('./trace.ts')).trace,
  trial: async () => (await import('./trial.ts')).trial,
  completeness: async () => (await import('./completeness.ts')).completeness,
  inventory: async () => (await import('./inventory.ts')).inventory,
  'sources list': async () => (await import('./sources-list.ts')).sourcesList,
  'sources add': async () => (await import('./sources-add.ts')).sourcesAdd,
  invalidate: async () => (await import('./invalidate.ts')).invalidate,
  restore: async () => (await import('./restore.ts')).restore,
  sql: async () => (await import('./sql.ts')).sql,
  'apikey create': async () => (await import('./apikey-create.ts')).apikeyCreate,
  'apikey list': async () => (await import('./apikey-list.ts')).apikeyList,
  'apikey revoke': async () => (await import('./apikey-revoke.ts')).apikeyRevoke,
  config: async () => (await import('./config.ts')).config,
  doctor: async () => (await import('./doctor.ts')).doctor,
  migrate: async () => (await import('./migrate.ts')).migrate,
}
