import Type from 'typebox'
import { extractSkillsAsk } from '../asks/extract-skills.ts'
import { extractSkills as extract } from '../builtin/skills/extract-skills.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Skill } from '../records.ts'

/** The skills that the posting asks for, each with the passage that says so (seed conversation 3350). */
export const extractSkills = step({
  id: 3350,
  name: 'r1114_extract_skills',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text },
  yields: Type.Object({ skills: Type.Array(Skill, { maxItems: 60 }) }),
  tokens: ['DONE'],
  builtin: ({ posting }, { linker }) => ({ skills: extract(posting, linker) }),
  asks: extractSkillsAsk,
  decides: () => 'DONE',
  saves: ({ skills }) => ({ skills }),
})
