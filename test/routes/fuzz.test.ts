import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { keyed, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'

type Schema = { type?: string | string[]; enum?: string[]; format?: string; items?: Schema }
type Parameter = { name: string; in: 'query' | 'path'; schema: Schema }
type Operation = {
  operationId: string
  parameters?: Parameter[]
  responses: Record<string, { content: Record<string, unknown> }>
}

const ODD = [
  '',
  ' ',
  '\u0000',
  '%',
  "'",
  '"',
  '\\',
  '🦊',
  '\ud800',
  '-1',
  '0',
  '1e3',
  '9'.repeat(30),
  'NaN',
  'null',
  '../..',
  '{}',
  ':*',
  '<->',
]
const DATES = [
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-03-01',
  '2026-03-01T10:00:00Z',
  '2016-12-31T23:59:60Z',
  '0001-01-01T00:00:00+14:00',
]

/** Values that a schema asks for, mixed with ones that nobody expects. */
function valueFor({ type, enum: choices, format, items }: Schema): fc.Arbitrary<string> {
  if (items) return valueFor(items)
  const wild = fc.oneof(fc.constantFrom(...ODD, ...DATES), fc.string({ unit: 'binary', maxLength: 30 }))
  if (choices) return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...choices) }, wild)
  if (type === 'integer') return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 100 }).map(String) }, wild)
  if (type === 'boolean') return fc.oneof({ weight: 3, arbitrary: fc.constantFrom('true', 'false') }, wild)
  if (format === 'date' || format === 'date-time')
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...DATES) }, wild)
  return fc.oneof(fc.constantFrom('Berlin', 'DE', 'python', 'a b', '"x y" -z'), wild)
}

/** A request to an operation: path parameters filled, any of the others, now and then repeated. */
function requestTo(path: string, parameters: Parameter[]): fc.Arbitrary<string> {
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const pair = fc.oneof(
    ...query.map(({ name, schema }) => valueFor(schema).map((value) => `${name}=${encode(value)}`)),
    { weight: 1, arbitrary: fc.constantFrom('unknown=1', '', '&', 'limit', 'limit[]=1', '__proto__=1') },
  )
  const inPath = fc.oneof(fc.uuid(), fc.constantFrom(...ODD.filter((odd) => odd.trim() && odd !== '../..'))).map(encode)
  return fc
    .tuple(inPath, fc.array(pair, { maxLength: 6 }))
    .map(([id, pairs]) => `${path.replace(/\{\w+\}/, id)}?${pairs.join('&')}`)
}

/** A lone surrogate has no UTF-8: a client would send the replacement character. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

await onBothEngines(
  t,
  'no request to a documented operation is answered by a fault of ours or by an undocumented status',
  async (t, database) => {
    await sql`insert into postings (job_title, job_description, country_code, posted_date, ai_job_language)
    select 'Engineer ' || i, 'Builds things in Berlin.', 'DE', '2026-03-01', 'en' from generate_series(1, 30) i`.execute(
      database.db,
    )
    const { app } = await testApp(t, database)
    const { paths } = (await app.inject('/openapi.json')).json() as { paths: Record<string, { get?: Operation }> }
    for (const [path, { get }] of Object.entries(paths)) {
      if (!get) continue
      const runs = (get.parameters?.length ?? 0) > 3 ? 250 : 20
      await fc.assert(
        fc.asyncProperty(requestTo(path, get.parameters ?? []), async (url) => {
          const reply = await app.inject({ url, headers: keyed })
          const documented = get.responses[reply.statusCode]
          if (!documented) throw new Error(`${reply.statusCode} is not documented: ${reply.body}`)
          if (reply.statusCode >= 500) throw new Error(`${reply.statusCode}: ${reply.body}`)
          const type = String(reply.headers['content-type']).split(';')[0] ?? ''
          if (!Object.keys(documented.content).some((each) => each.startsWith(type)))
            throw new Error(`${type} is not documented`)
          if (reply.statusCode >= 400 && !reply.json().code) throw new Error('a refusal without a code')
        }),
        { numRuns: runs },
      )
      t.pass(get.operationId)
    }
  },
)
