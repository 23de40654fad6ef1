/**
 * How near the scheduler of model calls comes to what no schedule can beat, in simulated time: Ollama's reload rules, one model in memory,
 * the old system's step durations. Other ways to run the same calls stand beside it. Then arrivals at a utilisation of 0.8, and the window.
 *
 *   npm run bench -- schedule [--postings 50,500] [--slots 1,4] [--loads 5,15] [--hosts 1,4] [--seeds 1,2,3] [--only batch|arrivals|window]
 */
import { parseArgs } from 'node:util'
import { admissionWindow } from '../src/pipeline/workflow/scheduler/window.ts'
import { arrivalFigures } from './schedule/arrivals.ts'
import { boundOf, workSeconds } from './schedule/bound.ts'
import { handOutOrder } from './schedule/order.ts'
import { byActor, workers } from './schedule/peers.ts'
import { drawPostings, FAMILIES } from './schedule/steps.ts'
import { MAX_WAIT_MS, playWinnow, type Setting } from './schedule/winnow.ts'

const { values } = parseArgs({
  options: {
    postings: { type: 'string', default: '50,500' },
    slots: { type: 'string', default: '1,4' },
    loads: { type: 'string', default: '5,15' },
    hosts: { type: 'string', default: '1,4' },
    seeds: { type: 'string', default: '1,2,3' },
    only: { type: 'string' },
  },
})
const numbers = (text: string) => text.split(',').map(Number)
const seeds = numbers(values.seeds)
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
const settings: Setting[] = numbers(values.hosts).flatMap((hosts) =>
  numbers(values.slots).flatMap((slots) => numbers(values.loads).map((loadSeconds) => ({ hosts, slots, loadSeconds }))),
)
const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const head = (...cells: string[]) => {
  row(...cells)
  row(...cells.map(() => '---'))
}
const wanted = (part: string) => values.only === undefined || values.only === part

async function batches(): Promise<void> {
  console.log(
    `\nClosed batch; ratio of the makespan to the lower bound, mean (worst) of the seeds ${seeds.join(', ')}; loads in brackets\n`,
  )
  head('postings', 'hosts x slots', 'load s', 'bound s', 'winnow', 'by actor', '5 workers a host', 'posting by posting')
  const oneHost = new Map<string, number>()
  for (const count of numbers(values.postings)) {
    for (const setting of settings) {
      const plays = {
        winnow: (seed: number) => playWinnow(drawPostings(count, seed), setting, handOutOrder),
        actor: (seed: number) => byActor(drawPostings(count, seed), setting),
        five: (seed: number) => workers(drawPostings(count, seed), setting, 5),
        single: (seed: number) => workers(drawPostings(count, seed), setting, 1),
      }
      const bounds = seeds.map((seed) => boundOf(drawPostings(count, seed), setting))
      const cells: string[] = []
      for (const [name, play] of Object.entries(plays)) {
        const results = []
        for (const seed of seeds) results.push(await play(seed))
        const ratios = results.map(({ seconds }, index) => seconds / (bounds[index] ?? 1))
        cells.push(
          `${mean(ratios).toFixed(3)} (${Math.max(...ratios).toFixed(3)}) [${mean(results.map(({ loads }) => loads)).toFixed(0)}]`,
        )
        const key = `${count} postings, ${setting.slots} slots, load ${setting.loadSeconds} s`
        const seconds = mean(results.map((result) => result.seconds))
        if (name === 'winnow' && setting.hosts === 1) oneHost.set(key, seconds)
        else if (name === 'winnow' && oneHost.has(key)) {
          faster.push(`${key}: ${((oneHost.get(key) ?? 0) / seconds).toFixed(2)} with ${setting.hosts} hosts`)
        }
      }
      row(count, `${setting.hosts} x ${setting.slots}`, setting.loadSeconds, mean(bounds).toFixed(0), ...cells)
    }
  }
  if (faster.length > 0) console.log(`\nThroughput against one host: ${faster.join('; ')}.`)
}
const faster: string[] = []

async function arrivals(): Promise<void> {
  console.log(
    '\nPoisson arrivals at a utilisation of 0.8 (calls alone, loads come on top), 500 postings, mean of the seeds; seconds\n',
  )
  head(
    'hosts x slots',
    'load s',
    'p95 idle',
    'p95',
    'ratio',
    'ratio if loads took no time',
    `longest wait of a step (limit ${MAX_WAIT_MS / 1000})`,
  )
  for (const setting of settings) {
    const all = []
    for (const seed of seeds) all.push(await arrivalFigures(setting, seed))
    row(
      `${setting.hosts} x ${setting.slots}`,
      setting.loadSeconds,
      mean(all.map(({ idle }) => idle)).toFixed(0),
      mean(all.map(({ busy }) => busy)).toFixed(0),
      mean(all.map(({ busy, idle }) => busy / idle)).toFixed(2),
      mean(all.map(({ unloaded, idle }) => unloaded / idle)).toFixed(2),
      Math.max(...all.map(({ longestWait }) => longestWait)).toFixed(0),
    )
  }
}

async function windows(): Promise<void> {
  console.log('\nPostings in the air limited for a latency of an hour, first seed\n')
  head(
    'hosts x slots',
    'load s',
    'window',
    'ratio at 500',
    'of 2,000: first ends',
    'half',
    'last',
    'longest from start to end',
  )
  for (const setting of settings) {
    const some = drawPostings(500, seeds[0] ?? 1)
    const window = admissionWindow({
      posting_seconds: workSeconds(some) / some.length,
      load_seconds: FAMILIES.length * setting.loadSeconds,
      slots: setting.slots * setting.hosts,
    })
    const ratio = (await playWinnow(some, setting, handOutOrder, { window })).seconds / boundOf(some, setting)
    const { ends, latencies } = await playWinnow(drawPostings(2000, seeds[0] ?? 1), setting, handOutOrder, { window })
    const hours = (seconds: number | undefined) => `${((seconds ?? 0) / 3600).toFixed(2)} h`
    const cells = [ends[0], ends[999], ends[1999], Math.max(...latencies)].map(hours)
    row(`${setting.hosts} x ${setting.slots}`, setting.loadSeconds, window, ratio.toFixed(3), ...cells)
  }
}

if (wanted('batch')) await batches()
if (wanted('arrivals')) await arrivals()
if (wanted('window')) await windows()
