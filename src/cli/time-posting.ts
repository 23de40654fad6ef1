import { readFile } from 'node:fs/promises'
import type { ConversationRow } from '../db/conversations.ts'
import { asWinnowError } from '../errors.ts'
import type { LlmHost } from '../llm-hosts.ts'
import { createOllama } from '../pipeline/llm/ollama.ts'
import type { LlmAnswer, LlmPort, Message } from '../pipeline/llm/port.ts'
import { createLinker } from '../pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../pipeline/taxonomy/load-taxonomy.ts'
import { type AskJob, type Asks, createAsks } from '../pipeline/workflow/asks/create-asks.ts'
import { promptsOf } from '../pipeline/workflow/asks/prompts.ts'
import type { Workflow } from '../pipeline/workflow/graph.ts'
import { installed } from '../pipeline/workflow/installed.ts'
import { modelsInForce } from '../pipeline/workflow/models.ts'
import { createWorkflow3001 } from '../pipeline/workflow/workflow-3001.ts'
import { postingQuestions } from './posting-questions.ts'

/** One conversation asked about one posting. Seconds are without loading; figures are null where no model answered. */
export type TimedConversation = {
  conversation_id: number
  conversation_name: string
  /** `builtin` where the row says so: no model is asked then. */
  model: string
  seconds: number | null
  load_seconds: number | null
  prompt_tokens: number | null
  output_tokens: number | null
  /** The first answer could not be used, and was asked for again as the workflow does. */
  repaired: boolean
  /** Why there is no usable answer; null where there is one. */
  fault: string | null
  /** Of the answer with the builtin actor's output, 0 to 1. */
  agreement: number | null
}

export type TimeOptions = {
  hosts: readonly LlmHost[]
  /** null: those that a new database starts with. */
  conversations: readonly ConversationRow[] | null
  /** A file of postings as `winnow import` takes it; the first one is asked about. */
  file: string
  signal: AbortSignal
}

/** Asks every host what the workflow asks about one posting, one call after another; no database is touched. */
export async function timePosting(
  options: TimeOptions,
): Promise<{ host: LlmHost; conversations: TimedConversation[] }[]> {
  const { hosts, file, signal } = options
  const workflow = createWorkflow3001()
  const tools = { linker: createLinker(loadTaxonomy()) }
  const rows = options.conversations ?? newRows(workflow)
  const families = modelsInForce(workflow, rows)
  const prompts = promptsOf(workflow)
  const asks = createAsks(workflow, tools)
  const asked = postingQuestions(workflow, await firstPosting(file), tools).flatMap((question) => {
    const row = rows.find(({ conversation_id }) => conversation_id === question.conversation_id)
    if (!row) return []
    const family = families.get(row.conversation_id) ?? null
    const { max_tokens, prompt_version, num_ctx } = row
    const template = row.prompt_template ?? prompts.get(row.conversation_id)?.template ?? ''
    const job = { ...question, template, prompt_version, max_tokens, num_ctx: family?.num_ctx ?? num_ctx }
    return [{ row, family, job }]
  })
  // One model after the other, so that each is loaded once.
  const byModel = [...Map.groupBy(asked, ({ row }) => row.model_used).values()].flat()
  return Promise.all(
    hosts.map(async (host) => {
      const llm = createOllama(host)
      const timed: TimedConversation[] = []
      for (const { row, family, job } of byModel) timed.push(await timeOne(llm, asks, row, family, job, signal))
      return { host, conversations: timed.toSorted((a, b) => a.conversation_id - b.conversation_id) }
    }),
  )
}

async function timeOne(
  llm: LlmPort,
  asks: Asks,
  row: ConversationRow,
  family: ReturnType<ReturnType<typeof modelsInForce>['get']> | null,
  job: AskJob,
  stopped: AbortSignal,
): Promise<TimedConversation> {
  const { conversation_id, conversation_name, temperature, max_tokens, timeout_seconds } = row
  const named = { conversation_id, conversation_name, model: family?.model ?? 'builtin' }
  const answers: LlmAnswer[] = []
  const timed = (fault: string | null, agreement: number | null): TimedConversation => ({
    ...named,
    ...costOf(answers),
    repaired: answers.length > 1,
    fault,
    agreement,
  })
  if (!family) return timed(null, null)
  const overdue = AbortSignal.timeout(timeout_seconds * 1_000)
  try {
    const prepared = asks.prepare(job)
    if (prepared.kind === 'fault') return timed(prepared.message, null)
    const read = async (messages: readonly Message[]) => {
      const request = { family, messages, format: prepared.format, temperature, seed: 1, max_tokens }
      const answer = await llm.generate(request, AbortSignal.any([stopped, overdue]))
      answers.push(answer)
      return asks.read(job, answer.text)
    }
    let outcome = await read(prepared.messages)
    if (outcome.kind === 'invalid') outcome = await read(outcome.repair)
    return outcome.kind === 'invalid' ? timed(outcome.message, null) : timed(null, outcome.output.check.agreement)
  } catch (error) {
    if (stopped.aborted) return timed('stopped', null)
    if (overdue.aborted) return timed(`it did not answer within ${timeout_seconds} s`, null)
    const { message, fix } = asWinnowError(error)
    return timed(`${message} ${fix}`, null)
  }
}

function costOf(answers: readonly LlmAnswer[]) {
  if (answers.length === 0) return { seconds: null, load_seconds: null, prompt_tokens: null, output_tokens: null }
  const sum = (value: (answer: LlmAnswer) => number) => answers.reduce((total, answer) => total + value(answer), 0)
  return {
    seconds: sum(({ total_ms, load_ms }) => total_ms - load_ms) / 1_000,
    load_seconds: sum(({ load_ms }) => load_ms) / 1_000,
    prompt_tokens: sum(({ prompt_tokens }) => prompt_tokens),
    output_tokens: sum(({ output_tokens }) => output_tokens),
  }
}

async function firstPosting(file: string) {
  const [line = ''] = (await readFile(file, 'utf8')).split('\n', 1)
  const row = JSON.parse(line) as Record<string, string | undefined>
  return {
    title: row.job_title ?? '',
    company: row.company_name ?? null,
    location: row.location ?? null,
    job_id: row.external_job_id ?? null,
    description: row.job_description ?? '',
  }
}

/** The rows of a new database: what its columns default to, with the shipped models and prompts. */
function newRows(workflow: Workflow): ConversationRow[] {
  return installed(workflow).conversations.map(({ conversation_id, conversation_name, model, prompt }) => ({
    conversation_id,
    conversation_name,
    actor_id: 0,
    model_used: model,
    temperature: 0,
    num_ctx: 8_192,
    max_tokens: Math.max(1_024, prompt?.max_tokens ?? 0),
    timeout_seconds: 900,
    prompt_template: prompt?.template ?? null,
    prompt_version: 1,
    enabled: true,
    requires_trial: false,
  }))
}
