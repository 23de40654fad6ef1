import type { SkillLinker, SkillMention } from '../../../taxonomy/linker.ts'
import type { Section, SectionKind } from '../../../text/sections.ts'
import type { PostingText } from '../../posting-text.ts'
import { createClauses } from './clause.ts'
import { type Cues, readCues } from './cues.ts'

/** One place where the posting asks for a skill. */
export type Occurrence = { mention: SkillMention; section: SectionKind; cues: Cues; preferred: boolean }

/** All that a posting says about one skill. */
export type AskedSkill = {
  skill_id: string
  name: string
  kind: SkillMention['kind']
  inTitle: boolean
  occurrences: Occurrence[]
}

/** What the employer says of itself, pays or must declare asks nothing of the applicant. */
const SILENT: readonly SectionKind[] = ['company', 'benefits', 'legal', 'process']

/** Groups the skills that a posting asks for, each with every place that asks. Sections that ask nothing are skipped. */
export function findAskedSkills({ title, description, sections }: PostingText, linker: SkillLinker): AskedSkill[] {
  const titled = new Set(linker.link(title).map(({ skill_id }) => skill_id))
  const asked = new Map<string, AskedSkill>()
  const clauseAround = createClauses(description)
  const read = new Map<string, Cues>()
  let place = 0
  for (const mention of linker.link(description)) {
    while (sections[place + 1] && (sections[place] as Section).end <= mention.start) place++
    const section = sections[place]
    if (section && SILENT.includes(section.kind)) continue
    const { start, end } = clauseAround(mention.start, mention.end)
    const clause = description.slice(start, end)
    const cues = read.get(clause) ?? readCues(clause)
    read.set(clause, cues)
    if (cues.offered) continue
    const occurrence = {
      mention,
      section: section?.kind ?? 'other',
      cues,
      preferred: cues.preferred || (section?.preferred ?? false),
    }
    const known = asked.get(mention.skill_id)
    if (known) known.occurrences.push(occurrence)
    else {
      const { skill_id, name, kind } = mention
      asked.set(skill_id, { skill_id, name, kind, inTitle: titled.has(skill_id), occurrences: [occurrence] })
    }
  }
  return [...asked.values()]
}
