import { createFoldTable, type FoldTable, foldedKey } from './fold.ts'

export const SKILL_KINDS = ['hard', 'soft', 'language', 'certificate'] as const
export type SkillKind = (typeof SKILL_KINDS)[number]

/** One way to write a skill. A guarded spelling counts only where the skill's guard holds; a German one also inside a compound. */
export type Spelling = { text: string; guarded: boolean; german: boolean }

/** One skill of the taxonomy. `skill_id` is a stable slug of its name. */
export type TaxonomySkill = {
  skill_id: string
  name: string
  kind: SkillKind
  /** Field it belongs to, e.g. `banking`: the name of its data file. */
  category: string
  /** The name first, then its aliases. */
  spellings: readonly Spelling[]
  /** Ids of skills that speak for this one. */
  related: readonly string[]
  /** Condition under which a guarded spelling counts (guards.ts); empty for none. */
  guard: string
}

export type Taxonomy = {
  skills: readonly TaxonomySkill[]
  foldTable: FoldTable
  get(skill_id: string): TaxonomySkill | undefined
  /** The skill that goes by this name or alias, whatever its spelling; guards do not apply. */
  find(name: string): TaxonomySkill | undefined
  /** Ids of related skills, in both directions; empty for an unknown id. */
  related(skill_id: string): readonly string[]
  category(skill_id: string): string | undefined
}

/** Indexes skills. Of two that share a spelling the earlier keeps it. Throws RangeError when an id occurs twice or a related id is unknown. */
export function createTaxonomy(skills: readonly TaxonomySkill[]): Taxonomy {
  const foldTable = createFoldTable()
  const byId = new Map<string, TaxonomySkill>()
  for (const skill of skills) {
    if (byId.has(skill.skill_id)) throw new RangeError(`taxonomy: the id "${skill.skill_id}" occurs twice`)
    byId.set(skill.skill_id, skill)
  }
  const relations = relationsOf(skills, byId)
  let byName: Map<string, TaxonomySkill> | undefined
  return {
    skills,
    foldTable,
    get: (skill_id) => byId.get(skill_id),
    find: (name) => {
      byName ??= namesOf(skills, foldTable)
      return byName.get(foldedKey(name, foldTable))
    },
    related: (skill_id) => relations.get(skill_id) ?? [],
    category: (skill_id) => byId.get(skill_id)?.category,
  }
}

/** Stable text id of a name: "C++" -> c-plus-plus, ".NET" -> dot-net, "Prüfung" -> pruefung. */
export function slugOf(name: string): string {
  // Most names are plain words; spelling them out twelve ways would take a good part of loading.
  if (/^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*$/.test(name)) return name.toLowerCase().replaceAll(' ', '-')
  const spelled = name
    .toLowerCase()
    .replaceAll('c++', 'c-plus-plus')
    .replaceAll('++', '-plus-plus')
    .replaceAll('#', '-sharp')
    .replace(/^\./, 'dot-')
    .replaceAll('&', ' and ')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/['’]/g, '')
  return spelled
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function namesOf(skills: readonly TaxonomySkill[], table: FoldTable): Map<string, TaxonomySkill> {
  const names = new Map<string, TaxonomySkill>()
  const add = (name: string, skill: TaxonomySkill) => {
    const key = foldedKey(name, table)
    if (!names.has(key)) names.set(key, skill)
  }
  for (const skill of skills) add(skill.name, skill)
  for (const skill of skills) for (const { text } of skill.spellings) add(text, skill)
  return names
}

function relationsOf(
  skills: readonly TaxonomySkill[],
  byId: ReadonlyMap<string, TaxonomySkill>,
): Map<string, string[]> {
  const relations = new Map<string, Set<string>>()
  const relate = (from: string, to: string) => {
    const known = relations.get(from)
    if (known) known.add(to)
    else relations.set(from, new Set([to]))
  }
  for (const { skill_id, related } of skills) {
    for (const other of related) {
      if (!byId.has(other))
        throw new RangeError(`taxonomy: "${skill_id}" is related to "${other}", which does not exist`)
      relate(skill_id, other)
      relate(other, skill_id)
    }
  }
  return new Map([...relations].map(([id, others]) => [id, [...others]]))
}
