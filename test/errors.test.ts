import t from 'tap'
import { asWinnowError, ERROR_TABLE, errors, type WinnowError } from '../src/errors.ts'
import { toGraphqlError } from '../src/graphql/problem.ts'
import { titleOf, toProblem } from '../src/routes/problem.ts'

t.test('every code has a status and a fix, and every constructor makes one of them', async (t) => {
  const makers = Object.entries(errors) as [string, (...args: never[]) => WinnowError][]
  // A list of faults passes as whatever a constructor takes: only the code matters here.
  const faults = [{ pointer: 'P', message: 'm' }] as never
  for (const [name, make] of makers) t.ok(make(faults, faults).code in ERROR_TABLE, name)
  for (const [code, [status, fix]] of Object.entries(ERROR_TABLE)) {
    t.ok(status >= 400 && status < 600, code)
    t.match(fix, /^[A-Z].*\.$/, code)
  }
})

t.test('an error of unknown origin leaves as INTERNAL, without a word of it', async (t) => {
  const thrown = new Error('relation "secret_table" does not exist at 10.0.0.7')
  for (const rendered of [toProblem(thrown, 'r-1'), toGraphqlError(thrown, 'r-1')]) {
    t.notMatch(JSON.stringify(rendered), /secret_table|10\.0\.0\.7/)
    t.match(JSON.stringify(rendered), /INTERNAL/)
    t.match(JSON.stringify(rendered), /r-1/)
  }
  t.equal(asWinnowError(thrown).cause, thrown, 'but the log has it')
  for (const odd of [undefined, null, 'text', 7, {}]) t.equal(toProblem(odd, 'r').status, 500)
})

t.test('a database that went away is 503 with a time to retry, not an internal error', async (t) => {
  const lost = [
    Object.assign(new Error('x'), { code: '57P01' }),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    new Error('timeout exceeded when trying to connect'),
  ]
  for (const error of lost) {
    t.equal(asWinnowError(error).code, 'DATABASE_BUSY')
    t.equal(asWinnowError(error).status, 503)
    t.ok(asWinnowError(error).retryAfterSeconds)
  }
  t.equal(asWinnowError(Object.assign(new Error('x'), { code: '23505' })).code, 'INTERNAL')
})

t.test('a problem is RFC 9457 with code, request id, fix and pointers', async (t) => {
  t.same(toProblem(errors.validation([{ pointer: 'limit', message: 'must be <= 100' }]), 'r-2'), {
    type: 'urn:winnow:error:VALIDATION',
    title: 'Validation',
    status: 422,
    detail: 'limit: must be <= 100',
    code: 'VALIDATION',
    request_id: 'r-2',
    fix: 'Correct what the pointers name; /docs describes every parameter.',
    pointers: [{ pointer: 'limit', message: 'must be <= 100' }],
  })
})

t.test('GraphQL gets the same code, status and fix under extensions', async (t) => {
  const { code, status, fix } = errors.jobNotFound('7')
  t.match(toGraphqlError(errors.jobNotFound('7')), { extensions: { code, status, fix } })
})

t.test('an answer does not grow with what a stranger sent', async (t) => {
  const long = 'x'.repeat(1_000_000)
  t.ok(errors.jobNotFound(long).message.length < 200)
  t.ok(errors.unknownSource(long).message.length < 200)
  const faults = Array.from({ length: 1_000 }, () => ({ pointer: long.slice(0, 100), message: 'wrong' }))
  t.ok(JSON.stringify(toProblem(errors.validation(faults), 'r')).length < 5_000)
})

t.test('titles are the codes in words', async (t) => {
  t.equal(titleOf('JOB_NOT_FOUND'), 'Job not found')
  t.equal(titleOf('API_KEY_INVALID'), 'API key invalid')
})
