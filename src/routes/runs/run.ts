import Type, { type Static } from 'typebox'
import type { TracedInteraction, TracedRun } from '../../db/traces.ts'
import { Instant, InstantOrNull, instant, instantOrNull, nullable } from '../schemas.ts'

const Text = Type.String()
const Number_ = nullable(Type.Number())

export const RunParams = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Number of the run' }),
})

export const Run = Type.Object({
  id: Type.Integer(),
  posting_id: Type.String({ format: 'uuid' }),
  external_job_id: nullable(Text),
  job_title: nullable(Text),
  organization: nullable(Text),
  batch_id: nullable(Type.String({ format: 'uuid' })),
  status: Type.String({ description: 'pending, running, completed, failed, needs_review or cancelled' }),
  outcome: nullable(Type.String({ description: 'processed, invalid or removed' })),
  outcome_reason: nullable(Text),
  trigger: Type.String({ description: 'What started it' }),
  replay_of: nullable(Type.Integer({ description: 'The run whose steps it took over' })),
  rolled_back_at: InstantOrNull,
  definition_version: Text,
  created_at: Instant,
  started_at: InstantOrNull,
  completed_at: InstantOrNull,
})

export const Interaction = Type.Object({
  id: Type.Integer(),
  conversation_id: Type.Integer(),
  conversation_name: Text,
  actor: Text,
  status: Type.String({ description: 'pending, running, completed, failed, skipped or cancelled' }),
  iteration: Type.Integer(),
  attempt: Type.Integer(),
  model_used: nullable(Text),
  copied_from: nullable(Type.Integer({ description: 'The interaction whose output a replay took over' })),
  temperature: Number_,
  prompt_tokens: nullable(Type.Integer()),
  output_tokens: nullable(Type.Integer()),
  load_ms: Number_,
  host: nullable(Text),
  parent_ids: Type.Array(Type.Integer()),
  seconds: Number_,
  created_at: Instant,
  started_at: InstantOrNull,
  completed_at: InstantOrNull,
})

export const TracedStep = Type.Object({
  ...Interaction.properties,
  input: Type.Any({ description: 'Slots with their producers and hashes, and the version of the prompt' }),
  output: Type.Any({ description: '{status, data}, with check and dropped of a model, or {error, data, fault}' }),
})

export function toRun({ workflow_run_id, created_at, ...run }: TracedRun): Static<typeof Run> {
  return {
    id: workflow_run_id,
    ...run,
    rolled_back_at: instantOrNull(run.rolled_back_at),
    created_at: instant(created_at),
    started_at: instantOrNull(run.started_at),
    completed_at: instantOrNull(run.completed_at),
  }
}

export function toStep({ interaction_id, created_at, ...step }: TracedInteraction): Static<typeof TracedStep> {
  return {
    id: interaction_id,
    ...step,
    created_at: instant(created_at),
    started_at: instantOrNull(step.started_at),
    completed_at: instantOrNull(step.completed_at),
  }
}
