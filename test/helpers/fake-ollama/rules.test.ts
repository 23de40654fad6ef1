import t from 'tap'
import { createRules, type RulesOptions, runnerOptions } from './rules.ts'
import { virtualTimers } from './timers.ts'

/** Rules in virtual time, and a log of what started when: loads take 10 s. */
function simulation(options: Partial<RulesOptions> = {}) {
  const timers = virtualTimers()
  const rules = createRules({ timers, slots: 1, loaded: 1, loadMs: () => 10_000, ...options })
  const started: string[] = []
  const send = (name: string, model: string, seconds: number, more: { runner?: string; keepAliveMs?: number } = {}) => {
    const { runner = 'num_ctx=8192', keepAliveMs = null } = more
    return rules.submit(
      { model, runner, keepAliveMs },
      {
        start: (grant) => {
          started.push(`${name}@${grant.startedAt / 1_000}`)
          timers.after(seconds * 1_000, grant.end)
        },
        refuse: () => started.push(`${name} refused`),
      },
    )
  }
  const at = (seconds: number, run: () => void) => timers.after(seconds * 1_000, run)
  return { timers, rules, started, send, at }
}

t.test('slots compute side by side, the rest in order of arrival', async (t) => {
  const { timers, rules, started, send } = simulation({ slots: 2 })
  for (const name of ['a', 'b', 'c', 'd']) send(name, 'qwen', 5)
  timers.run(60_000)
  t.same(started, ['a@10', 'b@10', 'c@15', 'd@15'])
  t.equal(rules.loads.length, 1)
})

t.test(
  'the first waiting call blocks the others until its model is in; a loaded model is reached past it',
  async (t) => {
    const { timers, rules, started, send } = simulation()
    send('qwen 1', 'qwen', 20)
    timers.run(11_000)
    send('gemma', 'gemma', 5)
    send('phi', 'phi', 5)
    send('qwen 2', 'qwen', 5)
    timers.run(200_000)
    t.same(started, ['qwen 1@10', 'qwen 2@30', 'gemma@45', 'phi@60'])
    t.same(
      rules.loads.map(({ model }) => model),
      ['qwen', 'gemma', 'phi'],
    )
  },
)

t.test('a model is loaded again when a runner option differs, not when another option does', async (t) => {
  const { timers, rules, started, send } = simulation({ loaded: 3 })
  const small = runnerOptions({ num_ctx: 4096, temperature: 0 }, false)
  const same = runnerOptions({ num_ctx: 4096, temperature: 1, num_predict: 5 }, false)
  const large = runnerOptions({ num_ctx: 8192 }, false)
  t.equal(small, same)
  for (const [index, runner] of [small, same, large, small].entries()) {
    timers.run(index * 100_000)
    send(`${index}`, 'qwen', 1, { runner })
  }
  timers.run(400_000)
  t.same(started, ['0@10', '1@100', '2@210', '3@310'])
  t.equal(rules.loads.length, 3)
  t.not(runnerOptions({}, true), runnerOptions({}, false), 'shifting is an option of the runner too')
})

t.test('beyond the limit the idle model with the shortest keep-alive goes, never a busy one first', async (t) => {
  const { timers, rules, send, at } = simulation({ loaded: 2 })
  send('long', 'long', 1, { keepAliveMs: 3_600_000 })
  send('short', 'short', 1, { keepAliveMs: 600_000 })
  at(50, () => send('new', 'new', 1, { keepAliveMs: 900_000 }))
  timers.run(70_000)
  t.same(rules.resident().map(({ model }) => model), ['long', 'new']) // biome-ignore format: one thought
  send('new 2', 'new', 100)
  send('other', 'other', 1)
  timers.run(90_000)
  t.same(rules.resident().map(({ model }) => model), ['new', 'other'], 'the busy one has the shorter one') // biome-ignore format: one thought
})

t.test('an idle model is unloaded after its keep-alive; the next call loads it again', async (t) => {
  const { timers, rules, send } = simulation({ keepAliveMs: 300_000 })
  send('a', 'qwen', 1)
  timers.run(310_000)
  t.equal(rules.resident().length, 1)
  timers.run(312_000)
  t.equal(rules.resident().length, 0)
  send('b', 'qwen', 1)
  timers.run(400_000)
  t.equal(rules.loads.length, 2)
})

t.test(
  'a call with a keep-alive to a model about to go keeps it: the waiting one waits for all of that time',
  async (t) => {
    const { timers, started, send, at } = simulation()
    send('a', 'qwen', 10, { keepAliveMs: 1_800_000 })
    at(12, () => send('other', 'gemma', 1, { keepAliveMs: 1_800_000 }))
    at(13, () => send('b', 'qwen', 1, { keepAliveMs: 1_800_000 }))
    timers.run()
    t.same(started, ['a@10', 'b@20', `other@${21 + 1_800 + 10}`])
  },
)

t.test('a full queue refuses; calls to the loaded model are not counted in it', async (t) => {
  const { timers, started, send } = simulation({ queue: 2 })
  send('a', 'qwen', 100)
  timers.run(10_000)
  for (let count = 0; count < 5; count++) send(`other ${count}`, 'gemma', 1)
  for (let count = 0; count < 5; count++) send(`same ${count}`, 'qwen', 1)
  t.same(started.slice(1), ['other 3 refused', 'other 4 refused'])
  timers.run()
  t.equal(started.length, 11)
})

t.test('a call that ends early frees its slot, its place in the queue, or the load made for it', async (t) => {
  const { timers, rules, started, send, at } = simulation()
  const loading = send('loading', 'qwen', 1)
  const behind = send('behind', 'qwen', 1)
  at(5, loading)
  timers.run(16_000)
  t.same(started, ['behind@15'], 'the aborted load is lost: the next call loads anew')
  t.same(
    rules.loads.map(({ state }) => state),
    ['aborted', 'loaded'],
  )
  behind()
  const computing = send('computing', 'qwen', 1_000)
  const waiting = send('waiting', 'qwen', 1_000)
  send('last', 'qwen', 1)
  timers.run(20_000)
  waiting()
  computing()
  computing()
  timers.run(30_000)
  t.same(started.slice(1), ['computing@16', 'last@20'])
  const pending = send('pending', 'gemma', 1)
  pending()
  send('after', 'qwen', 1)
  timers.run()
  t.match(started.at(-1), /^after/)
  t.equal(rules.waiting(), 0)
})

t.test('a simulation and code that awaits share one virtual time', async (t) => {
  const timers = virtualTimers()
  const order: string[] = []
  const nap = async (name: string, seconds: number) => {
    await timers.sleep(seconds * 1_000)
    order.push(`${name}@${timers.now() / 1_000}`)
  }
  await timers.play(Promise.all([nap('b', 3_600), nap('a', 60), nap('c', 7_200)]))
  t.same(order, ['a@60', 'b@3600', 'c@7200'])
  const abort = new AbortController()
  const woken = timers.sleep(1e9, abort.signal)
  abort.abort()
  await timers.play(woken)
  t.equal(timers.now(), 7_200_000)
  await t.rejects(timers.play(new Promise(() => undefined)), /for ever/)
})
