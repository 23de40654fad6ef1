import type { SectionKind } from '../sections.ts'
import type { Span } from '../span.ts'

/** A heading found in a text. Its content starts at `contentStart`, behind a colon. `label` ones carry one value. */
export type FoundHeading = Span & { kind: SectionKind | null; preferred: boolean; label: boolean; contentStart: number }

/** What stands before a possible heading, from certain to impossible. */
export type Before = 'line' | 'end' | 'colon' | 'fused' | 'inline' | 'bound' | 'open'
