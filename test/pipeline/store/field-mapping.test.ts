import t from 'tap'
import { columnsOf, FIELD_MAPPING, mappingUnder } from '../../../src/pipeline/store/field-mapping.ts'
import { FIELD_NAMES } from '../../../src/pipeline/store/staged-extraction.ts'
import { testDatabase } from '../../helpers/database.ts'

t.test('every extracted field is mapped, and every column it names is there', async (t) => {
  const { raw } = await testDatabase(t)
  const columns = async (table: string) => {
    const select = `select column_name from information_schema.columns where table_name = '${table}'`
    return (await raw(select, { write: false })).rows.map(([name]) => name)
  }
  const [live, shadow, jobs, side] = await Promise.all(
    ['postings', 'postings_shadow', 'jobs', 'jobs_side'].map(columns),
  )
  t.same(FIELD_MAPPING.map(({ field }) => field).sort(), [...FIELD_NAMES].sort())
  for (const { field, postings_columns, jobs_column } of FIELD_MAPPING) {
    for (const column of postings_columns)
      t.ok(live?.includes(column) && shadow?.includes(column), `${field}: ${column}`)
    if (jobs_column !== null)
      t.ok(jobs?.includes(jobs_column) && side?.includes(jobs_column), `${field}: ${jobs_column}`)
  }
})

t.test("the runbook's eight rows stand in it word for word", async (t) => {
  const runbook = {
    title: 'title',
    employer: 'org_name',
    location: 'location_raw',
    deadline: 'deadline',
    description: 'description_snippet',
    application_url: 'apply_url',
    posted_on: 'fetched_at',
    requirements: 'raw_metadata',
  }
  for (const [field, column] of Object.entries(runbook))
    t.equal(FIELD_MAPPING.find((one) => one.field === field)?.jobs_column, column)
})

t.test('no two fields fill one column', async (t) => {
  const all = FIELD_NAMES.flatMap(columnsOf)
  t.equal(new Set(all).size, all.length)
})

t.test('an override that cannot be followed is named with what would be right, and the others hold', async (t) => {
  const { mapping, faults } = mappingUnder({
    benefits: null,
    nonsense: 'deadline',
    requirements: 'nowhere',
    employer: 'posted_date',
    title: null,
    contacts: 'ai_keywords',
    responsibilities: 'ai_requirements_summary',
    remote_scope: 'ai_benefits',
    location: 'location_raw',
  })
  t.same(
    faults.map(({ pointer }) => pointer).sort(),
    ['contacts', 'employer', 'nonsense', 'requirements', 'responsibilities', 'title'].map(
      (field) => `field_mapping.${field}`,
    ),
  )
  t.match(
    faults.find(({ pointer }) => pointer.endsWith('responsibilities'))?.message,
    /which requirements fills: map requirements/,
  )
  t.match(faults.find(({ pointer }) => pointer.endsWith('nonsense'))?.message, /known: title, employer/)
  t.same(
    mapping.filter(({ overridden }) => overridden).map(({ field, postings_column }) => [field, postings_column]),
    [
      ['benefits', null],
      ['remote_scope', 'ai_benefits'],
    ],
  )
  for (const wrong of ['x', [], 7]) t.equal(mappingUnder(wrong).faults.length, 1)
  t.same(mappingUnder(undefined), { mapping: FIELD_MAPPING, faults: [] })
  t.equal(mappingUnder({ __proto__: null, constructor: 'deadline' }).faults.length, 1)
})
