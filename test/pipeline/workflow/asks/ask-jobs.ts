import { readFileSync } from 'node:fs'
import { createLinker } from '../../../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../../../src/pipeline/taxonomy/load-taxonomy.ts'
import type { DoneStep } from '../../../../src/pipeline/workflow/advance.ts'
import {
  type AskJob,
  type AskOutput,
  createAsks,
  type PreparedAsk,
} from '../../../../src/pipeline/workflow/asks/create-asks.ts'
import { promptsOf } from '../../../../src/pipeline/workflow/asks/prompts.ts'
import type { PostingText } from '../../../../src/pipeline/workflow/posting-text.ts'
import { readPostingText } from '../../../../src/pipeline/workflow/read-posting-text.ts'
import type { Complaint, Grade, Summary } from '../../../../src/pipeline/workflow/records.ts'
import { createWorkflow3001 } from '../../../../src/pipeline/workflow/workflow-3001.ts'

export const workflow = createWorkflow3001()
export const tools = { linker: createLinker(loadTaxonomy()) }
export const asks = createAsks(workflow, tools)
export const prompts = promptsOf(workflow)

/** The conversations that a model can perform, in an order in which each finds what it needs done. */
export const CONVERSATIONS = [3335, 3336, 3337, 3338, 3339, 3340, 3341, 3350, 9161, 9162, 9163] as const
export type Conversation = (typeof CONVERSATIONS)[number]

/** Postings of samples/ that have a text to work on. */
export const samples: PostingText[] = readFileSync(
  new URL('../../../../samples/postings.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter(({ job_description }) => (job_description ?? '').length >= 100)
  .map((row) => textOf(row.job_description, row.job_title, row.external_job_id))

export function textOf(description: string, title = 'Dispatcher', job_id = 'T-1'): PostingText {
  return readPostingText({ title, company: 'Nordlicht Kurier', location: 'Leeds', job_id, description })
}

const FAULT: Complaint = { section: 'Requirements', rule: 'coverage', message: 'one requirement is missing' }

/** What is done before a conversation, by the builtin actors; both graders and the regrader fault the requirements. */
export function doneFor(text: PostingText): DoneStep[] {
  const builtin = (id: number, values: object) => workflow.steps.get(id)?.builtin(values as never, tools)
  const failed: Grade = { verdict: 'FAIL', complaints: [FAULT] }
  const draft = builtin(3335, { posting: text })
  const analysis = builtin(9161, { posting: text })
  const challenge = builtin(9162, { posting: text, analysis })
  const outputs: [number, unknown][] = [
    [3335, draft],
    [3336, failed],
    [3337, failed],
    [3338, draft],
    [9161, analysis],
    [9162, challenge],
  ]
  return outputs.map(([conversation_id, data], place) => ({
    interaction_id: place + 1,
    conversation_id,
    iteration: 1,
    token: 'DONE',
    data,
    model: 'builtin',
  }))
}

export function jobFor(conversation_id: Conversation, text: PostingText, more: Partial<AskJob> = {}): AskJob {
  return {
    posting: {
      posting_id: 1,
      posting_uid: 'uid',
      content_hash: 'hash',
      versions: 'v',
      has_description: true,
      summary_lineage: null,
      skills_lineage: null,
      text,
      refreshed: { outcome: 'RATE_LIMITED', reason: 'nothing to fetch' },
    },
    done: doneFor(text),
    conversation_id,
    template: prompts.get(conversation_id)?.template ?? '',
    prompt_version: 1,
    boundary: 'q7f3k9x2',
    num_ctx: 16_384,
    max_tokens: 2048,
    ...more,
  }
}

export function promptOf(prepared: PreparedAsk): string {
  if (prepared.kind !== 'ready') throw new TypeError(`not ready: ${prepared.code} ${prepared.message}`)
  return prepared.messages.map(({ content }) => content).join('\n')
}

/** Reads an answer that must be usable. */
export function outputOf<T = unknown>(job: AskJob, answer: unknown): Omit<AskOutput, 'data'> & { data: T } {
  const read = asks.read(job, typeof answer === 'string' ? answer : JSON.stringify(answer))
  if (read.kind !== 'output') throw new TypeError(`not usable: ${read.message}`)
  return read.output as Omit<AskOutput, 'data'> & { data: T }
}

/** Reads an answer that must be refused. */
export function faultOf(job: AskJob, answer: unknown) {
  const read = asks.read(job, typeof answer === 'string' ? answer : JSON.stringify(answer))
  if (read.kind !== 'invalid') throw new TypeError(`usable: ${JSON.stringify(read.output)}`)
  return read
}

export type { Summary }
