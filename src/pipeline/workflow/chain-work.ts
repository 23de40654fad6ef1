import { type Advance, createAdvance } from './advance.ts'
import type { PreparedAsk } from './asks/create-asks.ts'
import { createAsks } from './asks/create-asks.ts'
import {
  type Answered,
  type ChainRequest,
  finishQuestion,
  performChain,
  prepareQuestion,
  type Question,
} from './chain.ts'
import type { Tools } from './definition.ts'
import { createWorkflow3001 } from './workflow-3001.ts'

export type FinishedQuestion = ReturnType<typeof finishQuestion>

/** What is computed of a run without the database: pure functions of plain data, so that a thread can do it. */
export type ChainWork = {
  perform(requests: ChainRequest[]): Advance[]
  prepare(question: Question): PreparedAsk
  finish(given: { question: Question; answered: Answered }): FinishedQuestion
}

export function createChainWork(tools: Tools, now: () => number, workflow = createWorkflow3001()): ChainWork {
  const advance = createAdvance(workflow, tools, now)
  const asks = createAsks(workflow, tools)
  return {
    perform: (requests) => requests.map((request) => performChain(request, advance)),
    prepare: (question) => prepareQuestion(question, asks),
    finish: ({ question, answered }) => finishQuestion(question, answered, asks, advance),
  }
}
