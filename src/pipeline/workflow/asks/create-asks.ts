import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { ErrorCode } from '../../../errors.ts'
import type { InjectionSpan } from '../../llm/injection-guard.ts'
import type { Message } from '../../llm/port.ts'
import { parseTemplate, slotsOf } from '../../llm/template.ts'
import type { DoneStep } from '../advance.ts'
import type { Dropped } from '../ask.ts'
import type { Tools } from '../definition.ts'
import type { Workflow } from '../graph.ts'
import type { WorkflowPosting } from '../posting.ts'
import type { SlotLineage } from '../slots.ts'
import { createParser } from './parse-answer.ts'
import { type Asked, prepareAsk } from './prepare-ask.ts'
import { readAsk } from './read-ask.ts'

export type { InjectionSpan } from '../../llm/injection-guard.ts'

/** One LLM step of one run, ready to be put into words. */
export type AskJob = {
  posting: WorkflowPosting
  done: readonly DoneStep[]
  conversation_id: number
  template: string
  prompt_version: number
  /** Random for every call: text of the posting cannot close a boundary that it does not know. */
  boundary: string
  num_ctx: number
  max_tokens: number
}

export type AskInput = { slots: SlotLineage; prompt_version: number; omitted_sections?: string[] }

export type PreparedAsk =
  | { kind: 'ready'; messages: Message[]; format: TSchema; input: AskInput; request_hash: string }
  | { kind: 'fault'; fault: 'content' | 'internal'; code: ErrorCode; message: string; input: AskInput }

/** A completed LLM step as the ledger keeps it. */
export type AskOutput = {
  status: string
  data: unknown
  /** What the builtin actor would have said of the same slots, as a figure, and which of the two was kept. */
  check: { agreement: number; kept: 'model' | 'builtin'; injection: InjectionSpan[] }
  dropped: Dropped[]
}

export type ReadAsk =
  | { kind: 'output'; output: AskOutput }
  /**
   * `repair` are the messages of the one repair try: the question, the answer, and what is wrong with it. `fallback` is the builtin
   * actor's output where the posting tries to steer the model: it is kept when the repair is no better.
   */
  | { kind: 'invalid'; message: string; code: ErrorCode; repair: Message[]; fallback: AskOutput | null }

/** Puts LLM steps into words and reads the answers. Pure: runs in worker threads. */
export type Asks = {
  prepare(job: AskJob): PreparedAsk
  read(job: AskJob, answer: string): ReadAsk
}

/** The conversations of a workflow that a model can perform, made ready once. */
export function createAsks(workflow: Workflow, tools: Tools): Asks {
  const asked = new Map<number, Asked>()
  for (const step of workflow.steps.values()) {
    const { asks: ask } = step
    if (!ask) continue
    const slots = slotsOf(parseTemplate(ask.prompt))
    asked.set(step.id, { step, ask, parse: createParser(ask.answers), fits: Compile(step.yields), slots })
  }
  const of = (id: number) => {
    const found = asked.get(id)
    if (!found) throw new RangeError(`workflow ${workflow.id} has no question for conversation ${id}`)
    return found
  }
  return {
    prepare: (job) => prepareAsk(of(job.conversation_id), job),
    read: (job, answer) => readAsk(of(job.conversation_id), job, answer, tools),
  }
}
