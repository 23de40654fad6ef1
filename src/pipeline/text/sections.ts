import type { Quote, Span } from './span.ts'

/** What a part of a posting speaks about. `other` is kept: nothing of the text belongs to no section. */
export const SECTION_KINDS = [
  'role',
  'responsibilities',
  'requirements',
  'benefits',
  'company',
  'process',
  'legal',
  'details',
  'other',
] as const
export type SectionKind = (typeof SECTION_KINDS)[number]

/**
 * A stretch of a posting under one heading. `items` are its bullets or sentences, each a trimmed quote without the bullet mark,
 * in order, never overlapping. `preferred` is true where the heading says that what follows is only wished for ("Nice to have").
 */
export type Section = Span & { kind: SectionKind; heading: Quote | null; preferred: boolean; items: Quote[] }
