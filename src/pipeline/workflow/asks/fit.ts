import type { SectionKind } from '../../text/sections.ts'
import type { PostingText } from '../posting-text.ts'

/** What is left out first when a posting is too long. Duties and requirements are never left out: without them it is another posting. */
const OMITTED_FIRST: readonly SectionKind[] = ['company', 'benefits', 'legal', 'process', 'other', 'details', 'role']

/** `omitted` names each section left out as "kind start-end", offsets in the full description. */
export type Fitted = { posting: PostingText; omitted: string[] }

/**
 * The posting with ever more of its sections left out, whole ones only: by kind in the order of OMITTED_FIRST, the last of a kind
 * first. The description is what remains; spans of sections still count in the full one.
 */
export function* shorterPostings(posting: PostingText): Generator<Fitted> {
  const { sections, description } = posting
  const places = [...sections.keys()].reverse()
  const left = new Set<number>()
  for (const kind of OMITTED_FIRST) {
    for (const place of places) {
      if (sections[place]?.kind !== kind) continue
      left.add(place)
      const kept = sections.filter((_, at) => !left.has(at)).map(({ start, end }) => description.slice(start, end))
      const omitted = sections.filter((_, at) => left.has(at)).map(({ kind, start, end }) => `${kind} ${start}-${end}`)
      yield { posting: { ...posting, description: kept.join('') }, omitted }
    }
  }
}
