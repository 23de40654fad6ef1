import type { Static, TSchema } from 'typebox'
import type { Tools } from './definition.ts'

/** Something that a model claimed and the posting does not say, or that cannot be used: left out, and counted by reason. */
export type Dropped = {
  what: string
  reason: 'not_in_posting' | 'duplicate' | 'too_long' | 'unknown_flag' | 'contradicts' | 'speaks_to_model'
}

/**
 * What a model's answer is worth: an output with what was left out of it, or the sentence that the model is shown to repair it.
 * `unfounded` says that all it claims stands in some other text.
 */
export type Reading<T> = { output: T; dropped: Dropped[] } | { invalid: string; unfounded?: boolean }

/**
 * How a model performs a step: the question, the form of its answer, and how the answer becomes the step's output. Every claim of an
 * answer carries a quote, which `reads` aligns to a span of the posting; company, place and job id never come from a model.
 */
// biome-ignore lint/suspicious/noExplicitAny: slots and output are those of the step that the ask belongs to
export type Ask<V = any, O = any, A extends TSchema = TSchema> = {
  /**
   * The template that a new database starts with. Slots stand as {{name}}: those of `shows`, and two that every conversation may use:
   * {{answer_form}}, the form of the answer in words, and {{language}}, the name of the posting's language. The posting's text comes last.
   */
  prompt: string
  /** Tokens that a full answer takes: what the conversation's row starts with. */
  max_tokens: number
  /**
   * The texts of the template's slots, by name. Each is set inside the call's boundary, because each may hold a stranger's words, and
   * is never scanned for slots again. Only the text and the title of `posting` may be read: sections may have been left out to fit.
   */
  shows(values: V): Record<string, string>
  /** The form of the answer: Ollama's `format`, and what the answer is validated against. */
  answers: A
  reads(answer: Static<A>, values: V, tools: Tools): Reading<O>
  /** How far the output agrees with the builtin actor's, 0 to 1: recorded with every answer, decisive when the posting tries to steer. */
  agreement(output: O, builtin: O): number
}
