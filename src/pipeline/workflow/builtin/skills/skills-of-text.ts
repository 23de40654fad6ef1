import type { SkillLinker } from '../../../taxonomy/linker.ts'
import { detectLanguage } from '../../../text/detect-language.ts'
import { readSections } from '../../../text/read-sections.ts'
import type { Skill } from '../../records.ts'
import { findAskedSkills } from './occurrences.ts'
import { weigh } from './weigh.ts'

/** A skill of a bare text, as `winnow skills FILE` prints it: `text.slice(start, end) === quote`. */
export type TextSkill = Pick<Skill, 'name' | 'skill_id' | 'importance' | 'weight' | 'years_required'> & {
  start: number
  end: number
  quote: string
}

/** Every skill that a text asks for, heaviest first, without a bound: a text by itself has no title and no source. */
export function skillsOfText(text: string, linker: SkillLinker): TextSkill[] {
  const language = detectLanguage(text)
  const posting = {
    title: '',
    company: null,
    location: null,
    job_id: null,
    description: text,
    language,
    sections: readSections(text, language),
    injections: [],
  }
  return findAskedSkills(posting, linker)
    .map((asked) => {
      const { importance, weight, years_required, best } = weigh(asked)
      const { start, end, quote } = best.mention
      return { name: asked.name, skill_id: asked.skill_id, importance, weight, years_required, start, end, quote }
    })
    .sort((left, right) => right.weight - left.weight || left.start - right.start)
}
