import type { Config } from '../config.ts'
import { conversations } from './conversations/index.ts'
import type { Folder } from './endpoint.ts'
import { extractions } from './extractions/index.ts'
import { figures } from './figures/index.ts'
import { jobs } from './jobs/index.ts'
import { mapping } from './mapping/index.ts'
import { operations } from './operations/index.ts'
import { pipeline } from './pipeline/index.ts'
import { postings } from './postings/index.ts'
import { runs } from './runs/index.ts'
import { service } from './service/index.ts'
import { shadow } from './shadow/index.ts'
import { sources } from './sources/index.ts'

/** Every folder of endpoints that this process serves. */
export function folders(config: Config): Folder[] {
  return [
    jobs,
    extractions,
    mapping,
    figures,
    sources,
    pipeline,
    operations,
    runs,
    conversations,
    postings,
    shadow,
    service(config),
  ]
}
