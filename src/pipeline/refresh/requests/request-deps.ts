import type { Database } from '../../../db/engine.ts'
import type { SourceKind } from '../../collect/source-kind.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import type { StorageSwitches } from '../../store/extraction/switches.ts'
import type { WorkSettings } from '../work/handlers.ts'
import type { LongWork } from '../work/long-work.ts'

/** What requests for collection are checked against and handed to. */
export type RequestDeps = {
  database: Database
  work: LongWork
  settings: WorkSettings
  findKind(name: string): SourceKind | undefined
  switches: StorageSwitches
  /** Value of the environment variable of a key. */
  secret(variable: string): string | undefined
  gazetteer(): Gazetteer
  clock(): Date
}
