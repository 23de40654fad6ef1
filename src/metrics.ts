/**
 * Prometheus metrics of a process. Work counts itself here as it happens; what only the database knows comes from a timer, never
 * from the scrape: a slow database must not cost the scrape, and a scrape must not load the database. No id, URL or title is a label.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export const WRITE_KINDS = ['inserted', 'updated', 'skipped', 'failed'] as const
export type WriteKind = (typeof WRITE_KINDS)[number]

/** How an interaction ended: its status, or for a failed one the owner of the fault. */
export const INTERACTION_OUTCOMES = [
  'completed',
  'skipped',
  'cancelled',
  'discarded',
  'content',
  'upstream',
  'internal',
  'watchdog',
  'operator',
] as const
export type InteractionOutcome = (typeof INTERACTION_OUTCOMES)[number]

/** How a fetch from a source ended: the class of its status, or why there was none. */
export const FETCH_OUTCOMES = [
  'ok',
  'not_modified',
  'redirect',
  'client_error',
  'rate_limited',
  'server_error',
  'not_allowed',
  'robots',
  'too_large',
  'failed',
  'cancelled',
] as const
export type FetchOutcome = (typeof FETCH_OUTCOMES)[number]

/** Figures that change with every write; read often, so each must be cheap whatever the size of the data. Ages are seconds. */
export type QuickFigures = {
  writes: Record<WriteKind, number>
  postings: { status: string; n: number }[]
  runsActive: { status: string; n: number }[]
  batchesOpen: { state: string; n: number }[]
  queue: { conversation: string; depth: number; oldestAge: number }[]
  stuckInteractions: number
  incidentsOpen: number
  ticketsOpen: number
  connections: { open: number; idle: number; waiting: number }
  diskFreeBytes: number
}

/** Figures that need a pass over the postings; read seldom. `newest` is in seconds since 1970. */
export type SlowFigures = {
  sources: { source: string; complete: number; total: number; newest: number | null }[]
  /** Batches that call models: their time so far to the least that any schedule takes. */
  llmRatios: { batch: string; ratio: number }[]
  /** Ended sweeps, by all processes. */
  sweeps: { kind: string; state: string; n: number }[]
  /** What is left of a provider's month; null where no limit is known. */
  quota: { provider: string; unit: string; left: number | null }[]
  /** Sources with a schedule that have brought nothing for three of their intervals. */
  staleSources: number
}

export type FigureReader = { quick(): Promise<QuickFigures>; slow(): Promise<SlowFigures> }

export type Metrics = ReturnType<typeof createMetrics>

const HTTP_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const STEP_SECONDS = [0.001, 0.01, 0.1, 1, 5, 15, 60, 300, 900]

