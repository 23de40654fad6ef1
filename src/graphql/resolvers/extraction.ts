import type { ExtractionResult } from '../../pipeline/store/extraction/extract-pages.ts'
import { camelRow } from '../camel.ts'
import { mutation } from '../mutation.ts'
import type { Extraction, Mutation, MutationExtractPageArguments } from '../schema.generated.ts'

export const extractPage: Mutation['extractPage'] = mutation(
  'trigger',
  { extraction: null },
  async ({ input }: MutationExtractPageArguments, { services }) => {
    const result = await services.extraction.extract({
      url: input.url,
      body: input.html ?? undefined,
      read_at: input.readAt ? new Date(input.readAt) : undefined,
      source: input.source ?? undefined,
      source_id: input.sourceId ?? undefined,
      org_name: input.orgName ?? undefined,
      store: input.store ?? undefined,
      shadow_mode: input.shadowMode ?? undefined,
    })
    return { extraction: extractionOf(result) }
  },
)

function extractionOf(result: ExtractionResult): Extraction {
  const records = result.records.map(({ id, ...record }) => ({ ...camelRow(record), postingUid: id }))
  return { ...camelRow(result), records }
}
