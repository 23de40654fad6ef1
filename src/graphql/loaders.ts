import type { BatchCounts, OperationRow as OperationRecord } from '../db/batches.ts'
import type { Query } from '../db/engine.ts'
import { type BatchRecord, batchesByIds, countsOfBatches } from '../db/read-batches.ts'
import {
  type ActorRecord,
  type ConversationRecord,
  readActorRecords,
  readConversationRecords,
} from '../db/read-conversations.ts'
import { type ChosenPosting, duplicatesByOriginal, type PostingColumns, postingsByKey } from '../db/read-postings.ts'
import { readSweeps, type SweepRecord } from '../db/read-sweeps.ts'
import {
  type InteractionRecord,
  interactionsOfRuns,
  runsOfPostings,
  type WorkflowRunRecord,
} from '../db/read-workflow-runs.ts'
import { type LlmFigures, llmFigures, NO_CALLS } from '../pipeline/report/llm-figures.ts'
import { createBatcher } from './batcher.ts'

export type { OperationRecord }

/** What one request loads by key. Each call waits for the others of its level; a level costs one statement. */
export type Loaders = ReturnType<typeof createLoaders>

export function createLoaders(db: Query) {
  return {
    /** Live postings by internal id; the statement reads the columns that any of the calls wants. */
    posting: createBatcher(async (requests: { key: number; columns: PostingColumns }[]) => {
      const columns = new Map(requests.flatMap((request) => [...request.columns]))
      const found = await postingsByKey(db, unique(requests.map(({ key }) => key)), columns)
      return ({ key }): ChosenPosting | undefined => found.get(key)
    }),
    /** What repeats a posting, by the original's internal id. */
    duplicates: createBatcher(async (requests: { key: number; columns: PostingColumns }[]) => {
      const columns = new Map(requests.flatMap((request) => [...request.columns]))
      const found = await duplicatesByOriginal(db, unique(requests.map(({ key }) => key)), columns)
      return ({ key }): ChosenPosting[] => found.get(key) ?? []
    }),
    /** The newest runs of a posting, by internal id. */
    runs: createBatcher(async (requests: { key: number; first: number }[]) => {
      const most = Math.max(...requests.map(({ first }) => first))
      const found = Map.groupBy(
        await runsOfPostings(db, unique(requests.map(({ key }) => key)), most),
        (run) => run.posting_id,
      )
      return ({ key, first }): WorkflowRunRecord[] => (found.get(key) ?? []).slice(0, first)
    }),
    interactions: createBatcher(async (requests: { run: number; bodies: boolean }[]) => {
      const bodies = requests.some((request) => request.bodies)
      const rows = await interactionsOfRuns(db, unique(requests.map(({ run }) => run)), { bodies })
      const found = Map.groupBy(rows, (row) => row.workflow_run_id)
      return ({ run }): InteractionRecord[] => found.get(run) ?? []
    }),
    conversation: createBatcher(async (ids: number[]) => {
      const found = new Map((await readConversationRecords(db, unique(ids))).map((row) => [row.conversation_id, row]))
      return (id): ConversationRecord | undefined => found.get(id)
    }),
    actor: createBatcher(async (ids: number[]) => {
      const found = new Map((await readActorRecords(db, unique(ids))).map((row) => [row.actor_id, row]))
      return (id): ActorRecord | undefined => found.get(id)
    }),
    batch: createBatcher(async (ids: string[]) => {
      const found = await batchesByIds(db, unique(ids))
      return (id): BatchRecord | undefined => found.get(id)
    }),
    batchCounts: createBatcher(async (ids: string[]) => {
      const found = await countsOfBatches(db, unique(ids))
      return (id): BatchCounts | undefined => found.get(id)
    }),
    /** The newest sweeps of a source, by its number. */
    sweeps: createBatcher(async (requests: { source: number; first: number }[]) => {
      const most = Math.max(...requests.map(({ first }) => first))
      const rows = await readSweeps(db, unique(requests.map(({ source }) => source)), most)
      const found = Map.groupBy(rows, ({ source_id }) => source_id)
      return ({ source, first }): SweepRecord[] => (found.get(source) ?? []).slice(0, first)
    }),
    llmFigures: createBatcher(async (ids: string[]) => {
      const found = await llmFigures(db, unique(ids))
      return (id): Readonly<LlmFigures> => found.get(id) ?? NO_CALLS
    }),
  }
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)]
}
