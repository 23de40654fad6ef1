import type { Static, TSchema } from 'typebox'
import type { SkillLinker } from '../taxonomy/linker.ts'
import type { Ask } from './ask.ts'
import type { WorkflowPosting } from './posting.ts'

/** What a run has so far: its posting and the newest completed output of each step. Nothing of another posting is reachable from here. */
export type RunContext = {
  posting: WorkflowPosting
  outputs: ReadonlyMap<number, unknown>
}

/** Where a slot's value comes from. `steps` are the conversations whose outputs it may read; empty for the posting itself. */
export type Producer<T> = {
  name: string
  steps: readonly number[]
  read(context: RunContext): T | null | undefined
}

/** What builtin actors are given besides their slots. Passed in, so that an actor is a pure function of its arguments. */
export type Tools = { linker: SkillLinker }

// biome-ignore lint/suspicious/noExplicitAny: a slot may hold any type; step() recovers it by inference
export type Slots = Record<string, Producer<any>>
export type SlotValues<N extends Slots> = { [Slot in keyof N]: N[Slot] extends Producer<infer T> ? T : never }

/** One conversation of a workflow: what it needs, what it yields, what it may decide. The engine does the rest for all alike. */
export type Step<N extends Slots = Slots, Y extends TSchema = TSchema> = {
  /** Conversation id of the seeds. */
  id: number
  /** Conversation name of the seeds: operators' SQL addresses it by this name. */
  name: string
  /** The Ollama model that the conversation's row starts with; 'builtin' for an LLM-capable step that code does better; null where only code may do it. */
  model: string | null
  needs: N
  /** Validation, type and an LLM's answer format at once. */
  yields: Y
  /** Every token that `decides` may return: each must lead somewhere. */
  tokens: readonly string[]
  decides(output: Static<Y>): string
  builtin(slots: SlotValues<N>, tools: Tools): Static<Y>
  /** How a model performs it; absent where only code may. */
  asks?: Ask<SlotValues<N>, Static<Y>>
  /** What the output writes to the posting, in the transaction that completes the step. */
  saves?(output: Static<Y>, context: RunContext): Effects
  /** The output as a slot of later steps. */
  output: Producer<Static<Y>>
}

/** What a run leaves on its posting. */
export type Effects = {
  posting_status?: 'invalid' | 'removed'
  invalid_reason?: string
  extracted_summary?: string
  skills?: import('./records.ts').Skill[]
  likelihood?: import('./records.ts').Likelihood
  ticket?: import('./records.ts').Ticket
  /** Passages that speak to a model: kept with the posting, so that a reader knows why builtin results were preferred. */
  injections?: readonly import('../llm/injection-guard.ts').InjectionSpan[]
}

/** Declares a step. */
export function step<N extends Slots, Y extends TSchema>(declared: Omit<Step<N, Y>, 'output'>): Step<N, Y> {
  return {
    ...declared,
    output: {
      name: declared.name,
      steps: [declared.id],
      read: ({ outputs }) => outputs.get(declared.id) as Static<Y> | undefined,
    },
  }
}

/** A slot that the posting itself fills. */
export function fromPosting<T>(name: string, read: (posting: WorkflowPosting) => T | null | undefined): Producer<T> {
  return { name: `posting.${name}`, steps: [], read: ({ posting }) => read(posting) }
}

/** A slot computed from other producers' values. */
export function derived<T>(
  name: string,
  steps: readonly number[],
  read: (context: RunContext) => T | undefined,
): Producer<T> {
  return { name, steps, read }
}
