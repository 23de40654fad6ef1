import { batchesWithCalls } from '../../db/batch-pace.ts'
import type { Query } from '../../db/engine.ts'
import { llmFigures } from './llm-figures.ts'

export type LlmRatio = { batch: 'running' | 'last_ended'; ratio: number }

/** Reads how near the running batch and the last ended one are to their lower bounds. An ended batch is read once: it does not change. */
export function createLlmRatios(db: Query): () => Promise<LlmRatio[]> {
  let ended: { id: string; ratio: number } | undefined
  return async () => {
    const batches = await batchesWithCalls(db)
    const unknown = batches.filter(({ batch_id, running }) => running || batch_id !== ended?.id)
    const figures = await llmFigures(
      db,
      unknown.map(({ batch_id }) => batch_id),
    )
    return batches.flatMap(({ batch_id, running }): LlmRatio[] => {
      const ratio = figures.get(batch_id)?.ratio ?? 0
      if (running) return ratio > 0 ? [{ batch: 'running', ratio }] : []
      if (ended?.id !== batch_id) ended = { id: batch_id, ratio }
      return ended.ratio > 0 ? [{ batch: 'last_ended', ratio: ended.ratio }] : []
    })
  }
}
