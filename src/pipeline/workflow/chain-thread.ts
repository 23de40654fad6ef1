/** Entry of a worker thread: performs chains with builtin actors. It never touches the database. */
import { createLinker } from '../taxonomy/linker.ts'
import { loadTaxonomy } from '../taxonomy/load-taxonomy.ts'
import { type Advance, createAdvance } from './advance.ts'
import { type ChainRequest, performChain } from './chain.ts'
import { createWorkflow3001 } from './workflow-3001.ts'

const advance = createAdvance(
  createWorkflow3001(),
  { linker: createLinker(loadTaxonomy()) },
  () => performance.timeOrigin + performance.now(),
)

export default function performChains(requests: ChainRequest[]): Advance[] {
  return requests.map((request) => performChain(request, advance))
}
