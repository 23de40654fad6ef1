import type { CounterSignal, FlagCode } from '../builtin/ihl/rubric.ts'

/** What the text says where a flag stands, as a model is told. Source: docs/ihl-rubric.md. */
export const FLAG_MEANINGS: Readonly<Record<FlagCode, string>> = {
  candidate_identified: 'a person has already been chosen',
  incumbent_continues: 'the present holder of the job is to stay',
  internal_applicants_only: 'only people who already work here may apply',
  filing_notice: 'a notice for a visa or labour filing',
  formal_posting: 'posted only because a rule demands it',
  applications_refused: 'applications are not wanted or not read',
  own_tenure_required: 'years of work at this very company are demanded',
  internal_applicants_preferred: 'people who already work here come first',
  internal_system_required: "experience with the company's own internal system is demanded",
  internal_project_named: 'experience in a named internal project is demanded',
  exact_experience: 'an oddly exact length, such as "exactly 7 years" or "4 years and 3 months"',
  dated_experience: 'experience between two given dates',
  resume_achievement: 'a past deed as one CV tells it, such as "led the merger of 2019"',
  exact_team_size: 'a past team counted to the head, such as "managed 13 people"',
  named_competitor: 'work at a named other company is demanded',
  technology_age: 'more years with a technology than it has existed',
  contradictory_seniority: 'a junior title with the years of a senior',
  certificate_stack: 'three or more hard certificates, all demanded',
  narrow_combination: 'a combination of trade, tools, place, language and years that hardly anybody has',
  citizenship_niche: 'a citizenship or clearance together with a rare skill',
  language_combination: 'three or more languages, all demanded',
  rigid_terms: 'a demand that allows no exception',
  own_network_required: 'the applicant must bring own clients or contacts',
  long_experience: 'eight or more years of experience',
  short_window: 'five days or fewer to apply',
  mail_only_application: 'applications by post only',
}

/** What the text says where a sign of an open search stands. Source: docs/ihl-rubric.md. */
export const SIGNAL_MEANINGS: Readonly<Record<CounterSignal, string>> = {
  external_welcome: 'people from outside are invited to apply',
  several_openings: 'more than one person is sought',
  entry_level_welcome: 'beginners, students or graduates may apply',
  transferable_skills: 'people from other trades are invited',
  remote_anywhere: 'the place of work does not matter',
  visa_sponsorship: 'the company helps with visas',
  relocation_support: 'the company helps with moving',
  training_offered: 'what is needed is taught on the job',
  growth_stated: 'this team grows, or the position is new',
  equivalents_accepted: '"or similar", "or equivalent", "oder vergleichbar"',
  modest_experience: 'three years of experience or fewer are enough',
  wished_only: 'a demand is only wished for: "a plus", "preferred", "von Vorteil"',
  several_locations: 'the applicant may choose between places',
  process_described: 'a selection with steps is described',
  rolling_applications: 'applications are taken until the job is filled',
}

export const listOf = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([code, meaning]) => `- ${code}: ${meaning}`)
    .join('\n')
