import type { TrialInput } from '../../../db/trials.ts'
import type { AnswerCost, TriedInteraction } from '../../../db/tried-interactions.ts'
import type { CandidateAnswer } from './ask-candidate.ts'

/** What one side of a trial did. Shares are 0 to 1; means are over the answers that came, seconds without loading. */
export type TrialSide = {
  model: string
  answers: number
  /** Answers that could be used, after at most one repair. */
  valid: number
  /** null where nobody kept count: the ledger does not. */
  repaired: number | null
  /** Of the claims in usable answers, those that the posting says; null where nothing was claimed. */
  grounding: number | null
  /** With the builtin actor. */
  builtin_agreement: number | null
  mean_seconds: number | null
  mean_prompt_tokens: number | null
  mean_output_tokens: number | null
}

export type TrialItem = {
  interaction_id: number
  posting_id: string
  /** Of the candidate's output with the recorded one; null where the candidate's answer could not be used. */
  agreement: number | null
  recorded: string
  candidate: string
  fault: string | null
}

/**
 * A candidate beside what was recorded, over the same questions. The recorded side also counts attempts that failed before the recorded
 * answer; questions that were never answered are not in the sample.
 */
export type TrialReport = {
  conversation_id: number
  conversation_name: string
  candidate: TrialInput
  sample: number
  /** Interactions left out because their posting's text or the form of the output has changed since. */
  skipped: number
  agreement: number | null
  sides: { recorded: TrialSide; candidate: TrialSide }
  items: TrialItem[]
}

/** One question with both answers. */
export type Compared = { tried: TriedInteraction; answer: CandidateAnswer; agreement: number | null }

/** Puts the answers side by side. Pure. */
export function reportOf(
  candidate: TrialInput,
  name: string,
  compared: readonly Compared[],
  skipped: number,
): TrialReport {
  const models = [...new Set(compared.map(({ tried }) => tried.model_used))].sort()
  return {
    conversation_id: candidate.conversation_id,
    conversation_name: name,
    candidate,
    sample: compared.length,
    skipped,
    agreement: meanOf(compared.flatMap(({ agreement }) => agreement ?? [])),
    sides: {
      recorded: {
        ...sideOf(compared.flatMap(({ tried }) => recordedAnswers(tried))),
        model: models.join(', ') || 'none',
        repaired: null,
      },
      candidate: { ...sideOf(compared.map(({ answer }) => candidateAnswer(answer))), model: candidate.model },
    },
    items: compared.map(({ tried, answer: { output }, agreement }) => ({
      interaction_id: tried.interaction_id,
      posting_id: tried.posting_uid,
      agreement,
      recorded: tried.output.status,
      candidate: 'fault' in output ? 'unusable' : output.status,
      fault: 'fault' in output ? output.fault : null,
    })),
  }
}

/** One answer, whoever gave it; `said` is null where it could not be used. */
type Judged = {
  said: { grounded: number; strays: number; builtin_agreement: number | null } | null
  repaired: boolean
  cost: AnswerCost | null
}

function sideOf(answers: readonly Judged[]) {
  const usable = answers.flatMap(({ said }) => said ?? [])
  const costs = answers.flatMap(({ cost }) => cost ?? [])
  const grounded = sum(usable, ({ grounded }) => grounded)
  const claims = grounded + sum(usable, ({ strays }) => strays)
  return {
    answers: answers.length,
    valid: shareOf(usable.length, answers.length) ?? 0,
    repaired:
      shareOf(
        sum(answers, ({ repaired }) => (repaired ? 1 : 0)),
        answers.length,
      ) ?? 0,
    grounding: shareOf(grounded, claims),
    builtin_agreement: meanOf(usable.flatMap(({ builtin_agreement }) => builtin_agreement ?? [])),
    mean_seconds: meanOf(costs.map(({ seconds }) => seconds)),
    mean_prompt_tokens: meanOf(costs.map(({ prompt_tokens }) => prompt_tokens)),
    mean_output_tokens: meanOf(costs.map(({ output_tokens }) => output_tokens)),
  }
}

function recordedAnswers({ output, model_used, cost, faults }: TriedInteraction): Judged[] {
  const builtin_agreement = model_used === 'builtin' ? 1 : (output.check?.agreement ?? null)
  return [
    ...faults.map((cost) => ({ said: null, repaired: false, cost })),
    { said: { ...claimsOf(output), builtin_agreement }, repaired: false, cost },
  ]
}

function candidateAnswer({ output, repaired, cost }: CandidateAnswer): Judged {
  const said = 'fault' in output ? null : { ...claimsOf(output), builtin_agreement: output.check.agreement }
  return { said, repaired, cost }
}

/** Claims that stand in the posting, and those that were left out because they do not. */
function claimsOf({ data, dropped = [] }: { data: unknown; dropped?: readonly { reason: string }[] }) {
  return { grounded: claimsIn(data), strays: dropped.filter(({ reason }) => reason === 'not_in_posting').length }
}

/** What carries evidence, and complaints, whose quote was checked and not kept. */
function claimsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = 'evidence' in value || 'rule' in value ? 1 : 0
  return own + sum(Object.values(value), claimsIn)
}

function sum<T>(list: readonly T[], value: (item: T) => number): number {
  return list.reduce((total, item) => total + value(item), 0)
}

function meanOf(values: readonly number[]): number | null {
  return shareOf(
    sum(values, (value) => value),
    values.length,
  )
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000
}