export function createMetrics(build: { version: string; engine: string }) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers })

  gauge('winnow_build_info', 'Version that runs; the value is 1', ['version', 'node', 'engine']).set(
    { ...build, node: process.versions.node },
    1,
  )
  const httpTotal = counter('winnow_http_requests_total', 'Answered requests', ['operation', 'status'])
  const httpSeconds = histogram('winnow_http_request_seconds', 'Time to answer', ['operation'], HTTP_SECONDS)
  const graphqlTotal = counter('winnow_graphql_operations_total', 'Answered root fields', ['operation', 'outcome'])
  const graphqlSeconds = histogram('winnow_graphql_operation_seconds', 'Time to answer', ['operation'], HTTP_SECONDS)
  const interactions = counter('winnow_interactions_total', 'Ended interactions', ['conversation', 'model', 'outcome'])
  const stepSeconds = histogram('winnow_step_seconds', 'Time of an interaction', ['conversation'], STEP_SECONDS)
  const runs = counter('winnow_runs_total', 'Ended workflow runs', ['status', 'outcome'])
  const batches = counter('winnow_batches_total', 'Ended batches', ['state'])
  const llmCalls = counter('winnow_llm_calls_total', 'Answered calls of models', ['model'])
  const llmTokens = counter('winnow_llm_tokens_total', 'Tokens of answered calls', ['model', 'kind'])
  const sourceResponses = counter('winnow_source_responses_total', 'Ended fetches from sources', ['outcome'])
  const llmLoads = counter('winnow_llm_loads_total', 'Families that a host was made to load', ['model'])

  const operationNames = closedSet(200)
  const fieldNames = closedSet(100)
  const conversationNames = closedSet(40)
  const modelNames = closedSet(20)

  return {
    registry,
    /** `operation` is the stable name of a route; seconds from the first byte in to the last byte out. */
    httpAnswered(operation: string, status: number, seconds: number): void {
      const name = operationNames(operation)
      httpTotal.inc({ operation: name, status })
      httpSeconds.observe({ operation: name }, seconds)
    },
    graphqlAnswered(operation: string, outcome: 'ok' | 'error', seconds: number): void {
      const name = fieldNames(operation)
      graphqlTotal.inc({ operation: name, outcome })
      graphqlSeconds.observe({ operation: name }, seconds)
    },
    /** `model` is what ran: the model's name or "builtin". */
    interactionEnded(conversation: string, model: string, outcome: InteractionOutcome, seconds: number): void {
      const name = conversationNames(conversation)
      interactions.inc({ conversation: name, model: modelNames(model), outcome })
      stepSeconds.observe({ conversation: name }, seconds)
    },
    /** One answered call of a model. */
    modelCalled(
      model: string,
      { prompt_tokens, output_tokens }: { prompt_tokens: number; output_tokens: number },
    ): void {
      const name = modelNames(model)
      llmCalls.inc({ model: name })
      llmTokens.inc({ model: name, kind: 'prompt' }, prompt_tokens)
      llmTokens.inc({ model: name, kind: 'output' }, output_tokens)
    },
    modelLoaded(model: string): void {
      llmLoads.inc({ model: modelNames(model) })
    },
    /** One fetch with its redirects and repetitions. */
    sourceResponded(outcome: FetchOutcome): void {
      sourceResponses.inc({ outcome })
    },
    runEnded(status: 'completed' | 'failed' | 'needs_review' | 'cancelled', outcome: string | null): void {
      runs.inc({ status, outcome: outcome ?? 'none' })
    },
    batchEnded(state: 'succeeded' | 'failed' | 'cancelled'): void {
      batches.inc({ state })
    },
    ...databaseGauges(registry, gauge),
  }
}

