import { skillDemand } from '../../db/read-statistics.ts'
import type { Skill as StoredSkill } from '../../pipeline/workflow/records.ts'
import { camelRow } from '../camel.ts'
import { checkFirst } from '../connection.ts'
import type { FieldResolvers } from '../resolver.ts'
import type { Query, Skill } from '../schema.generated.ts'

/** A skill as it stands in postings.skill_keywords. */
export const fields: FieldResolvers<StoredSkill, Skill> = {
  skillId: ({ skill_id }) => skill_id,
  yearsRequired: ({ years_required }) => years_required,
}

export const skills: Query['skills'] = async (_, { search, source, first }, { services: { database } }) => {
  const rows = await skillDemand(database.db, {
    search: search ?? undefined,
    source: source ?? undefined,
    limit: checkFirst(first),
  })
  return rows.map(camelRow)
}
