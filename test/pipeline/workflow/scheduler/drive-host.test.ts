import t from 'tap'
import { simulatedHost } from '../../../../bench/schedule/simulated-host.ts'
import { createBreaker } from '../../../../src/pipeline/llm/circuit-breaker.ts'
import { type Family, familyKey } from '../../../../src/pipeline/llm/port.ts'
import { createHostDriver } from '../../../../src/pipeline/workflow/scheduler/drive-host.ts'
import type { Job, JobEnd } from '../../../../src/pipeline/workflow/scheduler/work-list.ts'
import { virtualTimers } from '../../../helpers/fake-ollama/timers.ts'

const family = (model: string): Family => ({ model, num_ctx: 8192, options: {} })
const [gemma, qwen] = [family('gemma2:latest'), family('qwen2.5:7b')]

type Planned = { family: Family; seconds: number; calls?: number; end?: JobEnd }

/** A driver on a simulated host with loads of 5 s, and a list whose jobs make calls of a given length. */
function setUp({ slots = 1, loaded = 1 } = {}) {
  const timers = virtualTimers()
  const clock = { now: timers.now, sleep: timers.sleep }
  const host = simulatedHost({ url: 'http://host', timers, slots, loaded, loadSeconds: 5, keepAliveMs: 1_800_000 })
  const waiting: Planned[] = []
  const log = { started: [] as number[], ended: [] as number[], aborted: 0, looks: 0, resident: [] as string[][] }
  const jobOf = (planned: Planned): Job => ({
    family: planned.family,
    expected_seconds: planned.seconds,
    perform: async (llm, signal) => {
      log.started.push(timers.now() / 1000)
      const messages = [{ role: 'user' as const, content: String(planned.seconds) }]
      const request = { family: planned.family, messages, format: {}, temperature: 0, seed: 0, max_tokens: 1 }
      try {
        for (let call = 0; call < (planned.calls ?? 1); call++) if (!planned.end) await llm.generate(request, signal)
      } catch {
        log.aborted++
      }
      log.ended.push(timers.now() / 1000)
      return planned.end ?? 'done'
    },
  })
  const driver = createHostDriver({
    host: { url: 'http://host', slots, loaded },
    llm: host.llm,
    lists: [
      {
        waiting: async () => {
          log.looks++
          return [...Map.groupBy(waiting, (one) => familyKey(one.family)).values()].map((all) => ({
            family: (all[0] as Planned).family,
            jobs: all.length,
            expected_seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
            oldest_seconds: 0,
            oldest_open_seconds: null,
          }))
        },
        take: async (wanted, limit) => {
          const fits = waiting.filter((one) => familyKey(one.family) === familyKey(wanted)).slice(0, limit)
          for (const one of fits) waiting.splice(waiting.indexOf(one), 1)
          return fits.map(jobOf)
        },
      },
    ],
    clock,
    loadSeconds: () => 5,
    others: () => [],
    maxWaitMs: 600_000,
    breaker: createBreaker({ now: clock.now }),
    onChange: (families) => log.resident.push(families.map(({ model }) => model)),
    log: { info: () => undefined, warn: () => undefined },
  })
  return { driver, timers, waiting, log, host }
}

t.test('every slot is filled, and filled again as soon as its call has ended', async (t) => {
  const { driver, timers, waiting, log, host } = setUp({ slots: 2 })
  for (let job = 0; job < 4; job++) waiting.push({ family: gemma, seconds: 10 })
  driver.start()
  await timers.play(timers.sleep(60_000))
  t.same(log.started, [0, 0, 15, 15])
  t.same(log.ended, [15, 15, 25, 25])
  t.equal(host.busiest(), 2)
  await timers.play(driver.stop(0))
})

t.test('a repair call waits for a slot of its own, and no slot is held twice', async (t) => {
  const { driver, timers, waiting, log, host } = setUp()
  waiting.push({ family: gemma, seconds: 10, calls: 2 }, { family: gemma, seconds: 10 }, { family: gemma, seconds: 10 })
  driver.start()
  await timers.play(timers.sleep(120_000))
  t.equal(log.ended.length, 3)
  t.equal(Math.max(...log.ended), 45, 'four calls and one load, with no pause')
  t.equal(host.busiest(), 1)
  await timers.play(driver.stop(0))
})

