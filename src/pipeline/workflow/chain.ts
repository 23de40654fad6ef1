import type { ConversationRow } from '../../db/conversations.ts'
import type { ClaimedInteraction } from '../../db/interactions.ts'
import type { ChainRow } from '../../db/workflow-runs.ts'
import type { Advance, AnsweredStep, ChainJob, DoneStep } from './advance.ts'
import type { Asks, PreparedAsk, ReadAsk } from './asks/create-asks.ts'

import type { Workflow } from './graph.ts'
import type { Models } from './models.ts'
import type { Refreshed } from './posting.ts'
import { readPostingText } from './read-posting-text.ts'
import { versionsInForce } from './versions.ts'

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

/** What all chains of one moment share. */
export function chainContext(
  workflow: Workflow,
  conversations: readonly ConversationRow[],
  models: Models,
): ChainContext {
  return {
    models: [...models.keys()],
    versions: versionsInForce(workflow, conversations, models),
    prompt_versions: Object.fromEntries(conversations.map((row) => [row.conversation_id, row.prompt_version])),
  }
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
    done: (row.done ?? []).map(
      ({ output, model_used, ...step }): DoneStep => ({
        ...step,
        token: output.status,
        data: output.data,
        model: model_used ?? 'builtin',
      }),
    ),
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

/** A held LLM step of a chain: what the model is to be asked. */
export type Question = {
  chain: ChainRequest
  conversation_id: number
  iteration: number
  template: string
  prompt_version: number
  boundary: string
  num_ctx: number
  max_tokens: number
}

/** The words of the question, as the server gets them. */
export function prepareQuestion({ chain, ...question }: Question, asks: Asks): PreparedAsk {
  return asks.prepare({ ...question, ...subjectOf(chain) })
}

/** What a model answered, and when. `repaired`: there is no further try. */
export type Answered = {
  text: string
  input: AnsweredStep['input']
  started: number
  completed: number
  repaired: boolean
}

/** Reads the answer and carries the run on from it; an answer that cannot be used carries nothing on. */
export function finishQuestion(
  question: Question,
  { text, repaired, ...answered }: Answered,
  asks: Asks,
  advance: (job: ChainJob) => Advance,
): { read: ReadAsk; advance: Advance | null } {
  const { chain, conversation_id, iteration } = question
  const subject = subjectOf(chain)
  const read = asks.read({ ...question, ...subject }, text)
  const output = read.kind === 'output' ? read.output : repaired ? read.fallback : null
  if (!output) return { read, advance: null }
  const step = { ...answered, conversation_id, iteration, output }
  return { read, advance: advance({ ...chain, ...subject, answered: [step] }) }
}

function subjectOf({ posting, record, done }: ChainRequest) {
  return { posting: { ...posting, text: readPostingText(record) }, done }
}
