import type { Source } from '../../../../src/db/sources.ts'
import type { CollectedItem } from '../../../../src/pipeline/store/collected/prepare-collected.ts'

export const SOURCE: Source = {
  source_id: 1,
  source_name: 'board',
  kind: 'board',
  org_name: null,
  config: {},
  status: 'active',
}

const TEXT = `Harbour Works keeps the cranes of the port running.
Your tasks
- You plan the maintenance of the cranes together with the crews.
- You write small tools in Python and SQL that show which crane is due.
Your profile
- At least 3 years of experience in the planning of maintenance.
What we offer
- 30 days of paid leave
- A pension to which we add
- A bicycle on lease
- 38 hours per week`

/** An opening of an invented harbour; `changes` replace parts of its record. */
export function collected(id: string | null, changes: Partial<CollectedItem['record']> = {}): CollectedItem {
  return {
    item: { id, title: 'as the source has it', nested: { list: [1, null] } },
    listing_hash: `hash of ${id}`,
    record: {
      external_job_id: id,
      job_title: 'Maintenance Planner (m/f/d)',
      company_name: 'Harbour Works',
      location: 'München',
      external_url: `https://jobs.example/${id}`,
      apply_url: `https://apply.example/${id}`,
      posted_on: '3 days ago',
      deadline: '2026-05-31',
      employment_type: ['Full-time'],
      job_description: TEXT,
      places: [{ raw: 'München', city: 'München', region: null, country: 'Germany', country_code: 'DE' }],
      salary: { min: 52_000, max: 61_000, currency: 'EUR', unit: 'YEAR', raw: '52-61k' },
      columns: { ats_platform: 'board', ai_work_arrangement: 'Hybrid', ai_keywords: ['port', 'cranes'], remote: null },
      ...changes,
    },
  }
}
