import type { Database } from '../../../db/engine.ts'
import { WORK_CHANNEL } from '../../../db/interactions.ts'
import { holdHost, readHosts, releaseHosts, reportResident } from '../../../db/llm-hosts.ts'
import { errors } from '../../../errors.ts'
import type { Log } from '../../../log.ts'
import type { Metrics } from '../../../metrics.ts'
import { createBreaker } from '../../llm/circuit-breaker.ts'
import { hasModel } from '../../llm/models.ts'
import { type Family, familyKey, type LlmHost, type LlmPort } from '../../llm/port.ts'
import { createHostDriver } from './drive-host.ts'
import type { Clock, WorkList } from './work-list.ts'

/** A third of the lease: two renewals may fail before another process takes the host over. */
const RENEW_EVERY_MS = 10_000
const LOOK_AT_MODELS_MS = 30_000

export type ModelHostsOptions = {
  database: Database
  hosts: readonly LlmHost[]
  connect(host: LlmHost): LlmPort
  lists: WorkList[]
  owner: string
  clock: Clock
  loadSeconds(model: string): number
  /** Models that conversations ask for now. */
  needed(): Promise<string[]>
  maxWaitMs: number
  /** Owners that are known to be gone: their hosts are taken over before their leases run out. */
  deadOwners(): Promise<string[]>
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics?: Pick<Metrics, 'modelLoaded'>
}

export type ModelHosts = {
  start(): Promise<void>
  /** New work may be there: idle drivers look at once. */
  wake(): void
  /** Takes no more work, waits for what is in hand, aborts it after `graceMs`, and lets the hosts go. */
  stop(graceMs: number): Promise<void>
}

type Driver = ReturnType<typeof createHostDriver>

/**
 * Drives the hosts that no other process drives: one driver each, under a lease in llm_hosts. A host whose driver died is taken over
 * by whoever notices first.
 */
export function createModelHosts(options: ModelHostsOptions): ModelHosts {
  const { database, hosts, owner, log, clock } = options
  const { db } = database
  const drivers = new Map<string, Driver>()
  let elsewhere: { host: string; families: Family[] }[] = []
  let timer: NodeJS.Timeout | undefined
  let stopListening: (() => Promise<void>) | undefined
  let holding: Promise<void> | undefined
  let stopped = false

  const wake = () => {
    for (const driver of drivers.values()) driver.wake()
  }

  const othersOf = (url: string) => [
    ...[...drivers].filter(([host]) => host !== url).map(([host, driver]) => ({ host, families: driver.resident() })),
    ...elsewhere,
  ]

  function driverOf(host: LlmHost): Driver {
    const known = new Set<string>()
    return createHostDriver({
      host,
      llm: options.connect(host),
      lists: options.lists,
      clock,
      loadSeconds: ({ model }) => options.loadSeconds(model),
      others: () => othersOf(host.url),
      maxWaitMs: options.maxWaitMs,
      breaker: createBreaker({ now: () => clock.now() }),
      log,
      onChange: (resident) => {
        for (const family of resident) if (!known.has(familyKey(family))) options.metrics?.modelLoaded(family.model)
        known.clear()
        for (const family of resident) known.add(familyKey(family))
        reportResident(db, host.url, owner, resident).catch((error) =>
          log.warn({ err: error, host: host.url }, 'what a host has in memory could not be told'),
        )
      },
    })
  }

  /** Said once when a host is taken over: steps for a missing model wait, and nobody would know for what. */
  async function tellMissing(host: LlmHost): Promise<void> {
    const present = await options.connect(host).models(AbortSignal.timeout(LOOK_AT_MODELS_MS))
    const missing = (await options.needed()).filter((model) => !hasModel(present, model))
    for (const model of missing) log.warn({ host: host.url, code: 'LLM_MODEL_MISSING' }, missingText(model, host.url))
  }

  async function hold(): Promise<void> {
    stopListening ??= await database.listen(WORK_CHANNEL, wake)
    const dead = await options.deadOwners()
    for (const host of hosts) {
      const mine = await holdHost(db, host.url, owner, dead)
      const driver = drivers.get(host.url)
      if (mine && !driver && !stopped) {
        const started = driverOf(host)
        drivers.set(host.url, started)
        started.start()
        log.info({ host: host.url, slots: host.slots, loaded: host.loaded }, 'driving an Ollama host')
        tellMissing(host).catch((error) =>
          log.warn({ err: error, host: host.url }, 'Ollama does not answer; work for models waits until it does'),
        )
      } else if (!mine && driver) {
        drivers.delete(host.url)
        log.warn({ host: host.url }, 'another process drives this Ollama host now')
        await driver.stop(0)
      }
    }
    const driven = await readHosts<Family>(db)
    elsewhere = driven.filter((row) => row.owner !== owner).map(({ host, resident }) => ({ host, families: resident }))
  }

  /** One at a time: two would start a host's driver twice. */
  function holdOnce(): Promise<void> {
    holding ??= hold()
      .catch((error) =>
        log.error({ err: error }, 'the leases of the Ollama hosts could not be renewed; it is tried again'),
      )
      .finally(() => {
        holding = undefined
      })
    return holding
  }

  return {
    start: async () => {
      await holdOnce()
      timer = setInterval(holdOnce, RENEW_EVERY_MS)
      timer.unref()
    },
    wake,
    stop: async (graceMs) => {
      stopped = true
      clearInterval(timer)
      await stopListening?.()
      await holding
      await Promise.all([...drivers.values()].map((driver) => driver.stop(graceMs)))
      await releaseHosts(db, owner)
    },
  }
}

function missingText(model: string, host: string): string {
  const { message, fix } = errors.llmModelMissing(model, host)
  return `${message} ${fix}`
}
