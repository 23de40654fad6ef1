import Type from 'typebox'
import type { Ask } from '../ask.ts'
import { importanceOf } from '../builtin/skills/weigh.ts'
import type { PostingText } from '../posting-text.ts'
import { IMPORTANCES, PROFICIENCIES, type Skill, WEIGHT_BANDS } from '../records.ts'
import { createClaims, jaccard, oneLine } from './claims.ts'
import { shownPosting } from './shown.ts'
import { isNamed, linkSkill, statesYears } from './skill-claim.ts'

const SkillAnswer = Type.Object(
  {
    skills: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 60 }),
          quote: Type.String({ minLength: 1, maxLength: 200 }),
          reasoning: Type.String({ minLength: 1, maxLength: 120 }),
          importance: Type.Enum(IMPORTANCES),
          weight: Type.Integer({ minimum: 10, maximum: 100 }),
          proficiency: Type.Enum(PROFICIENCIES),
          years_required: Type.Number({ minimum: 0, maximum: 40 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
  },
  { additionalProperties: false },
)

/** Soft skills are asked for everywhere: with this weight at most, and never more than a hard skill that is more than wished for. */
const MOST_SOFT = WEIGHT_BANDS.important[1]

/** Skills that the posting asks for. A name counts only where its quote has it; the taxonomy says which skill it is. */
export const extractSkillsAsk: Ask<{ posting: PostingText }, { skills: Skill[] }, typeof SkillAnswer> = {
  prompt: `You list the skills that one job posting asks of the applicant: knowledge, tools, methods, languages, certificates, experience in a field.

Answer with one JSON object of this form and nothing else:
{{answer_form}}

The fields of a skill:
- name: its usual name in 1 to 5 words, as the posting writes it.
- quote: the phrase of the posting that asks for it, copied letter by letter, at most 25 words. The name stands in the quote.
- reasoning: why it matters here, in a few English words.
- importance and weight go together:
  essential, weight ${WEIGHT_BANDS.essential.join(' to ')}: without it nobody can apply.
  critical, weight ${WEIGHT_BANDS.critical.join(' to ')}: clearly required.
  important, weight ${WEIGHT_BANDS.important.join(' to ')}: part of the work.
  preferred, weight ${WEIGHT_BANDS.preferred.join(' to ')}: only wished for ("a plus", "von Vorteil").
- proficiency: expert, advanced, intermediate or beginner, as the posting words it. Where it says nothing: intermediate.
- years_required: years of experience that the quote names for it. Where it names none: 0.

Rules:
- At most 20 skills, the weightiest first. Each skill once.
- No benefits, no names of departments, nothing that the company offers.
- Manners such as teamwork or communication come last, and never as essential.
- Name only what the posting asks for. Do not add what is usual in the trade.

{{posting}}`,
  max_tokens: 2560,
  shows: ({ posting }) => ({ posting: shownPosting(posting) }),
  answers: SkillAnswer,
  reads: ({ skills }, { posting }, { linker }) => {
    const claims = createClaims(posting.description)
    const seen = new Set<string>()
    const found: { skill: Skill; soft: boolean }[] = []
    for (const claim of skills) {
      const evidence = claims.ground(claim.quote, claim.name)
      if (!evidence) continue
      const linked = linkSkill(claim.name, evidence.quote, linker)
      const name = linked?.name ?? oneLine(claim.name)
      const key = linked?.skill_id ?? name.toLowerCase()
      if (!isNamed(claim.name, linked?.skill_id, evidence.quote, linker)) claims.drop(claim.name, 'not_in_posting')
      else if (seen.has(key)) claims.drop(claim.name, 'duplicate')
      else {
        seen.add(key)
        const [least, most] = WEIGHT_BANDS[claim.importance]
        const skill: Skill = {
          name,
          skill_id: linked?.skill_id ?? null,
          importance: claim.importance,
          weight: Math.min(most, Math.max(least, claim.weight)),
          proficiency: claim.proficiency,
          years_required: statesYears(posting.description, evidence, claim.years_required) ? claim.years_required : 0,
          reasoning: oneLine(claim.reasoning),
          evidence,
        }
        found.push({ skill, soft: linked?.kind === 'soft' })
      }
    }
    const unfounded = claims.unfounded()
    if (unfounded) return unfounded
    if (skills.length > 0 && found.length === 0)
      return { invalid: 'no name of a skill stands in its quote; name only what the quote names', unfounded: true }
    return { output: { skills: ranked(found) }, dropped: claims.dropped }
  },
  agreement: (output, builtin) => jaccard(output.skills.map(keyOf), builtin.skills.map(keyOf)),
}

const keyOf = ({ skill_id, name }: Skill): string => skill_id ?? name.toLowerCase()

/** Heaviest first, with soft skills held under the hard ones. */
function ranked(found: readonly { skill: Skill; soft: boolean }[]): Skill[] {
  const hard = found.filter(({ soft, skill }) => !soft && skill.importance !== 'preferred')
  const most = Math.min(MOST_SOFT, ...hard.map(({ skill }) => skill.weight))
  return found
    .map(({ skill, soft }) => {
      if (!soft || skill.weight <= most) return { skill, soft }
      return { skill: { ...skill, weight: most, importance: importanceOf(most) }, soft }
    })
    .sort((a, b) => b.skill.weight - a.skill.weight || Number(a.soft) - Number(b.soft))
    .map(({ skill }) => skill)
}
