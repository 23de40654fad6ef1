import t from 'tap'
import { simulatedHost } from '../../../../bench/schedule/simulated-host.ts'
import { createBreaker } from '../../../../src/pipeline/llm/circuit-breaker.ts'
import { type Family, familyKey, type LlmPort } from '../../../../src/pipeline/llm/port.ts'
import { type CallQueue, createCallQueue } from '../../../../src/pipeline/workflow/scheduler/call-queue.ts'
import { createHostDriver } from '../../../../src/pipeline/workflow/scheduler/drive-host.ts'
import type { WorkList } from '../../../../src/pipeline/workflow/scheduler/work-list.ts'
import { virtualTimers } from '../../../helpers/fake-ollama/timers.ts'

const family = (model: string): Family => ({ model, num_ctx: 8192, options: {} })
const [gemma, qwen] = [family('gemma2:latest'), family('qwen2.5:7b')]
const nobody = new AbortController().signal
const llm = {} as LlmPort

function asking(queue: CallQueue, of: Family, call: (signal: AbortSignal) => Promise<string>, signal = nobody) {
  return queue.ask({
    family: of,
    expected_seconds: 10,
    signal,
    endOf: () => 'upstream',
    call: (_, stopped) => call(stopped),
  })
}

t.test('calls wait by family, oldest first, and the caller gets what its call brought', async (t) => {
  let time = 0
  let woken = 0
  const queue = createCallQueue({ now: () => time, wake: () => woken++ })
  const answers = [asking(queue, gemma, async () => 'a'), asking(queue, qwen, async () => 'b')]
  time = 5_000
  answers.push(asking(queue, gemma, async () => 'c'))
  time = 8_000
  t.equal(woken, 3)
  t.match(await queue.waiting(), [
    { family: gemma, jobs: 2, expected_seconds: 20, oldest_seconds: 8, oldest_open_seconds: 8 },
    { family: qwen, jobs: 1, expected_seconds: 10, oldest_seconds: 8 },
  ])
  const [first, ...none] = await queue.take(gemma, 1)
  t.equal(none.length, 0)
  t.equal(await first?.perform(llm, nobody), 'done')
  t.equal(await answers[0], 'a')
  for (const job of [...(await queue.take(gemma, 5)), ...(await queue.take(qwen, 5))]) await job.perform(llm, nobody)
  t.same(await Promise.all(answers), ['a', 'b', 'c'])
  t.same(await queue.waiting(), [])
})

t.test('a failure reaches the caller, and tells about the host', async (t) => {
  const queue = createCallQueue({ now: () => 0, wake: () => undefined })
  const answer = asking(queue, gemma, async () => {
    throw new Error('refused')
  })
  const [job] = await queue.take(gemma, 1)
  const rejected = t.rejects(answer, { message: 'refused' })
  t.equal(await job?.perform(llm, nobody), 'upstream')
  await rejected
})

t.test('an aborted call leaves the queue, is never made, or is ended in the middle', async (t) => {
  const queue = createCallQueue({ now: () => 0, wake: () => undefined })
  let made = 0
  const hanging = (signal: AbortSignal) =>
    new Promise<string>((_, reject) => {
      made++
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  await t.rejects(asking(queue, gemma, hanging, AbortSignal.abort(new Error('before'))), /before/)
  const abort = new AbortController()
  const [waiting, taken] = [asking(queue, qwen, hanging, abort.signal), asking(queue, gemma, hanging, abort.signal)]
  const [job] = await queue.take(gemma, 1)
  const running = new AbortController()
  const inHand = asking(queue, gemma, hanging, running.signal)
  const [other] = await queue.take(gemma, 1)
  const performed = other?.perform(llm, nobody)
  abort.abort(new Error('gone'))
  running.abort(new Error('gone too'))
  await t.rejects(waiting, /gone/)
  await t.rejects(taken, /gone/)
  await t.rejects(inHand, /gone too/)
  t.equal(await job?.perform(llm, nobody), 'done')
  t.equal(await performed, 'done')
  t.equal(made, 1, 'only the one that had begun')
  t.same(await queue.waiting(), [])
})

t.test('a call whose host is taken away waits for another host', async (t) => {
  const queue = createCallQueue({ now: () => 0, wake: () => undefined })
  const stop = new AbortController()
  const answer = asking(queue, gemma, async (signal) => {
    if (signal === stop.signal || stop.signal.aborted) return 'from the second'
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const [job] = await queue.take(gemma, 1)
  const performed = job?.perform(llm, stop.signal)
  stop.abort()
  t.equal(await performed, 'done')
  const [again] = await queue.take(gemma, 1)
  await again?.perform(llm, nobody)
  t.equal(await answer, 'from the second')
})

/** A host under a ledger that never runs dry of one family. */
function besideEndlessWork(of: Family) {
  const timers = virtualTimers()
  const host = simulatedHost({
    url: 'http://host',
    timers,
    slots: 1,
    loaded: 1,
    loadSeconds: 5,
    keepAliveMs: 1_800_000,
  })
  const clock = { now: timers.now, sleep: timers.sleep }
  const generate = (seconds: number, family: Family) => async (llm: LlmPort, signal: AbortSignal) => {
    const messages = [{ role: 'user' as const, content: String(seconds) }]
    return llm.generate({ family, messages, format: {}, temperature: 0, seed: 0, max_tokens: 1 }, signal)
  }
  const ledger: WorkList = {
    waiting: async () => [
      {
        family: of,
        jobs: 1_000,
        expected_seconds: 10_000,
        oldest_seconds: timers.now() / 1_000,
        oldest_open_seconds: null,
      },
    ],
    take: async (wanted, limit) =>
      familyKey(wanted) === familyKey(of)
        ? Array.from({ length: limit }, () => ({
            family: of,
            expected_seconds: 10,
            perform: async (llm, signal) => {
              await generate(10, of)(llm, signal).catch(() => undefined)
              return 'done' as const
            },
          }))
        : [],
  }
  const queue = createCallQueue({ now: timers.now, wake: () => driver.wake() })
  const driver = createHostDriver({
    host: { url: 'http://host', slots: 1, loaded: 1 },
    llm: host.llm,
    lists: [queue, ledger],
    clock,
    loadSeconds: () => 5,
    others: () => [],
    maxWaitMs: 600_000,
    breaker: createBreaker({ now: timers.now }),
    log: { info: () => undefined, warn: () => undefined },
  })
  driver.start()
  const ask = async (family: Family) => {
    const begun = timers.now()
    await queue.ask({ family, expected_seconds: 10, signal: nobody, endOf: () => 'done', call: generate(10, family) })
    return (timers.now() - begun) / 1_000
  }
  const stop = () => timers.play(driver.stop(60_000))
  return { timers, ask, stop }
}

t.test('calls of the family that a long batch keeps busy go before its next step', async (t) => {
  const { timers, ask, stop } = besideEndlessWork(gemma)
  await timers.play(timers.sleep(100_000))
  t.ok((await timers.play(ask(gemma))) <= 25, 'one step in hand, then the call')
  await stop()
})

t.test('calls of another family wait no longer than LLM_MAX_WAIT behind work without end', async (t) => {
  const { timers, ask, stop } = besideEndlessWork(gemma)
  await timers.play(timers.sleep(100_000))
  const waited = await timers.play(ask(qwen))
  t.ok(waited <= 600 + 60, `${waited} s`)
  await stop()
})
