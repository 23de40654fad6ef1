import type { Severity } from '../../records.ts'

/** Version of this table. A change of any number or code here is a new version: stored scores name the one they were made with. */
export const IHL_RUBRIC_VERSION = 2

/** Points of a posting of which nothing speaks either way: open search is the ordinary case. */
export const PRIOR_POINTS = 2

/**
 * Points a standing flag adds, by severity. Under a whole point a flag orders postings but cannot move a score by itself.
 * Source of the kinds: the seed's analyst prompt and the fake-job rubric before it; see docs/ihl-rubric.md.
 */
export const FLAG_POINTS = {
  // The opening is said to be taken, or closed to outsiders.
  candidate_identified: { LOW: 4, MEDIUM: 5.5, HIGH: 7 },
  incumbent_continues: { LOW: 3, MEDIUM: 5, HIGH: 6 },
  internal_applicants_only: { LOW: 3, MEDIUM: 5, HIGH: 6 },
  filing_notice: { LOW: 3, MEDIUM: 5, HIGH: 6 },
  formal_posting: { LOW: 3, MEDIUM: 5, HIGH: 6 },
  applications_refused: { LOW: 2, MEDIUM: 4, HIGH: 6 },
  // The opening favours somebody inside.
  own_tenure_required: { LOW: 2, MEDIUM: 3, HIGH: 5 },
  internal_applicants_preferred: { LOW: 2, MEDIUM: 3, HIGH: 4 },
  internal_system_required: { LOW: 1, MEDIUM: 2, HIGH: 3 },
  internal_project_named: { LOW: 1, MEDIUM: 2, HIGH: 3 },
  // The requirements read like one person's life.
  exact_experience: { LOW: 1, MEDIUM: 3, HIGH: 4 },
  dated_experience: { LOW: 1, MEDIUM: 3, HIGH: 4 },
  resume_achievement: { LOW: 0.6, MEDIUM: 2, HIGH: 3 },
  exact_team_size: { LOW: 1, MEDIUM: 2, HIGH: 3 },
  named_competitor: { LOW: 0.6, MEDIUM: 2, HIGH: 3 },
  // The requirements fit very few people, or nobody.
  technology_age: { LOW: 1, MEDIUM: 2, HIGH: 3 },
  contradictory_seniority: { LOW: 1, MEDIUM: 2, HIGH: 3 },
  certificate_stack: { LOW: 0.6, MEDIUM: 2, HIGH: 3 },
  narrow_combination: { LOW: 0.5, MEDIUM: 1.5, HIGH: 3 },
  citizenship_niche: { LOW: 0.4, MEDIUM: 2, HIGH: 3 },
  language_combination: { LOW: 0.6, MEDIUM: 1, HIGH: 2 },
  rigid_terms: { LOW: 0.3, MEDIUM: 0.6, HIGH: 0.9 },
  own_network_required: { LOW: 0.4, MEDIUM: 0.8, HIGH: 1 },
  long_experience: { LOW: 0.4, MEDIUM: 0.8, HIGH: 1 },
  // The way to apply is made hard.
  short_window: { LOW: 1, MEDIUM: 2, HIGH: 3 },
  mail_only_application: { LOW: 1, MEDIUM: 3, HIGH: 4 },
} as const satisfies Record<string, Record<Severity, number>>

export type FlagCode = keyof typeof FLAG_POINTS

/** A model may name a sign of its own; it counts little, because nothing says what it means. */
export const OTHER_FLAG_POINTS: Record<Severity, number> = { LOW: 0.4, MEDIUM: 1, HIGH: 2 }

/** While one of these stands, general signs of openness do not bring the score below DECISIVE_FLOOR. */
export const DECISIVE_FLAGS: ReadonlySet<string> = new Set<FlagCode>([
  'candidate_identified',
  'incumbent_continues',
  'internal_applicants_only',
  'filing_notice',
  'formal_posting',
  'applications_refused',
])
export const DECISIVE_FLOOR = 7

/** Only a decisive flag makes a posting FAKE; any heap of others ends at this score. */
export const CEILING_WITHOUT_DECISIVE = 9

/** Flags worth less than a point together add at most this: small signs alone never leave GENUINE (0-3). */
export const SMALL_FLAG_LIMIT = 1.4

/** Further flags of one code add this share of their points: the same thing said twice is hardly more. */
export const REPEAT_SHARE = 0.25

/** Share of its points that a flag keeps when the skeptic downgrades it; a refuted flag keeps none. */
export const DOWNGRADED_SHARE = 0.5

/** Points a sign of open search takes off when it speaks for the posting as a whole. */
export const COUNTER_POINTS = {
  external_welcome: 1.5,
  several_openings: 1.2,
  entry_level_welcome: 1.2,
  transferable_skills: 1,
  remote_anywhere: 1,
  visa_sponsorship: 1,
  relocation_support: 0.8,
  training_offered: 0.8,
  growth_stated: 0.7,
  equivalents_accepted: 0.4,
  modest_experience: 0.4,
  wished_only: 0.3,
  several_locations: 0.4,
  process_described: 0.4,
  rolling_applications: 0.4,
} as const

export type CounterSignal = keyof typeof COUNTER_POINTS
export const OTHER_COUNTER_POINTS = 0.3

/** All signs of open search together take off at most this. */
export const COUNTER_LIMIT = 3

/** Highest score of each category, 0-10. Source: seed rubric of 10 November. */
export const CATEGORY_LIMITS = { GENUINE: 3, BORDERLINE: 6, COMPLIANCE_THEATER: 9, FAKE: 10 } as const
