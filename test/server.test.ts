import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { type ServeOptions, startServer } from '../src/server.ts'
import { testDatabase } from './helpers/database.ts'

const database = await testDatabase(t)
const log = await createLog({ level: 'silent' })

async function start(options: Partial<ServeOptions> & { environment?: Record<string, string> } = {}) {
  const { environment = {}, ...more } = options
  const config = readConfig({ PORT: '0', INTERNAL_API_KEY: 'key-of-the-server-test', ...environment })
  return startServer({ config, log, database, close: async () => undefined, ...more })
}

function service(name: string, events: string[], stop: () => Promise<unknown> = async () => undefined) {
  return {
    name,
    start: async () => void events.push(`${name} started`),
    stop: async () => {
      events.push(`${name} stopping`)
      await stop()
      events.push(`${name} stopped`)
    },
  }
}

t.test('it answers at its address, with the totals of the database in its metrics', async (t) => {
  const server = await start()
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)
  t.match(await (await fetch(`${server.url}/metrics`)).text(), /^aidjobs_jobs_inserted_total 0$/m)
  t.equal(await server.stop('test'), 0)
  await t.rejects(fetch(`${server.url}/readyz`))
})

t.test('services start in order after the port and stop in reverse before the database is closed', async (t) => {
  const events: string[] = []
  const close = async () => void events.push('database closed')
  const server = await start({ services: [service('worker', events), service('schedules', events)], close })
  t.same(events, ['worker started', 'schedules started'])
  const [code, again] = await Promise.all([server.stop('test'), server.stop('again')])
  t.same([code, again], [0, 0])
  t.same(events.slice(2), [
    'schedules stopping',
    'schedules stopped',
    'worker stopping',
    'worker stopped',
    'database closed',
  ])
})

t.test('a request in hand is answered; readyz refuses while it is', async (t) => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const plugin = async (app: { get(path: string, handler: () => Promise<unknown>): unknown }) => {
    app.get('/slow', async () => {
      await held
      return { done: true }
    })
  }
  const events: string[] = []
  const server = await start({ plugins: [plugin], services: [service('worker', events, () => held)] })
  const answer = fetch(`${server.url}/slow`)
  await sleep(50)
  const stopping = server.stop('test')
  await sleep(50)
  t.equal((await fetch(`${server.url}/readyz`)).status, 503, 'the port is still open while services stop')
  release()
  t.same(await (await answer).json(), { done: true })
  t.equal(await stopping, 0)
})

t.test(
  'one that fails or hangs when it is told to stop keeps nothing else open, and the whole ends within ten seconds',
  async (t) => {
    const events: string[] = []
    const hang = () => new Promise(() => undefined)
    const services = [
      service('stuck', events, hang),
      service('failing', events, async () => {
        throw new Error('cannot')
      }),
      service('hanging', events, hang),
    ]
    const server = await start({ services, close: async () => void events.push('database closed') })
    const begun = performance.now()
    t.equal(await server.stop('test'), 1)
    t.ok(performance.now() - begun < 10_000)
    t.same(events.slice(3), ['hanging stopping', 'failing stopping', 'stuck stopping', 'database closed'])
  },
)

t.test('a port in use is said with the fix, and what was opened is closed again', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  t.teardown(() => void other.close())
  await sleep(20)
  const { port } = other.address() as { port: number }
  const events: string[] = []
  const close = async () => void events.push('closed')
  await t.rejects(start({ environment: { PORT: String(port) }, close }), {
    code: 'PORT_IN_USE',
    message: new RegExp(`127\\.0\\.0\\.1:${port}`),
    fix: /PORT/,
  })
  t.same(events, ['closed'])
  await t.rejects(start({ environment: { HOST: '203.0.113.7' } }), {
    code: 'CONFIG_INVALID',
    pointers: [{ pointer: 'HOST' }],
  })
})

t.test('with METRICS_PORT the metrics are on a port of their own', async (t) => {
  const server = await start({ environment: { METRICS_PORT: '0' } })
  t.equal((await fetch(`${server.url}/metrics`)).status, 404)
  t.equal(await server.stop('test'), 0)
})

t.test(
  'the first signal stops and exits with its code, a second one exits at once, an uncaught error exits with 1',
  async (t) => {
    t.same(await signalled(t, 'return 0', ['SIGTERM']), { code: 0, stopped: true })
    t.same(await signalled(t, 'return 0', ['SIGINT']), { code: 0, stopped: true })
    t.same(await signalled(t, 'return 1', ['SIGTERM']), { code: 1, stopped: true })
    t.same(
      await signalled(t, 'await new Promise((resolve) => setTimeout(resolve, 20_000)); return 0', [
        'SIGTERM',
        'SIGTERM',
      ]),
      {
        code: 1,
        stopped: true,
      },
    )
    t.same(await signalled(t, 'return 0', ['SIGUSR2']), { code: 1, stopped: true })
  },
)

/** A process that waits for signals; SIGUSR2 makes it throw. */
async function signalled(t: Test, stop: string, signals: NodeJS.Signals[]) {
  const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../src', path))
  const script = `
    import { exitOnSignals } from ${source('server.ts')}
    import { createLog } from ${source('log.ts')}
    exitOnSignals({ stop: async () => { console.log('stopping'); ${stop} } }, await createLog({ level: 'silent' }))
    process.on('SIGUSR2', () => { throw new Error('uncaught') })
    setInterval(() => undefined, 1_000)
    console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  for (const [index, signal] of signals.entries()) {
    const awaited = index === 0 ? 'ready' : 'stopping'
    while (!output.includes(awaited)) await sleep(10)
    child.kill(signal)
  }
  return { code: await ended, stopped: output.includes('stopping') }
}
