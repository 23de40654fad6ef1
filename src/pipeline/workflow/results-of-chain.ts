import type { PostingResult, PostingSkillRow } from '../../db/results.ts'
import { IHL_RUBRIC_VERSION } from './builtin/ihl/rubric.ts'
import { pointsFromFlags } from './builtin/ihl/score-from-flags.ts'
import type { FinishedChain } from './commit-chains.ts'
import type { Likelihood } from './records.ts'

/** What a chain writes to its posting. */
export function resultOf(chain: FinishedChain, ids: Map<string, number>): PostingResult {
  const { posting, advance } = chain
  const { effects, end, performed } = advance
  const by = (conversation: number, writers: readonly number[] = [conversation]) => {
    const done = performed.findLast(({ conversation_id }) => conversation_id === conversation)
    return {
      source: 'workflow',
      extractor: authorOf(chain, writers),
      interaction: done ? ids.get(done.key) : undefined,
      input_hash: posting.content_hash,
      versions: posting.versions,
    }
  }
  const { skills, likelihood, extracted_summary } = effects
  const processed = end?.status === 'completed' && end.outcome === 'processed'
  return {
    posting_id: posting.posting_id,
    posting_status: effects.posting_status ?? (processed ? 'complete' : null),
    invalid_reason: effects.invalid_reason ?? null,
    extracted_summary: extracted_summary ?? null,
    skills: skills ?? null,
    skill_names: skills ? [...new Set(skills.map(({ name }) => name))] : null,
    ihl_score: likelihood?.ihl_score ?? null,
    ihl_category: likelihood?.ihl_category ?? null,
    ihl_confidence: likelihood?.ihl_confidence ?? null,
    ihl_rubric_version: likelihood ? IHL_RUBRIC_VERSION : null,
    review_flag: effects.ticket ? true : extracted_summary ? false : null,
    provenance: {
      ...(extracted_summary ? { extracted_summary: by(9168, SUMMARY_WRITERS) } : {}),
      ...(skills ? { skill_keywords: by(3350), ai_key_skills: by(3350) } : {}),
      ...(likelihood ? { ihl_score: { ...by(9163), ...evidenceOf(likelihood) } } : {}),
      ...(effects.injections ? { injection: { source: 'workflow', spans: effects.injections } } : {}),
    },
  }
}

/** Conversations whose text becomes the summary, the last word first: after a ticket the builtin extractive one is published. */
const TICKET = 3340
const SUMMARY_WRITERS = [TICKET, 3338, 3335]

/** The model whose output a result is; `builtin` when code made it, or made it again. */
function authorOf({ advance, calls, earlier }: FinishedChain, writers: readonly number[]): string {
  for (const writer of writers) {
    const done = advance.performed.findLast(({ conversation_id }) => conversation_id === writer)
    const before = [...earlier].findLast(([key]) => key.startsWith(`${writer}:`))?.[1]
    if (!done && !before) continue
    if (writer === TICKET) return 'builtin'
    return done ? (calls.get(done.key)?.model_used ?? 'builtin') : (before?.model ?? 'builtin')
  }
  return 'builtin'
}

/** Why the score is what it is; `points` orders postings within one whole number. */
function evidenceOf({ ihl_confidence, flags, counter_evidence }: Likelihood) {
  const points = Math.round(pointsFromFlags(flags, counter_evidence) * 100) / 100
  return { confidence: ihl_confidence, points, flags, counter_evidence }
}

export function skillRows({ posting, advance }: FinishedChain): PostingSkillRow[] {
  return (advance.effects.skills ?? []).map(({ evidence, ...skill }, position) => ({
    posting_id: posting.posting_id,
    position,
    ...skill,
    evidence_start: evidence.start,
    evidence_end: evidence.end,
    quote: evidence.quote,
  }))
}

export function ticketOf({ posting, workflow_run_id, advance }: FinishedChain) {
  const { ticket } = advance.effects
  if (!ticket) return []
  const { title, issues, check, advice } = ticket
  return [{ posting_id: posting.posting_id, workflow_run_id, title, issues, checks: check, advice }]
}