function databaseGauges(registry: Registry, gauge: (name: string, help: string, labels?: string[]) => Gauge) {
  const sourceNames = closedSet(150)
  const newest = new Map<string, number>()
  const writes = new Map<WriteKind, Counter>()
  const postings = gauge('winnow_postings', 'Postings by status', ['status'])
  const runsActive = gauge('winnow_runs_active', 'Workflow runs that have not ended', ['status'])
  const batchesOpen = gauge('winnow_batches_open', 'Batches that have not ended', ['state'])
  const depth = gauge('winnow_queue_depth', 'Pending interactions', ['conversation'])
  const oldest = gauge('winnow_queue_oldest_age_seconds', 'Longest wait of a pending interaction', ['conversation'])
  const stuck = gauge('winnow_interactions_stuck', 'Running interactions whose lease is lost')
  const incidents = gauge('winnow_incidents_open', 'Open incidents')
  const tickets = gauge('winnow_review_tickets_open', 'Open review tickets')
  const connections = gauge('winnow_db_connections', 'Database connections of this process', ['state'])
  const disk = gauge('winnow_disk_free_bytes', 'Free space where DATA_DIR is')
  const completeness = gauge('winnow_completeness_ratio', 'Share of a source that has every result, 0-1', ['source'])
  const llmRatio = gauge('winnow_llm_ratio_to_bound', 'Makespan of a batch to its lower bound, best is 1', ['batch'])
  const sweeps = new Counter({
    name: 'winnow_sweeps_total',
    help: 'Ended sweeps of sources, by all processes on this database',
    labelNames: ['kind', 'state'],
    registers: [registry],
  })
  const quotaLeft = gauge('winnow_quota_left', "What is left of a provider's month", ['provider', 'unit'])
  const staleSources = gauge('winnow_sources_stale', 'Sources that have brought nothing for three of their intervals')
  const refreshed = gauge('winnow_metrics_refreshed_timestamp_seconds', 'When the figures were last read', ['speed'])
  new Gauge({
    name: 'winnow_newest_posting_age_seconds',
    help: 'Age of the newest posting of a source',
    labelNames: ['source'],
    registers: [registry],
    // Only the clock is read here: between two refreshes the age keeps growing.
    collect() {
      this.reset()
      for (const [source, seconds] of newest) this.set({ source }, Math.max(0, Date.now() / 1_000 - seconds))
    },
  })

  const replace = <T>(
    target: Gauge,
    rows: T[],
    labels: (row: T) => Record<string, string>,
    value: (row: T) => number,
  ) => {
    target.reset()
    for (const row of rows) target.set(labels(row), value(row))
  }

  const setQuick = (figures: QuickFigures): void => {
    for (const kind of WRITE_KINDS) {
      // Created with its first known total: a zero before that would look like a restart and then like a burst of writes.
      const total = writes.get(kind) ?? createWriteCounter(registry, kind)
      writes.set(kind, total)
      total.reset()
      total.inc(figures.writes[kind])
    }
    const byStatus = ({ status }: { status: string }) => ({ status })
    replace(postings, figures.postings, byStatus, ({ n }) => n)
    replace(runsActive, figures.runsActive, byStatus, ({ n }) => n)
    replace(batchesOpen, figures.batchesOpen, ({ state }) => ({ state }), ({ n }) => n) // biome-ignore format: one a line
    const byConversation = ({ conversation }: { conversation: string }) => ({ conversation })
    replace(depth, figures.queue, byConversation, (row) => row.depth)
    replace(oldest, figures.queue, byConversation, (row) => row.oldestAge)
    stuck.set(figures.stuckInteractions)
    incidents.set(figures.incidentsOpen)
    tickets.set(figures.ticketsOpen)
    disk.set(figures.diskFreeBytes)
    for (const [state, n] of Object.entries(figures.connections)) connections.set({ state }, n)
    refreshed.setToCurrentTime({ speed: 'quick' })
  }

  const setSlow = (figures: SlowFigures): void => {
    newest.clear()
    completeness.reset()
    for (const { source, complete, total, newest: seconds } of figures.sources) {
      const name = sourceNames(source)
      if (total > 0) completeness.set({ source: name }, complete / total)
      if (seconds !== null) newest.set(name, Math.max(seconds, newest.get(name) ?? 0))
    }
    replace(llmRatio, figures.llmRatios, ({ batch }) => ({ batch }), ({ ratio }) => ratio) // biome-ignore format: one a line
    sweeps.reset()
    for (const { kind, state, n } of figures.sweeps) sweeps.inc({ kind, state }, n)
    const limited = figures.quota.flatMap(({ left, ...month }) => (left === null ? [] : [{ ...month, left }]))
    replace(quotaLeft, limited, ({ provider, unit }) => ({ provider, unit }), ({ left }) => left) // biome-ignore format: one a line
    staleSources.set(figures.staleSources)
    refreshed.setToCurrentTime({ speed: 'slow' })
  }

  return {
    /**
     * Reads the figures now, then every `quickMs` and `slowMs` after the last reading ended, until the returned function is called.
     * Resolves after the first quick reading; the slow one does not hold up a start.
     * A failed reading is told to `onError` and leaves the former figures with their old refreshed timestamp.
     */
    async refreshFrom(
      reader: FigureReader,
      options: { quickMs: number; slowMs: number; onError: (error: unknown) => void },
    ) {
      const quick = repeat(async () => setQuick(await reader.quick()), options.quickMs, options.onError)
      const slow = repeat(async () => setSlow(await reader.slow()), options.slowMs, options.onError)
      await quick.first
      return async () => {
        await Promise.all([quick.stop(), slow.stop()])
      }
    },
  }
}

/** The runbook's counters, by its names. */
function createWriteCounter(registry: Registry, kind: WriteKind): Counter {
  return new Counter({
    name: `aidjobs_jobs_${kind}_total`,
    help: `Job postings ${kind}, by all processes on this database`,
    registers: [registry],
  })
}

function repeat(work: () => Promise<void>, pauseMs: number, onError: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const once = async () => {
    await work().catch(onError)
    if (stopped) return
    timer = setTimeout(() => {
      running = once()
    }, pauseMs).unref()
  }
  const first = once()
  let running = first
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    return running
  }
  return { first, stop }
}

/** The first `limit` values by themselves, later ones as "other": whatever is sent in, the number of series stays bounded. */
function closedSet(limit: number): (value: string) => string {
  const known = new Set<string>()
  return (value) => {
    if (known.has(value)) return value
    if (known.size >= limit) return 'other'
    known.add(value)
    return value
  }
}
