import type { ClaimedInteraction } from '../../db/interactions.ts'
import type { ChainRow } from '../../db/workflow-runs.ts'
import type { Advance, ChainJob } from './advance.ts'
import type { Refreshed } from './posting.ts'
import { readPostingText } from './read-posting-text.ts'

/** A chain as it travels to the thread that performs it: plain data, the posting's text not read yet. */
export type ChainRequest = Omit<ChainJob, 'posting'> & {
  workflow_run_id: number
  posting: Omit<ChainJob['posting'], 'text'>
  record: {
    title: string
    company: string | null
    location: string | null
    job_id: string | null
    description: string
    language: string | null
  }
}

export type ChainContext = {
  versions: string
  prompt_versions: Record<number, number>
  models: readonly number[]
}

/** What the ledger holds of one run, as a chain. */
export function chainRequest(
  row: ChainRow,
  claimed: readonly ClaimedInteraction[],
  context: ChainContext,
  refreshed: Refreshed,
): ChainRequest {
  const lineage = (field: string, there: boolean) => {
    const { input_hash, versions } = row.provenance[field] ?? {}
    return there && input_hash && versions ? { input_hash, versions } : null
  }
  return {
    workflow_run_id: row.workflow_run_id,
    posting: {
      posting_id: row.posting_id,
      posting_uid: row.posting_uid,
      content_hash: row.content_hash ?? '',
      versions: context.versions,
      has_description: Boolean(row.job_description?.trim()),
      summary_lineage: lineage('extracted_summary', row.has_summary),
      skills_lineage: lineage('skill_keywords', row.has_skills),
      refreshed,
    },
    record: {
      title: row.job_title ?? '',
      company: row.organization,
      location: row.location_raw,
      job_id: row.external_job_id ?? row.external_id,
      description: row.job_description ?? '',
      language: row.ai_job_language,
    },
    done: (row.done ?? []).map(({ output, ...step }) => ({ ...step, token: output.status, data: output.data })),
    claimed: claimed.map(({ interaction_id, conversation_id, iteration }) => ({
      interaction_id,
      conversation_id,
      iteration,
    })),
    elsewhere: row.elsewhere,
    models: context.models,
    prompt_versions: context.prompt_versions,
  }
}

/** Reads the posting's text and carries the run on. */
export function performChain(request: ChainRequest, advance: (job: ChainJob) => Advance): Advance {
  const { record, posting, ...rest } = request
  return advance({ ...rest, posting: { ...posting, text: readPostingText(record) } })
}
