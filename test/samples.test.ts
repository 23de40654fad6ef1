import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { challengeFlags } from '../src/pipeline/workflow/builtin/ihl/challenge-flags.ts'
import { findRedFlags } from '../src/pipeline/workflow/builtin/ihl/find-red-flags.ts'
import { FLAG_POINTS } from '../src/pipeline/workflow/builtin/ihl/rubric.ts'
import { pointsFromFlags, scoreFromFlags } from '../src/pipeline/workflow/builtin/ihl/score-from-flags.ts'
import { readPostingText } from '../src/pipeline/workflow/read-posting-text.ts'

type Row = {
  external_job_id: string
  job_title: string
  company_name: string
  location: string
  external_url: string | null
  posted_on: string
  job_description: string | null
}

const folder = join(import.meta.dirname, '../samples')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const rows = read('postings.jsonl')
  .trimEnd()
  .split('\n')
  .map((line): Row => JSON.parse(line))
const readme = read('README.md')

/** Rows of the README's table with these headings, cell by cell. */
function tableOf(...headings: string[]): string[][] {
  const lines = readme.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const head = lines.findIndex((cells) => cells.join() === headings.join())
  const end = lines.findIndex((cells, index) => index > head && cells.length === 0)
  return lines.slice(head + 2, end)
}

function rowOf(id: string | undefined): Row {
  const row = rows.find(({ external_job_id }) => external_job_id === id)
  if (row === undefined) throw new Error(`no row ${id}`)
  return row
}

function judge({ job_title, company_name, location, external_job_id, job_description }: Row) {
  const posting = readPostingText({
    title: job_title,
    company: company_name,
    location,
    job_id: external_job_id,
    description: job_description ?? '',
  })
  const { flags } = findRedFlags(posting)
  const { counter_evidence } = challengeFlags(posting, { verdict: 'GENUINE', suggested_score: 0, flags, reasoning: '' })
  return {
    codes: flags.map(({ flag }) => flag),
    points: pointsFromFlags(flags, counter_evidence),
    score: scoreFromFlags(flags, counter_evidence),
  }
}

t.test('every row has its fields, and no id stands twice but the planted one', async (t) => {
  t.equal(rows.length, 48)
  const fields = [
    'external_job_id',
    'job_title',
    'company_name',
    'location',
    'external_url',
    'posted_on',
    'job_description',
  ]
  for (const row of rows) {
    t.same(Object.keys(row), fields)
    t.match(row.posted_on, /^\d{4}-\d\d-\d\d$|^Posted /)
  }
  const byId = Map.groupBy(rows, ({ external_job_id }) => external_job_id)
  t.same(
    [...byId].filter(([, same]) => same.length > 1).map(([id, same]) => [id, same.length]),
    [['WS-016', 2]],
  )
})

t.test('a flagged opening ranks above its twin and shows the flags that the README names', async (t) => {
  const pairs = tableOf('row', 'twin', 'flags', 'what it shows')
  t.ok(pairs.length >= 10)
  const shown = new Set<string>()
  for (const [id, twin, flags = ''] of pairs) {
    const flagged = judge(rowOf(id))
    t.ok(
      flagged.score > judge(rowOf(twin)).score,
      `${id} scores ${flagged.score}, its twin ${twin} ${judge(rowOf(twin)).score}`,
    )
    for (const flag of flags.split(', ')) {
      t.ok(flagged.codes.includes(flag), `${id} shows ${flag} among ${flagged.codes}`)
      shown.add(flag)
    }
  }
  t.same(
    Object.keys(FLAG_POINTS).filter((code) => !shown.has(code)),
    [],
    'each flag of the rubric is shown once at least',
  )
})

t.test('counter-evidence ranks an opening below its flagged twin', async (t) => {
  const pairs = tableOf('row', 'flagged twin')
  t.ok(pairs.length >= 3)
  for (const [id, twin] of pairs) t.ok(judge(rowOf(id)).points < judge(rowOf(twin)).points, `${id} below ${twin}`)
})

t.test('ordinary openings are GENUINE without a flag', async (t) => {
  for (const row of rows.filter(({ external_job_id }) => external_job_id <= 'WS-023')) {
    t.match(judge(row), { codes: [] }, row.external_job_id)
    t.ok(judge(row).score <= 3)
  }
})

t.test('the difficult rows are difficult as promised', async (t) => {
  const text = (id: string) => rowOf(id).job_description
  t.equal(rowOf('WS-011').external_url, null)
  const [earlier, later] = rows.filter(({ external_job_id }) => external_job_id === 'WS-016')
  t.not(earlier?.job_description, later?.job_description)
  t.ok((text('WS-041') ?? '').length < 100)
  t.equal(text('WS-042'), '')
  t.equal(text('WS-043'), null)
  t.equal(text('WS-044'), 'None')
  t.match(text('WS-046'), /Ã¤|Ã¼/)
  t.equal(Buffer.from((text('WS-046') ?? '').replaceAll('Ÿ', '\u009f'), 'latin1').includes('Bäckerei'), true)
  t.ok((text('WS-047') ?? '').length > 20_000)
  t.match(text('WS-048'), /Ignore all previous instructions/)
})

t.test('CVs and pages are those that the README names', async (t) => {
  for (const name of [...readdirSync(join(folder, 'cvs')), ...readdirSync(join(folder, 'pages'))])
    t.match(readme, `\`${name}\``)
  t.equal(readdirSync(join(folder, 'cvs')).length, 3)
  const structured = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(
    read('pages/backend-engineer.html'),
  )?.[1]
  t.match(JSON.parse(structured ?? ''), { '@type': 'JobPosting', title: 'Backend Engineer (Payments)' })
  t.notMatch(read('pages/pflegefachkraft.html'), /ld\+json/)
})
