import type { TSchema } from 'typebox'
import type { Message } from '../../llm/port.ts'
import type { ErrorCode } from '../../../errors.ts'
import type { DoneStep } from '../advance.ts'
import type { Dropped } from '../ask.ts'
import type { WorkflowPosting } from '../posting.ts'
import type { SlotLineage } from '../slots.ts'

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

/** A passage of the posting that speaks to the model instead of the reader. Offsets count UTF-16 units of the description. */
export type InjectionSpan = { start: number; end: number; quote: string; rule: string }

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
  /** `repair` are the messages of the one repair try: the question, the answer, and what is wrong with it. */
  | { kind: 'invalid'; message: string; code: ErrorCode; repair: Message[] }

/** Puts LLM steps into words and reads the answers. Pure: runs in worker threads. */
export type Asks = {
  prepare(job: AskJob): PreparedAsk
  read(job: AskJob, answer: string): ReadAsk
}
