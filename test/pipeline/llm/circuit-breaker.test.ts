import t from 'tap'
import { createBreaker } from '../../../src/pipeline/llm/circuit-breaker.ts'

function breakerAt(start = 0) {
  let time = start
  const breaker = createBreaker({ now: () => time })
  const fail = (times: number) => {
    for (let count = 0; count < times; count++) breaker.failed()
  }
  const at = (now: number) => {
    time = now
    return breaker
  }
  return { breaker, fail, at }
}

t.test('two failures in a row leave it closed, three open it, an answer in between counts anew', async (t) => {
  const { breaker, fail } = breakerAt()
  fail(2)
  t.ok(breaker.allows())
  breaker.succeeded()
  fail(2)
  t.ok(breaker.allows())
  t.equal(breaker.nextProbeAt(), null)
  fail(1)
  t.notOk(breaker.allows())
  t.equal(breaker.nextProbeAt(), 1_000)
})

t.test('one probe goes out after each pause; the pauses double to a minute', async (t) => {
  const { breaker, fail, at } = breakerAt()
  fail(3)
  const pauses: number[] = []
  for (let count = 0, now = 0; count < 9; count++) {
    const probeAt = breaker.nextProbeAt() ?? 0
    pauses.push((probeAt - now) / 1_000)
    t.notOk(at(probeAt - 1).allows())
    t.ok(at(probeAt).allows(), 'the probe')
    t.notOk(breaker.allows(), 'and no second call beside it')
    now = probeAt + 10
    at(now).failed()
  }
  t.same(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60])
})

t.test('an answer closes it and the next outage starts with a short pause', async (t) => {
  const { breaker, fail, at } = breakerAt()
  fail(3)
  at(1_000).allows()
  breaker.failed()
  at(3_000).allows()
  breaker.succeeded()
  t.ok(breaker.allows() && breaker.allows())
  t.equal(breaker.nextProbeAt(), null)
  fail(3)
  t.equal(breaker.nextProbeAt(), 4_000)
})

t.test('calls that were under way when it opened do not lengthen the pause', async (t) => {
  const { breaker, fail } = breakerAt()
  fail(8)
  t.equal(breaker.nextProbeAt(), 1_000)
})

t.test('a probe whose end is never told does not close the host for ever', async (t) => {
  const { fail, at } = breakerAt()
  fail(3)
  t.ok(at(1_000).allows())
  t.notOk(at(2_999).allows())
  t.ok(at(3_000).allows())
})
