import type { SourceKind } from './source-kind.ts'

/** Every kind of source, in the order of the help. */
export const KINDS: readonly SourceKind[] = []

export function findKind(name: string): SourceKind | undefined {
  return KINDS.find(({ kind }) => kind === name)
}
