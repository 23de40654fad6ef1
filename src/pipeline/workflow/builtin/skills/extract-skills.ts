import type { SkillLinker } from '../../../taxonomy/linker.ts'
import type { PostingText } from '../../posting-text.ts'
import type { Skill } from '../../records.ts'
import { isOnlyMentioned } from './everyday.ts'
import { findAskedSkills } from './occurrences.ts'
import { weigh } from './weigh.ts'

/** A posting that asks for more asks for nothing in particular; the tail is the weakest. */
const MOST_SKILLS = 30
/** Soft skills are the same everywhere: more than one for so many hard ones would make different postings look alike. */
const HARD_FOR_ONE_SOFT = 3
const FEWEST_SOFT_SKILLS = 2
const MOST_SOFT_SKILLS = 5
/** From so many on, everyday words that a duty mentions once are left out; a posting with fewer has nothing better. */
const ENOUGH_SKILLS = 5
/** A degree as such tells no posting from another; its subject does, and stays. */
const DEGREES = 'degrees'

/**
 * The skills that a posting asks for, heaviest first. Each is named in the description: `description.slice(start, end) === quote`
 * of its evidence. Only sections that ask something of the applicant are read.
 */
export function extractSkills(posting: PostingText, linker: SkillLinker): Skill[] {
  const found = findAskedSkills(posting, linker).filter(({ skill_id }) => linker.category(skill_id) !== DEGREES)
  const asks = found.filter((asked) => !(asked.occurrences.length === 1 && isOnlyMentioned(asked)))
  const skills = (asks.length >= ENOUGH_SKILLS ? asks : found).map((asked) => {
    const { best, ...weighed } = weigh(asked)
    const { start, end, quote } = best.mention
    const skill: Skill = { name: asked.name, skill_id: asked.skill_id, ...weighed, evidence: { start, end, quote } }
    return { skill, soft: asked.kind === 'soft' }
  })
  skills.sort(
    (left, right) => right.skill.weight - left.skill.weight || left.skill.evidence.start - right.skill.evidence.start,
  )
  const hard = skills.filter(({ soft }) => !soft).length
  let softLeft = Math.min(MOST_SOFT_SKILLS, Math.max(FEWEST_SOFT_SKILLS, Math.ceil(hard / HARD_FOR_ONE_SOFT)))
  return skills
    .filter(({ soft }) => !soft || softLeft-- > 0)
    .slice(0, MOST_SKILLS)
    .map(({ skill }) => skill)
}
