/**
 * The records that steps of Workflow 3001 hand to one another: each schema is validation, TypeScript type and, for an LLM,
 * the `format` of its answer. Spans count UTF-16 code units of the posting's description.
 */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }

/** Text of the posting that supports a claim. */
export const Evidence = Type.Object(
  { start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }), quote: Type.String({ minLength: 1 }) },
  closed,
)
export type Evidence = Static<typeof Evidence>

/** The seven headers of a summary, in their order. */
export const SUMMARY_HEADERS = [
  'Role',
  'Company',
  'Location',
  'Job ID',
  'Key Responsibilities',
  'Requirements',
  'Details',
] as const
export const SummaryHeader = Type.Enum(SUMMARY_HEADERS)
export type SummaryHeader = Static<typeof SummaryHeader>

/** One bullet of a summary with the passage it was taken from. */
export const Bullet = Type.Object({ text: Type.String({ minLength: 1, maxLength: 400 }), evidence: Evidence }, closed)
export type Bullet = Static<typeof Bullet>

/** A drafted summary. Role, company, location and job id come from the record, never from the text. */
export const Summary = Type.Object(
  {
    role: Type.String({ minLength: 1 }),
    company: Type.Union([Type.String(), Type.Null()]),
    location: Type.Union([Type.String(), Type.Null()]),
    job_id: Type.Union([Type.String(), Type.Null()]),
    responsibilities: Type.Array(Bullet, { maxItems: 5 }),
    requirements: Type.Array(Bullet, { maxItems: 5 }),
    details: Type.Array(Bullet, { maxItems: 8 }),
  },
  closed,
)
export type Summary = Static<typeof Summary>

export const Verdict = Type.Enum(['PASS', 'FAIL'])
export type Verdict = Static<typeof Verdict>

/** What a grader found wrong: the section, the rule of the rubric (snake_case) and a sentence for people. */
export const Complaint = Type.Object(
  { section: SummaryHeader, rule: Type.String({ maxLength: 60 }), message: Type.String({ maxLength: 400 }) },
  closed,
)
export type Complaint = Static<typeof Complaint>

export const Grade = Type.Object({ verdict: Verdict, complaints: Type.Array(Complaint, { maxItems: 8 }) }, closed)
export type Grade = Static<typeof Grade>

/** A review ticket for a person. */
export const Ticket = Type.Object(
  {
    title: Type.String({ maxLength: 200 }),
    issues: Type.Array(Type.String({ maxLength: 400 }), { maxItems: 12 }),
    check: Type.Array(Type.String({ maxLength: 400 }), { maxItems: 12 }),
    advice: Type.String({ maxLength: 600 }),
  },
  closed,
)
export type Ticket = Static<typeof Ticket>

export const IMPORTANCES = ['essential', 'critical', 'important', 'preferred'] as const
export const PROFICIENCIES = ['expert', 'advanced', 'intermediate', 'beginner'] as const

/** Weight band (whole numbers, both ends included) of each importance. Source: workflow-3001, contracts of a step. */
export const WEIGHT_BANDS = {
  essential: [90, 100],
  critical: [65, 89],
  important: [35, 64],
  preferred: [10, 34],
} as const

/** One skill that the posting asks for. `skill_id` is null when the taxonomy does not know the name. */
export const Skill = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    skill_id: Type.Union([Type.String(), Type.Null()]),
    importance: Type.Enum(IMPORTANCES),
    weight: Type.Integer({ minimum: 10, maximum: 100 }),
    proficiency: Type.Enum(PROFICIENCIES),
    years_required: Type.Number({ minimum: 0, maximum: 60 }),
    reasoning: Type.String({ maxLength: 300 }),
    evidence: Evidence,
  },
  closed,
)
export type Skill = Static<typeof Skill>

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH'] as const
export const Severity = Type.Enum(SEVERITIES)
export type Severity = Static<typeof Severity>

/** A sign that the opening may already be meant for somebody; `flag` is a code of the IHL rubric. */
export const RedFlag = Type.Object(
  {
    flag: Type.String({ maxLength: 60 }),
    severity: Severity,
    reasoning: Type.String({ maxLength: 300 }),
    evidence: Evidence,
  },
  closed,
)
export type RedFlag = Static<typeof RedFlag>

/** 3-way verdict of the analyst, his own number (0-10) and the flags he quotes. */
export const Analysis = Type.Object(
  {
    verdict: Type.Enum(['GENUINE', 'SUSPICIOUS', 'PRE_WIRED']),
    suggested_score: Type.Integer({ minimum: 0, maximum: 10 }),
    flags: Type.Array(RedFlag, { maxItems: 12 }),
    reasoning: Type.String({ maxLength: 600 }),
  },
  closed,
)
export type Analysis = Static<typeof Analysis>

/** Evidence for an honest search. `refutes` names the flag it answers, or is null when it speaks for the posting as a whole. */
export const CounterEvidence = Type.Object(
  {
    signal: Type.String({ maxLength: 60 }),
    refutes: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
    effect: Type.Enum(['refuted', 'downgraded', 'supports']),
    reasoning: Type.String({ maxLength: 300 }),
    evidence: Evidence,
  },
  closed,
)
export type CounterEvidence = Static<typeof CounterEvidence>

export const Challenge = Type.Object(
  {
    verdict: Type.Enum(['GENUINE', 'PLAUSIBLE', 'WEAK_CASE']),
    suggested_score: Type.Integer({ minimum: 0, maximum: 10 }),
    counter_evidence: Type.Array(CounterEvidence, { maxItems: 12 }),
    reasoning: Type.String({ maxLength: 600 }),
  },
  closed,
)
export type Challenge = Static<typeof Challenge>

export const IHL_CATEGORIES = ['GENUINE', 'BORDERLINE', 'COMPLIANCE_THEATER', 'FAKE'] as const
export const CONFIDENCES = ['LOW', 'MEDIUM', 'HIGH'] as const

/** The final Internal Hire Likelihood. `ihl_score` is computed in code; `expert_score` is the expert's own number beside it. */
export const Likelihood = Type.Object(
  {
    ihl_score: Type.Integer({ minimum: 0, maximum: 10 }),
    ihl_category: Type.Enum(IHL_CATEGORIES),
    ihl_confidence: Type.Enum(CONFIDENCES),
    expert_score: Type.Integer({ minimum: 0, maximum: 10 }),
    candidate_pool: Type.Enum(['LARGE', 'MEDIUM', 'SMALL', 'TINY']),
    recommendation: Type.Enum(['APPLY', 'CAUTION', 'SKIP']),
    flags: Type.Array(RedFlag, { maxItems: 12 }),
    counter_evidence: Type.Array(CounterEvidence, { maxItems: 12 }),
    reasoning: Type.String({ maxLength: 600 }),
  },
  closed,
)
export type Likelihood = Static<typeof Likelihood>
