import { SKILL_KINDS, type SkillKind, type Spelling, slugOf, type TaxonomySkill } from './taxonomy.ts'

/** First line of every data file that is not a comment. `related` holds names; lists inside a cell are separated by `|`. */
export const COLUMNS = ['name', 'kind', 'aliases', 'german', 'related', 'guard'] as const

/**
 * Reads one data file: `#` lines are comments (sources and attribution), then the columns, then one skill a line. `category` is the
 * file's name. A spelling that ends in `!` is guarded; `~` in a German one stands for every ending of an adjective. Throws SyntaxError with file and line for a wrong header, a missing name or an unknown kind.
 */
export function readEntries(tsv: string, category: string): TaxonomySkill[] {
  const skills: TaxonomySkill[] = []
  let header = false
  tsv.split('\n').forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return
    const cells = line.split('\t')
    if (!header) {
      if (cells.join() !== COLUMNS.join())
        throw new SyntaxError(`${category}.tsv:${index + 1}: expected the columns ${COLUMNS.join(', ')}`)
      header = true
      return
    }
    const [name = '', kind = '', aliases, german, related, guard = ''] = cells
    if (name === '' || !isKind(kind))
      throw new SyntaxError(`${category}.tsv:${index + 1}: needs a name and a kind (${SKILL_KINDS.join(', ')})`)
    const spellings = [
      spellingOf(name, false),
      ...listOf(aliases).map((alias) => spellingOf(alias, false)),
      ...listOf(german)
        .flatMap(inflected)
        .map((alias) => spellingOf(alias, true)),
    ]
    const plainName = (spellings[0] as Spelling).text
    skills.push({
      skill_id: slugOf(plainName),
      name: plainName,
      kind,
      category,
      spellings,
      related: listOf(related).map(slugOf),
      guard,
    })
  })
  return skills
}

const ADJECTIVE_ENDINGS = ['', 'e', 'en', 'er', 'es', 'em']
const inflected = (alias: string) =>
  alias.includes('~') ? ADJECTIVE_ENDINGS.map((ending) => alias.replaceAll('~', ending)) : [alias]
const spellingOf = (written: string, german: boolean): Spelling => ({
  text: written.replace(/!$/, ''),
  guarded: written.endsWith('!'),
  german,
})
const listOf = (cell: string | undefined): string[] => (cell ? cell.split('|') : [])
const isKind = (kind: string): kind is SkillKind => (SKILL_KINDS as readonly string[]).includes(kind)
