export const EMPLOYMENT_TYPES = [
  ...(['FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER'] as const),
] as const
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number]
