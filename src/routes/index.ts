import type { Config } from '../config.ts'
import type { Folder } from './endpoint.ts'
import { figures } from './figures/index.ts'
import { jobs } from './jobs/index.ts'
import { mapping } from './mapping/index.ts'
import { service } from './service/index.ts'

/** Every folder of endpoints that this process serves. */
export function folders(config: Config): Folder[] {
  return [jobs, mapping, figures, service(config)]
}
