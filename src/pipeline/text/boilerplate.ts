import type { Section, SectionKind } from './sections.ts'

/** Kinds that speak about the job on offer. */
const ABOUT_THE_JOB: ReadonlySet<SectionKind> = new Set<SectionKind>([
  'role',
  'responsibilities',
  'requirements',
  'details',
  'other',
])

/**
 * The text that speaks about this job: duties, requirements, role and facts, item by item on lines of their own, without company
 * portrait, benefits, application process and legal text. Headings and the title say nothing by themselves and are left out.
 */
export function withoutBoilerplate(sections: readonly Section[]): string {
  return sections
    .filter(({ kind }) => ABOUT_THE_JOB.has(kind))
    .flatMap(({ kind, items }) => (kind === 'details' ? items.filter(({ quote }) => quote.length > 60) : items))
    .map(({ quote }) => quote)
    .join('\n')
}

/** Characters of text about this job itself. */
export function substanceLength(sections: readonly Section[]): number {
  return withoutBoilerplate(sections).length
}
