import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parseGuard } from '../../../src/pipeline/taxonomy/guards.ts'
import { loadTaxonomy } from '../../../src/pipeline/taxonomy/load-taxonomy.ts'
import { readEntries } from '../../../src/pipeline/taxonomy/read-entries.ts'
import { createTaxonomy, SKILL_KINDS, slugOf } from '../../../src/pipeline/taxonomy/taxonomy.ts'

const taxonomy = loadTaxonomy()
const data = join(import.meta.dirname, '../../../src/pipeline/taxonomy/data')

t.test(
  'the taxonomy that ships has thousands of skills of every kind, with ids that are slugs of their names',
  async (t) => {
    t.ok(taxonomy.skills.length >= 6000, `${taxonomy.skills.length} skills`)
    for (const kind of SKILL_KINDS)
      t.ok(
        taxonomy.skills.some((skill) => skill.kind === kind),
        kind,
      )
    t.same(
      taxonomy.skills.filter(({ skill_id }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(skill_id)),
      [],
    )
  },
)

t.test('every guard can be read', async () => {
  for (const { guard } of taxonomy.skills) parseGuard(guard)
})

t.test('a spelling is guarded only where there is a guard', async (t) => {
  const unguarded = taxonomy.skills.filter(
    ({ guard, spellings }) => guard === '' && spellings.some(({ guarded }) => guarded),
  )
  t.same(
    unguarded.map(({ name }) => name),
    [],
  )
})

t.test('files made from published lists name their sources', async (t) => {
  t.match(readFileSync(join(data, 'technologies.tsv'), 'utf8'), /^# .*O\*NET.*\n.*CC BY 4\.0/)
  t.match(readFileSync(join(data, 'occupations.tsv'), 'utf8'), /^# .*ESCO.*European Commission/)
})

t.test('words that stand in any posting are no skills by themselves', async (t) => {
  const junk = [
    'work',
    'team',
    'business',
    'support',
    'management',
    'reporting',
    'experience',
    'company',
    'development',
    'people',
    'client',
    'data',
    'role',
    'skills',
    'Arbeit',
    'Unternehmen',
    'Kunden',
    'Mitarbeiter',
  ]
  t.same(
    junk.filter((word) => taxonomy.find(word) !== undefined),
    [],
  )
})

t.test('a wrong file is refused with its place', async (t) => {
  const header = 'name\tkind\taliases\tgerman\trelated\tguard\n'
  t.throws(() => readEntries('name\tkind\n', 'x'), { message: /x\.tsv:1/ })
  t.throws(() => readEntries(`${header}Java\tharder\t\t\t\t\n`, 'x'), { message: /x\.tsv:2/ })
  t.throws(() => createTaxonomy(readEntries(`${header}Java\thard\t\t\tNothing\t\n`, 'x')), { message: /nothing/ })
  t.throws(() => createTaxonomy(readEntries(`${header}Java\thard\nJava\thard\n`, 'x')), { message: /twice/ })
  t.throws(() => parseGuard('sometimes'), { message: /sometimes/ })
})

t.test('slugs keep apart what only a sign tells apart', async (t) => {
  t.same(['C', 'C++', 'C#', '.NET', 'Prüfung', 'R&D'].map(slugOf), [
    'c',
    'c-plus-plus',
    'c-sharp',
    'dot-net',
    'pruefung',
    'r-and-d',
  ])
})

t.test('the data folder holds nothing but data files', async (t) => {
  t.same(
    readdirSync(data).filter((file) => !file.endsWith('.tsv')),
    [],
  )
})
