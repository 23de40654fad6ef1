import type { CollectedSource } from '../db/source-health.ts'
import type { CollectedRecord } from '../pipeline/collect/collected-record.ts'
import { findKind } from '../pipeline/collect/kinds.ts'
import type { Search } from '../pipeline/collect/search.ts'
import type { Window } from '../pipeline/collect/source-kind.ts'
import type { CollectResult } from '../pipeline/refresh/collect-source.ts'
import { prepareCollected } from '../pipeline/store/collected/prepare-collected.ts'
import type { Services } from '../services.ts'
import type { CommandContext, ExitCode } from './command.ts'
import { collectText } from './render/collect-text.ts'
import { type SampleCheck, sampleText } from './render/sample-text.ts'

/** Openings that are shown; more cost the source and tell nothing new. */
const SHOWN = 3
/** What of a posting is shown: the rest is raw data and its hashes. */
const HIDDEN =
  /^(raw_data|provenance|created_by_staging_id|fetched_at|source_id|source|canonical_.*|content_hash|posting_name|description_html|external_id)$/

export type Trial = {
  source: CollectedSource
  search?: Search | null
  window?: Window | undefined
  pages?: number | undefined
  limit?: number | undefined
  baseUrl?: string | undefined
}

/** Reads the first openings of a source and shows what would be stored of them. Nothing is written but what the calls cost. */
export async function trySource(
  { collection }: Services,
  { signal, caller, answer, output }: Pick<CommandContext<unknown>, 'signal' | 'caller' | 'answer' | 'output'>,
  { source, search, window, pages, limit = SHOWN, baseUrl }: Trial,
): Promise<ExitCode> {
  const result = await collection.collect({
    source: source.source_name,
    search,
    window,
    limits: { pages, items: Math.min(limit, SHOWN) },
    baseUrl,
    dryRun: true,
    requestedBy: caller,
    signal,
  })
  const knowledge = { gazetteer: collection.gazetteer(), linker: null }
  const samples = (result.sample ?? []).map((one) => check(one, source, knowledge))
  answer({ ...result, sample: samples }, () => {
    const told = collectText(result, { quota: [], columns: output.columns, isShadow: source.target === 'shadow' })
    return samples.length === 0 ? told : `${sampleText(samples, output.columns)}\n\n${told}`
  })
  return result.state === 'failed' || (result.items > 0 && samples.length === 0) ? 1 : 0
}

function check(
  { external_id, record }: NonNullable<CollectResult['sample']>[number],
  source: CollectedSource,
  knowledge: Parameters<typeof prepareCollected>[4],
): SampleCheck {
  const kind = findKind(source.kind)
  if (kind?.reads !== 'records') return { external_id, record, refused: null, stored: null, notes: {} }
  const mapped = record as CollectedRecord
  const { checked, posting } = prepareCollected(
    { record: mapped, item: {} },
    source,
    kind.mapper,
    new Date(),
    knowledge,
  )
  const notes = Object.fromEntries([
    ...Object.entries(posting?.provenance ?? {}).flatMap(([column, { note }]) => (note ? [[column, note]] : [])),
    ...checked.findings.filter(({ kind }) => kind === 'note').map(({ field, code }) => [field, code]),
  ])
  const shown = posting && Object.entries(posting).filter(([column, value]) => value !== null && !HIDDEN.test(column))
  return {
    external_id,
    record,
    refused: checked.fault?.code ?? null,
    stored: shown && Object.fromEntries(shown),
    notes,
  }
}
