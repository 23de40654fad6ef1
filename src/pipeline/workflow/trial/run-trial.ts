import { Compile } from 'typebox/compile'
import { type ConversationRow, readConversations } from '../../../db/conversations.ts'
import type { Database } from '../../../db/engine.ts'
import type { TrialInput } from '../../../db/trials.ts'
import { sampleInteractions } from '../../../db/tried-interactions.ts'
import { errors } from '../../../errors.ts'
import type { Metrics } from '../../../metrics.ts'
import type { ChainPerformer } from '../chain-pool.ts'
import type { Workflow } from '../graph.ts'
import type { Models } from '../models.ts'
import type { CallQueue } from '../scheduler/call-queue.ts'
import type { StepTimes } from '../step-times.ts'
import { askCandidate, type Switched } from './ask-candidate.ts'
import { type Compared, reportOf, type TrialReport } from './trial-report.ts'

export type TrialOptions = {
  database: Database
  workflow: Workflow
  performer: ChainPerformer
  calls: Pick<CallQueue, 'ask'>
  times: Pick<StepTimes, 'expectedSeconds'>
  models(conversations: readonly ConversationRow[]): Models
  metrics?: Pick<Metrics, 'modelCalled'> | undefined
  /** Pauses before a failed call is made again: as many as there are further tries. */
  pausesMs?: readonly number[]
}

/** Questions in hand at once: enough to keep any host busy, few enough not to hold every text in memory. */
const IN_HAND = 50

/**
 * Asks a candidate the questions that past interactions of a conversation were asked, and sets its answers beside the recorded ones. No
 * posting, run or interaction is touched. Rejects when the candidate's model is missing, when Ollama stays away, and when `signal`
 * aborts: a trial without an Ollama says nothing about the candidate.
 */
export async function runTrial(
  options: TrialOptions,
  input: TrialInput,
  { signal: given, onProgress }: { signal: AbortSignal; onProgress(done: number, of: number): void },
): Promise<TrialReport> {
  const { database, workflow } = options
  const { conversation_id, model: model_used, prompt_template, temperature } = input
  const conversations = (await readConversations(database.db)).map((row) =>
    row.conversation_id === conversation_id ? { ...row, model_used, prompt_template, temperature } : row,
  )
  const conversation = conversations.find((row) => row.conversation_id === conversation_id)
  const models = options.models(conversations)
  const family = models.get(conversation_id)
  const step = workflow.steps.get(conversation_id)
  if (!conversation || !family || !step?.asks) throw errors.conversationNotFound(conversation_id)
  const { agreement } = step.asks
  const switched: Switched = { conversation, conversations, models, family }
  const fits = Compile(step.yields)
  const chosen = await sampleInteractions(database.db, conversation_id, input.sample)
  const failed = new AbortController()
  const signal = AbortSignal.any([given, failed.signal])
  const compared: Compared[] = []
  let done = 0
  const waiting = chosen.values()

  async function askOneByOne(): Promise<void> {
    for (const tried of waiting) {
      signal.throwIfAborted()
      // An output of another shape was made by another winnow: there is nothing to compare with.
      const answer = fits.Check(tried.output.data) ? await askCandidate(options, switched, tried, signal) : undefined
      if (answer) {
        const { output } = answer
        compared.push({
          tried,
          answer,
          agreement: 'fault' in output ? null : agreement(output.data, tried.output.data),
        })
      }
      onProgress(++done, chosen.length)
    }
  }

  try {
    await Promise.all(Array.from({ length: IN_HAND }, askOneByOne))
  } finally {
    failed.abort()
  }
  compared.sort((a, b) => a.tried.interaction_id - b.tried.interaction_id)
  return reportOf(input, conversation.conversation_name, compared, chosen.length - compared.length)
}
