import type { FakeRequest } from './request.ts'

/** Mean seconds of a call, from traces of the earlier system on a laptop with a small graphics card. */
const SECONDS: Record<string, number> = { 'gemma3:1b': 4.5, 'gemma2:latest': 23, 'qwen2.5:7b': 8 }
const SECONDS_OF_ANOTHER = 8
const SECONDS_OF_AN_EMBEDDING = 0.02

export function usualSeconds({ endpoint, model, input }: FakeRequest): number {
  return endpoint === 'embed' ? input.length * SECONDS_OF_AN_EMBEDDING : (SECONDS[model] ?? SECONDS_OF_ANOTHER)
}

/** Loading with the unloading of what was there, whatever the model. */
export const USUAL_LOAD_SECONDS = 5
