import type { Candidate } from '../candidate.ts'
import type { EducationLevel, Experience, Extracted, WorkHours } from '../extracted-page.ts'
import { findEducation } from '../normalise/education.ts'
import { findExperience } from '../normalise/experience.ts'
import { Prose } from '../normalise/prose.ts'
import { findWorkHours } from '../normalise/work-hours.ts'
import { weightOf } from './evidence.ts'
import { extracted } from './rank.ts'
import { oneLine } from './title.ts'

export type Qualifications = {
  experience: Extracted<Experience> | null
  education: Extracted<EducationLevel[]> | null
  work_hours: Extracted<WorkHours> | null
}

type Found<T> = { value: T; raw: string }

/** Years, degrees and hours: as labels state them, else as the text does. Education is read in the requirements alone when the text has such a part. */
export function qualificationsOf(
  candidates: readonly Candidate[],
  description: Prose,
  requirements: string | null,
): Qualifications {
  const field = <T>(
    name: keyof Qualifications,
    find: (text: string | Prose) => Found<T> | null,
    text: Prose,
  ): Extracted<T> | null => {
    const stated = candidates.filter((candidate) => candidate.field === name).sort((a, b) => weightOf(b) - weightOf(a))
    for (const candidate of stated) {
      const months = candidate.parts?.months
      const found = find(
        months === undefined ? oneLine(candidate.raw) : `${Math.round(Number(months) / 12)} years of experience`,
      )
      if (found) return extracted(found.value, candidate, weightOf(candidate))
    }
    const found = find(text)
    if (!found) return null
    const candidate: Candidate = { field: name, reader: 'text', rule: `text.${name}`, raw: found.raw }
    return extracted(found.value, candidate, weightOf(candidate))
  }
  return {
    experience: field('experience', findExperience, description),
    education: field('education', findEducation, requirements === null ? description : new Prose(requirements)),
    work_hours: field('work_hours', findWorkHours, description),
  }
}
