import type { CounterSignal, FlagCode } from '../rubric.ts'

/** What a sign of open search does to a flag of the posting: `near` only when both stand close in one sentence, `far` wherever they stand. */
type Answer = { flag: FlagCode; near?: 'refuted' | 'downgraded'; far?: 'refuted' | 'downgraded' }

const NARROWING: readonly FlagCode[] = [
  'certificate_stack',
  'narrow_combination',
  'named_competitor',
  'internal_system_required',
  'internal_project_named',
  'resume_achievement',
  'technology_age',
  'language_combination',
  'long_experience',
  'rigid_terms',
  'own_network_required',
]

/** Source: the seed's skeptic, who answers each flag of the analyst by name. Signals that are not listed speak for the posting only. */
export const ANSWERS: Readonly<Partial<Record<CounterSignal, readonly Answer[]>>> = {
  external_welcome: [
    { flag: 'internal_applicants_preferred', near: 'refuted', far: 'downgraded' },
    { flag: 'internal_applicants_only', near: 'refuted', far: 'downgraded' },
    { flag: 'candidate_identified', near: 'downgraded', far: 'downgraded' },
    { flag: 'incumbent_continues', near: 'downgraded', far: 'downgraded' },
    { flag: 'formal_posting', near: 'downgraded', far: 'downgraded' },
  ],
  several_openings: [
    { flag: 'exact_team_size', near: 'refuted', far: 'downgraded' },
    { flag: 'narrow_combination', near: 'refuted', far: 'downgraded' },
    { flag: 'internal_applicants_preferred', near: 'downgraded', far: 'downgraded' },
    { flag: 'incumbent_continues', near: 'downgraded' },
    { flag: 'candidate_identified', near: 'downgraded' },
  ],
  // "A degree or equivalent" does not shorten the years asked for.
  equivalents_accepted: NARROWING.filter((flag) => flag !== 'long_experience').map((flag) => ({
    flag,
    near: 'refuted' as const,
  })),
  wished_only: [
    ...NARROWING.map((flag) => ({ flag, near: 'downgraded' as const })),
    { flag: 'citizenship_niche', near: 'downgraded' },
  ],
  training_offered: [
    { flag: 'internal_system_required', near: 'refuted', far: 'downgraded' },
    { flag: 'internal_project_named', near: 'refuted' },
  ],
  visa_sponsorship: [{ flag: 'citizenship_niche', near: 'refuted', far: 'refuted' }],
  relocation_support: [{ flag: 'narrow_combination', near: 'downgraded' }],
  transferable_skills: [
    { flag: 'named_competitor', near: 'refuted', far: 'downgraded' },
    { flag: 'resume_achievement', near: 'refuted', far: 'downgraded' },
    { flag: 'long_experience', near: 'refuted', far: 'downgraded' },
    { flag: 'narrow_combination', near: 'refuted', far: 'downgraded' },
  ],
  rolling_applications: [{ flag: 'short_window', near: 'downgraded', far: 'downgraded' }],
}
