import type { Database, Query } from '../../../db/engine.ts'
import { listActions, type ShadowAction } from '../../../db/shadow/actions.ts'
import { readAgreement, type SourceAgreement } from '../../../db/shadow/agreement.ts'
import { missingColumns, readShadowCounts, readShadowWrites, type ShadowCounts } from '../../../db/shadow/facts.ts'
import { readSignOffs } from '../../../db/shadow/sign-offs.ts'
import { findSource, listSources } from '../../../db/sources.ts'
import { errors } from '../../../errors.ts'
import { FIELD_MAPPING, mappingUnder } from '../field-mapping.ts'
import { judge, type KeyProbe, successRate, type Verdict } from './checklist.ts'

export type SourceReport = SourceAgreement & { hours_in_shadow: number; refused: number; success_rate: number | null }

export type ShadowReport = {
  /** null: all sources. */
  source: string | null
  counts: ShadowCounts
  sources: SourceReport[]
  checks: Verdict['checks']
  ready: boolean
  /** The newest promotions and discards, with what an undo of each is called by. */
  actions: ShadowAction[]
}

export type ReportContext = {
  database: Database
  probe: () => KeyProbe
}

const EXAMPLES = 3
const ACTIONS = 10

/** How shadow compares with live, and whether it may go there. Throws UNKNOWN_SOURCE. */
export async function shadowReport(
  context: ReportContext,
  { source, examples = EXAMPLES }: { source: string | null; examples?: number },
): Promise<ShadowReport> {
  const { db } = context.database
  const verdict = await shadowVerdict(context, source)
  const writes = new Map((await readShadowWrites(db, source)).map((one) => [one.source, one]))
  const sources = (await readAgreement(db, { source, examples })).map((one): SourceReport => {
    const { hours = 0, refused = 0 } = writes.get(one.source) ?? {}
    return { ...one, hours_in_shadow: hours, refused, success_rate: successRate({ stored: one.shadow, refused }) }
  })
  const counts = await readShadowCounts(db, source)
  return { source, counts, sources, ...verdict, actions: await listActions(db, source, ACTIONS) }
}

/** The checklist alone, of one source or of all. Throws UNKNOWN_SOURCE. */
export async function shadowVerdict({ database, probe }: ReportContext, source: string | null): Promise<Verdict> {
  const { db } = database
  if (source !== null && !(await findSource(db, source))) throw errors.unknownSource(source)
  return judge({
    writes: await readShadowWrites(db, source),
    mappingFaults: await mappingFaults(db, source),
    keys: probe(),
    signOffs: await readSignOffs(db),
  })
}

/** The runbook's field mapping, and what the sources' own settings make of it: every column must exist. */
async function mappingFaults(db: Query, source: string | null): Promise<string[]> {
  const missing = await missingColumns(db, {
    jobs: FIELD_MAPPING.flatMap(({ jobs_column }) => jobs_column ?? []),
    postings: FIELD_MAPPING.flatMap(({ postings_columns }) => postings_columns),
  })
  const sources = (await listSources(db)).filter(({ source_name }) => source === null || source_name === source)
  return [
    ...missing.map((column) => `there is no ${column}`),
    ...sources.flatMap(({ source_name, config }) =>
      mappingUnder(config.field_mapping).faults.map(({ pointer, message }) => `${source_name}: ${pointer} ${message}`),
    ),
  ]
}
