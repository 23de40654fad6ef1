import type { SkillLinker, SkillMention } from '../../../taxonomy/linker.ts'
import type { Section, SectionKind } from '../../../text/sections.ts'
import type { PostingText } from '../../posting-text.ts'
import { createClauses } from './clause.ts'
import { type Cues, readCues } from './cues.ts'

/** One place where the posting asks for a skill. */
export type Occurrence = {
  mention: SkillMention
  section: SectionKind
  cues: Cues
  preferred: boolean
  /** How far down its section it stands: 0 at the top, 1 at the end. */
  depth: number
  /** Skills named in the same clause, this one included: a name in a long list is one example of many. */
  listed: number
  /** Characters of the clause. */
  clauseLength: number
}

/** All that a posting says about one skill. */
export type AskedSkill = {
  skill_id: string
  name: string
  kind: SkillMention['kind']
  inTitle: boolean
  occurrences: Occurrence[]
}

/** Shorter names ("Go", "R") are also words and letters of titles (characters). */
const SHORTEST_TITLE_WORD = 4

/** What the employer says of itself, pays or must declare asks nothing of the applicant. */
const SILENT: readonly SectionKind[] = ['company', 'benefits', 'legal', 'process']

/** Groups the skills that a posting asks for, each with every place that asks. Sections that ask nothing are skipped. */
export function findAskedSkills({ title, description, sections }: PostingText, linker: SkillLinker): AskedSkill[] {
  const titled = new Set(linker.link(title).map(({ skill_id }) => skill_id))
  const titleWords = ` ${title.toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, ' ')} `
  const asked = new Map<string, AskedSkill>()
  const clauseAround = createClauses(description)
  const clauses = new Map<number, { cuesAt: (place: number) => Cues; occurrences: Occurrence[] }>()
  let place = 0
  for (const mention of linker.link(description)) {
    while (sections[place + 1] && (sections[place] as Section).end <= mention.start) place++
    const section = sections[place]
    if (section && SILENT.includes(section.kind)) continue
    const { start, end } = clauseAround(mention.start, mention.end)
    // A clause cut by its longest reach may begin at the same place and end at another.
    const clause = clauses.get(start * 1024 + (end - start)) ?? {
      cuesAt: readCues(description.slice(start, end)),
      occurrences: [],
    }
    clauses.set(start * 1024 + (end - start), clause)
    const cues = clause.cuesAt(mention.start - start)
    if (cues.offered) continue
    const occurrence: Occurrence = {
      mention,
      section: section?.kind ?? 'other',
      cues,
      preferred: cues.preferred || (section?.preferred ?? false),
      depth: section ? (mention.start - section.start) / Math.max(1, section.end - section.start) : 0,
      listed: 1,
      clauseLength: end - start,
    }
    clause.occurrences.push(occurrence)
    const known = asked.get(mention.skill_id)
    if (known) known.occurrences.push(occurrence)
    else {
      const { skill_id, name, kind } = mention
      // The linker passes over everyday words that nothing around them explains; a title has no such words around.
      const inTitle =
        titled.has(skill_id) || (name.length >= SHORTEST_TITLE_WORD && titleWords.includes(` ${name.toLowerCase()} `))
      asked.set(skill_id, { skill_id, name, kind, inTitle, occurrences: [occurrence] })
    }
  }
  for (const { occurrences } of clauses.values())
    for (const occurrence of occurrences) occurrence.listed = occurrences.length
  return [...asked.values()]
}
