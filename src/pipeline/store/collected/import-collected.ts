import type { Database } from '../../../db/engine.ts'
import type { Source } from '../../../db/sources.ts'
import type { Target } from '../../../db/write-postings.ts'
import { countActions, type WriteCounts } from '../../../db/write-totals.ts'
import { loadGazetteer } from '../../extract/normalise/gazetteer.ts'
import { importPrepared, type LineOutcome, type PreparedLine } from '../import-part.ts'
import { logRefused, logStored, type StoreLog } from '../store-log.ts'
import { CHARACTERS_AT_ONCE, rowsAtOnce } from '../transaction-size.ts'
import { type CollectedItem, prepareCollected } from './prepare-collected.ts'
import type { Knowledge } from './understand.ts'

export type CollectedInput = {
  source: Source
  /** Name and version of the mapper, kept in provenance. */
  mapper: string
  target: Target
  /** When the source was read. */
  receivedAt: Date
  log: StoreLog
  /** Read once by whoever imports often: without it the places are loaded anew, and no skills are named. */
  knowledge?: Knowledge | undefined
}

/** `outcomes` stand in the order of the records, `line` is a record's index; the six counts add up to their number. */
export type CollectedImport = { outcomes: LineOutcome[]; counts: WriteCounts }

/**
 * Stages, checks and stores collected records, each part in one transaction, so that what was stored stays stored when a later part
 * fails. A record that cannot be used never costs its neighbours. The caller logs what the sweep as a whole became.
 */
export async function importCollected(
  database: Database,
  records: readonly CollectedItem[],
  { source, mapper, target, receivedAt, log, knowledge }: CollectedInput,
): Promise<CollectedImport> {
  const known = knowledge ?? { gazetteer: loadGazetteer(), linker: null }
  const outcomes: LineOutcome[] = []
  for (const part of inParts(records, rowsAtOnce(database.engine))) {
    const lines = part.map(({ index, item }): PreparedLine => {
      return { line: index, prepared: prepareCollected(item, source, mapper, receivedAt, known) }
    })
    outcomes.push(...(await importPrepared(database, lines, target)))
  }
  for (const { line, fault, action, posting_uid } of outcomes) {
    if (fault !== null) logRefused(log, fault, { source: source.source_name, record: line })
    if (action === 'inserted' && posting_uid !== null) logStored(log, posting_uid)
  }
  return { outcomes, counts: countActions(outcomes.map(({ action }) => action)) }
}

type Part = { index: number; item: CollectedItem }[]

function* inParts(records: readonly CollectedItem[], rows: number): Generator<Part> {
  let part: Part = []
  let size = 0
  for (const [index, item] of records.entries()) {
    part.push({ index, item })
    // The description stands in the item too.
    size += 2 * (typeof item.record.job_description === 'string' ? item.record.job_description.length : 0)
    if (part.length < rows && size < CHARACTERS_AT_ONCE) continue
    yield part
    part = []
    size = 0
  }
  if (part.length > 0) yield part
}
