/** What a call takes as long as a database has no record of its own. Seconds are without loading; tokens are means. */
export type ShippedTime = { model: string; seconds: number; prompt_tokens: number; output_tokens: number }

/**
 * By conversation; the first entry stands in for models that are not listed. Seconds: the earlier system's run of 50 postings on one
 * 6 GB laptop GPU (50 calls each; 8 of improve, regrade and ticket). Tokens, and the second entries: its traces, at 4 characters a token.
 */
export const SHIPPED_TIMES: Readonly<Record<number, readonly [ShippedTime, ...ShippedTime[]]>> = {
  3335: [{ model: 'gemma3:1b', seconds: 6.8, prompt_tokens: 808, output_tokens: 342 }],
  3336: [
    { model: 'gemma2:latest', seconds: 24.9, prompt_tokens: 1139, output_tokens: 179 },
    { model: 'mistral:latest', seconds: 8.7, prompt_tokens: 2175, output_tokens: 209 },
  ],
  3337: [{ model: 'qwen2.5:7b', seconds: 9.7, prompt_tokens: 1344, output_tokens: 167 }],
  3338: [{ model: 'qwen2.5:7b', seconds: 24.1, prompt_tokens: 948, output_tokens: 176 }],
  3339: [{ model: 'qwen2.5:7b', seconds: 6, prompt_tokens: 601, output_tokens: 165 }],
  3340: [{ model: 'qwen2.5:7b', seconds: 4.3, prompt_tokens: 227, output_tokens: 191 }],
  3341: [{ model: 'gemma2:latest', seconds: 56, prompt_tokens: 525, output_tokens: 320 }],
  3350: [{ model: 'qwen2.5:7b', seconds: 5.5, prompt_tokens: 412, output_tokens: 43 }],
  9161: [{ model: 'qwen2.5:7b', seconds: 4.2, prompt_tokens: 963, output_tokens: 54 }],
  9162: [
    { model: 'gemma2:latest', seconds: 24.2, prompt_tokens: 614, output_tokens: 148 },
    { model: 'mistral:latest', seconds: 22.5, prompt_tokens: 614, output_tokens: 148 },
  ],
  9163: [{ model: 'qwen2.5:7b', seconds: 10.8, prompt_tokens: 1060, output_tokens: 173 }],
}

/** A conversation that is not listed: the median of 16,134 calls of the earlier system, with tokens between the listed ones. */
export const SHIPPED_OTHERWISE: Omit<ShippedTime, 'model'> = { seconds: 12, prompt_tokens: 800, output_tokens: 180 }

/** Seconds to load a model: the earlier system noted 1-2 s for a swap and assumed 15 s; large models on a cold disk take longer. */
export const SHIPPED_LOAD_SECONDS = 10

/** Share of drafts that do not pass both graders: 8 of 50. */
export const SHIPPED_IMPROVE_RATE = 0.16

/**
 * Share of improved drafts that fail again, taken to be that of first drafts: the earlier system's regrades all failed, but each of
 * them was shown an unfilled placeholder, which says nothing about improving.
 */
export const SHIPPED_REGRADE_FAIL_RATE = 0.16

/** Shares of the tokens of steps whose outcome is not nearly always the same. */
export const SHIPPED_TOKEN_SHARES: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  3339: { PASS: 1 - SHIPPED_REGRADE_FAIL_RATE, FAIL: SHIPPED_REGRADE_FAIL_RATE },
}

/** Seconds a posting takes end to end with builtin actors on the embedded database; measured by bench/builtin. */
export const SHIPPED_BUILTIN_SECONDS = 1 / 64
