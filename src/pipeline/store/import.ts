import type { Database } from '../../db/engine.ts'
import { type ExtractionStatus, logExtraction } from '../../db/extraction-logs.ts'
import { findSource, recordSourceSuccess, type Source } from '../../db/sources.ts'
import type { Target } from '../../db/write-postings.ts'
import { countActions, type WriteCounts } from '../../db/write-totals.ts'
import { errors, type WinnowError } from '../../errors.ts'
import { importPart, type LineOutcome } from './import-part.ts'
import { type JsonLine, readJsonLines } from './json-lines.ts'
import { logCounts, logRefused, logStored, type StoreLog } from './store-log.ts'
import { CHARACTERS_AT_ONCE, rowsAtOnce } from './transaction-size.ts'

export type ImportInput = {
  source: string
  target: Target
  log: StoreLog
  /** Called after each part with the lines done so far. */
  onProgress?: ((lines: number) => void) | undefined
  /** Stands for the time of reading in rows that do not give it; now when absent. */
  receivedAt?: Date | undefined
} & ({ stream: AsyncIterable<Uint8Array | string>; text?: undefined } | { text: string; stream?: undefined })

/** `total` is the number of non-empty lines; the six counts add up to it, and every line that was not stored is among the errors. */
export type ImportResult = WriteCounts & { errors: { line: number; code: string; message: string }[] }

/**
 * Stages, checks and promotes the rows of a JSON lines file. A line that cannot be used never costs its neighbours; of two rows with one
 * id the later is stored and the earlier skipped. Each part of the file is one transaction, so an import that was cut off can be run
 * again. Throws UNKNOWN_SOURCE before the first line is read.
 */
export async function importJsonLines(database: Database, input: ImportInput): Promise<ImportResult> {
  const source = await findSource(database.db, input.source)
  if (!source) throw errors.unknownSource(input.source)
  const started = performance.now()
  const ledger = createLedger(input.log)
  const receivedAt = input.receivedAt ?? new Date()
  for await (const part of inParts(readJsonLines(input.text ?? input.stream), rowsAtOnce(database.engine))) {
    ledger.add(await importPart(database, part, { source, target: input.target, receivedAt }))
    input.onProgress?.(ledger.lines())
  }
  const result = ledger.result()
  await finish(database, source, result, performance.now() - started)
  const { errors: refused, ...counts } = result
  logCounts(input.log, counts, { source: source.source_name, target: input.target, errors: refused.length })
  return result
}

async function* inParts(lines: AsyncIterable<JsonLine>, rows: number): AsyncGenerator<JsonLine[]> {
  let part: JsonLine[] = []
  let size = 0
  for await (const line of lines) {
    part.push(line)
    size += line.size
    if (part.length < rows && size < CHARACTERS_AT_ONCE) continue
    yield part
    part = []
    size = 0
  }
  if (part.length > 0) yield part
}

/** What became of each line, kept for the whole file because a later line may displace an earlier one. */
function createLedger(log: StoreLog) {
  const outcomes = new Map<number, LineOutcome['action']>()
  const refused = new Map<number, WinnowError>()
  const lastLineOf = new Map<string, number>()

  const displace = (key: string, outcome: LineOutcome): LineOutcome['action'] => {
    const earlier = lastLineOf.get(key)
    lastLineOf.set(key, outcome.line)
    const before = earlier === undefined ? undefined : outcomes.get(earlier)
    if (earlier === undefined || before === undefined || refused.has(earlier)) return outcome.action
    outcomes.set(earlier, 'skipped')
    refused.set(earlier, errors.duplicateRow(key))
    // Both lines together made one posting: new if the first one made it new.
    return before === 'unchanged' ? outcome.action : before
  }

  return {
    add(part: readonly LineOutcome[]): void {
      for (const outcome of part) {
        const stored = outcome.fault === null
        outcomes.set(outcome.line, stored && outcome.key !== null ? displace(outcome.key, outcome) : outcome.action)
        if (outcome.fault !== null) {
          refused.set(outcome.line, outcome.fault)
          logRefused(log, outcome.fault, { line: outcome.line })
        }
        if (outcome.action === 'inserted' && outcome.posting_uid !== null) logStored(log, outcome.posting_uid)
      }
    },
    lines: () => outcomes.size,
    result(): ImportResult {
      const listed = [...refused].sort(([a], [b]) => a - b)
      return {
        ...countActions(outcomes.values()),
        errors: listed.map(([line, { code, message, fix }]) => ({ line, code, message: `${message} ${fix}` })),
      }
    },
  }
}

async function finish(database: Database, source: Source, result: ImportResult, duration_ms: number): Promise<void> {
  const { errors: refused, ...counts } = result
  const status = statusOf(result)
  const reason = status === 'OK' || status === 'EMPTY' ? null : [...new Set(refused.map(({ code }) => code))].join(', ')
  await logExtraction(database.db, {
    source_id: source.source_id,
    status,
    reason,
    page_type: 'import',
    counts,
    duration_ms,
  })
  if (counts.total > counts.failed + counts.skipped) await recordSourceSuccess(database.db, source.source_id)
}

function statusOf({ total, errors: refused }: ImportResult): ExtractionStatus {
  if (total === 0) return 'EMPTY'
  if (refused.some(({ code }) => code === 'ROW_NOT_STORED')) return 'DB_FAIL'
  return refused.length === 0 ? 'OK' : 'PARTIAL'
}