t.test('a model is changed when the last one has run dry, and the change is told', async (t) => {
  const { driver, timers, waiting, log } = setUp()
  waiting.push({ family: gemma, seconds: 20 }, { family: qwen, seconds: 10 }, { family: gemma, seconds: 20 })
  driver.start()
  await timers.play(timers.sleep(120_000))
  t.same(log.resident, [['gemma2:latest'], ['qwen2.5:7b']])
  t.equal(log.ended.length, 3)
  t.ok((log.ended[2] ?? 0) <= 60.1, 'two loads, 50 s of calls, and a look')
  await timers.play(driver.stop(0))
})

t.test('with two models in memory both are computed for at the same time', async (t) => {
  const { driver, timers, waiting, log } = setUp({ loaded: 2 })
  waiting.push({ family: gemma, seconds: 100 }, { family: qwen, seconds: 100 })
  driver.start()
  await timers.play(timers.sleep(115_000))
  t.same(log.resident.at(-1), ['gemma2:latest', 'qwen2.5:7b'])
  t.equal(log.ended.length, 2)
  await timers.play(driver.stop(0))
})

t.test('an idle host looks once a second, and at once when it is woken', async (t) => {
  const { driver, timers, waiting, log } = setUp()
  driver.start()
  await timers.play(timers.sleep(10_500))
  t.ok(log.looks >= 10 && log.looks <= 12, `${log.looks} looks`)
  const before = log.looks
  waiting.push({ family: gemma, seconds: 1 })
  for (let call = 0; call < 50; call++) driver.wake()
  await timers.play(timers.sleep(60))
  t.same(log.started.length, 1)
  t.ok(log.looks - before <= 2, 'calls are coalesced')
  await timers.play(driver.stop(10_000))
})

t.test('stop takes nothing more and waits for what is in flight', async (t) => {
  const { driver, timers, waiting, log } = setUp()
  waiting.push({ family: gemma, seconds: 10 }, { family: gemma, seconds: 10 })
  driver.start()
  await timers.play(timers.sleep(6_000))
  t.equal(driver.inFlight(), 1)
  await timers.play(driver.stop(60_000))
  t.same([timers.now(), log.ended, log.aborted, waiting.length], [15_000, [15], 0, 1])
  t.equal(driver.inFlight(), 0)
})

t.test('stop aborts what outlasts its grace, and resolves when that has settled', async (t) => {
  const { driver, timers, waiting, log, host } = setUp({ slots: 2 })
  waiting.push({ family: gemma, seconds: 500 }, { family: gemma, seconds: 500 })
  driver.start()
  await timers.play(timers.sleep(6_000))
  await timers.play(driver.stop(4_000))
  t.same([timers.now(), log.aborted, driver.inFlight()], [10_000, 2, 0])
  t.equal(host.rules.resident()[0]?.busy, 0, 'its slots are free')
})

t.test('while the breaker is open nothing is taken but one probe at a time', async (t) => {
  const { driver, timers, waiting, log } = setUp({ slots: 4 })
  for (let job = 0; job < 50; job++) waiting.push({ family: gemma, seconds: 1, end: 'upstream' })
  driver.start()
  await timers.play(timers.sleep(600_000))
  t.ok(log.started.length >= 10 && log.started.length <= 25, `${log.started.length} jobs in ten minutes of outage`)
  for (const one of waiting) delete one.end
  await timers.play(timers.sleep(120_000))
  t.equal(waiting.length, 0, 'one success opens the way again')
  await timers.play(driver.stop(0))
})

t.test('a family whose model is missing is left alone for 30 s, others are served', async (t) => {
  const { driver, timers, waiting, log } = setUp()
  for (let job = 0; job < 5; job++) waiting.push({ family: gemma, seconds: 100, end: 'model_missing' })
  waiting.push({ family: qwen, seconds: 5 })
  driver.start()
  await timers.play(timers.sleep(25_000))
  t.equal(log.started.length, 2)
  t.same(driver.resident(), [qwen])
  await timers.play(timers.sleep(10_000))
  t.equal(log.started.length, 3)
  await timers.play(driver.stop(0))
})
