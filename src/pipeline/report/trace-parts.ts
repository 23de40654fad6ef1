import type { TracedInteraction, TracedRun } from '../../db/traces.ts'

/** What a trace says of its run, by name; what is not known is left out. */
export function factsOfRun(run: TracedRun): [name: string, value: string][] {
  const facts: Record<string, string | number | null> = {
    Posting: run.posting_id,
    'Job id': run.external_job_id,
    Company: run.organization,
    Batch: run.batch_id,
    Status: [run.status, run.outcome, run.outcome_reason].filter(Boolean).join(', '),
    'Rolled back': run.rolled_back_at,
    'Started by': run.trigger,
    'Replay of run': run.replay_of,
    Created: run.created_at,
    Started: run.started_at,
    Ended: run.completed_at,
    Definition: run.definition_version,
  }
  return Object.entries(facts).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)]],
  )
}

/** What a trace says of one step beside its input and output. */
export function factsOfStep(step: TracedInteraction): [name: string, value: string][] {
  const { iteration, attempt, seconds, temperature, prompt_tokens, output_tokens, load_ms, host, parent_ids } = step
  const facts: Record<string, string | number | null> = {
    Actor: step.model_used ?? step.actor,
    Status: step.status,
    Iteration: iteration,
    Attempt: attempt,
    'Taken over from': step.copied_from,
    After: parent_ids.join(', '),
    Milliseconds: seconds === null ? null : (seconds * 1000).toFixed(2),
    Temperature: temperature,
    'Prompt tokens': prompt_tokens,
    'Output tokens': output_tokens,
    'Load, ms': load_ms,
    Host: host,
  }
  return Object.entries(facts).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)]],
  )
}

/** Where each slot of a step came from. */
export type SlotOrigin = { slot: string; producer: string; hash: string }

export function slotsOf({ input }: TracedInteraction): SlotOrigin[] {
  const { slots } = (input ?? {}) as { slots?: Record<string, { producer?: unknown; hash?: unknown } | null> }
  if (typeof slots !== 'object' || slots === null) return []
  return Object.entries(slots).map(([slot, origin]) => ({
    slot,
    producer: String(origin?.producer ?? ''),
    hash: String(origin?.hash ?? ''),
  }))
}

export type OutputParts = {
  /** What it decided, or why it failed. */
  decision: string | null
  data: unknown
  /** How far a model's answer agreed with the builtin actor's; undefined for a builtin step. */
  check: unknown
  /** Claims that were left out, each with its reason; undefined where nothing is recorded. */
  dropped: unknown
}

/** The parts of an output as the ledger holds them. Rows written by hand may hold anything. */
export function outputOf({ output }: TracedInteraction): OutputParts {
  const { status, error, data, check, dropped } = (output ?? {}) as Record<string, unknown>
  const decision = typeof error === 'string' ? error : typeof status === 'string' ? status : null
  return { decision, data: data ?? null, check, dropped }
}

/** A passage of the posting's text that supports a claim of a step. Start and end count UTF-16 code units. */
export type Quote = { start: number; end: number; quote: string; interaction_id: number; conversation_name: string }

/** Every piece of evidence in a step's output that stands in the text where it says; one that does not is left out. */
export function quotesOf(step: TracedInteraction, description: string | null): Quote[] {
  const { interaction_id, conversation_name } = step
  const found = new Map<string, Quote>()
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 12) return
    const { start, end, quote } = value as Record<string, unknown>
    if (typeof start === 'number' && typeof end === 'number' && typeof quote === 'string' && quote !== '') {
      if (description?.slice(start, end) === quote)
        found.set(`${start}:${end}`, { start, end, quote, interaction_id, conversation_name })
    }
    for (const inner of Object.values(value)) look(inner, depth + 1)
  }
  look(outputOf(step).data, 0)
  return [...found.values()].sort((one, other) => one.start - other.start || one.end - other.end)
}
