import type { Test } from 'tap'
import type { Database } from '../../src/db/engine.ts'
import { createOllama } from '../../src/pipeline/llm/ollama.ts'
import type { LlmHost } from '../../src/pipeline/llm/port.ts'
import { createStepTimes } from '../../src/pipeline/workflow/step-times.ts'
import type { WorkerModels } from '../../src/pipeline/workflow/worker.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'
import { answerLike, type FakeOptions } from './fake-answers.ts'
import { type FakeOllama, type FakeOllamaOptions, startFakeOllama } from './fake-ollama/server.ts'

/** A fake Ollama that answers every conversation well, and steadily. */
export function answeringOllama(
  t: Test,
  { failing = 0, failingAgain = 0, ...options }: FakeOllamaOptions & FakeOptions = {},
): Promise<FakeOllama> {
  const answer: FakeOllamaOptions['answer'] = ({ text, format }) =>
    answerLike({ prompt: text, format }, { failing, failingAgain })
  return startFakeOllama(t, { answer, timeScale: 2_000, ...options })
}

/** What a worker needs to ask these hosts. */
export function modelsAt(
  database: Database,
  hosts: (Partial<LlmHost> & { url: string })[],
  more: Partial<WorkerModels> = {},
): WorkerModels {
  return {
    hosts: hosts.map((host) => ({ slots: 1, loaded: 1, ...host })),
    connect: ({ url }) => createOllama({ url }),
    times: createStepTimes(database.db, createWorkflow3001()),
    maxWaitMs: 600_000,
    ...more,
  }
}
