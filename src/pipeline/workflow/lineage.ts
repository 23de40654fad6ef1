import type { ResultLineage, WorkflowPosting } from './posting.ts'

/** Whether results were made from this very text by the versions in force: only then may a step be skipped. */
export function isCurrent(lineage: ResultLineage | null, posting: WorkflowPosting): boolean {
  return lineage !== null && lineage.input_hash === posting.content_hash && lineage.versions === posting.versions
}
