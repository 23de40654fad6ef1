/** Entry of a worker thread: performs chains with builtin actors, puts questions into words and reads answers. It never touches the database. */
import { createLinker } from '../taxonomy/linker.ts'
import { loadTaxonomy } from '../taxonomy/load-taxonomy.ts'
import { createChainWork } from './chain-work.ts'

const work = createChainWork({ linker: createLinker(loadTaxonomy()) }, () => performance.timeOrigin + performance.now())

export const { perform, prepare, finish } = work
