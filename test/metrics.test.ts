import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { createMetrics, FETCH_OUTCOMES, type FigureReader, type QuickFigures } from '../src/metrics.ts'

const figures: QuickFigures = {
  writes: { inserted: 40, updated: 3, skipped: 2, failed: 1 },
  postings: [{ status: 'active', n: 40 }],
  runsActive: [{ status: 'running', n: 2 }],
  batchesOpen: [{ state: 'running', n: 1 }],
  queue: [{ conversation: 'r1114_extract_skills', depth: 7, oldestAge: 12.5 }],
  stuckInteractions: 0,
  incidentsOpen: 0,
  ticketsOpen: 4,
  connections: { open: 3, idle: 1, waiting: 0 },
  diskFreeBytes: 1e9,
}
const hourAgo = () => Date.now() / 1_000 - 3_600

function reader(overrides: Partial<FigureReader> = {}): FigureReader {
  const sources = [{ source: 'deutsche_bank', complete: 19, total: 20, newest: hourAgo() }]
  return {
    quick: async () => figures,
    slow: async () => ({
      sources,
      llmRatios: [{ batch: 'running', ratio: 1.04 }],
      sweeps: [{ kind: 'greenhouse', state: 'complete', n: 7 }],
      quota: [
        { provider: 'jsearch', unit: 'requests', left: 12 },
        { provider: 'other', unit: 'requests', left: null },
      ],
      staleSources: 2,
    }),
    ...overrides,
  }
}
const rarely = { quickMs: 1e8, slowMs: 1e8, onError: (error: unknown) => t.fail(String(error)) }

t.test("the runbook's four counters appear by their names with the totals of the database", async (t) => {
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  t.notMatch(
    await metrics.registry.metrics(),
    /aidjobs_jobs/,
    'none before the totals are known: a zero would read as a restart',
  )
  t.teardown(await metrics.refreshFrom(reader(), rarely))
  const text = await metrics.registry.metrics()
  t.match(text, /^aidjobs_jobs_inserted_total 40$/m)
  t.match(text, /^aidjobs_jobs_updated_total 3$/m)
  t.match(text, /^aidjobs_jobs_skipped_total 2$/m)
  t.match(text, /^aidjobs_jobs_failed_total 1$/m)
  t.match(text, /^# TYPE aidjobs_jobs_failed_total counter$/m)
})

t.test('figures of the database appear as gauges, and a row that is gone takes its series with it', async (t) => {
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  let queue = figures.queue
  const quick = async () => ({ ...figures, queue })
  const stop = await metrics.refreshFrom(reader({ quick }), { ...rarely, quickMs: 5 })
  t.teardown(stop)
  await sleep(20)
  t.match(await metrics.registry.metrics(), /winnow_queue_depth\{conversation="r1114_extract_skills"\} 7/)
  t.match(await metrics.registry.metrics(), /winnow_completeness_ratio\{source="deutsche_bank"\} 0.95/)
  t.match(await metrics.registry.metrics(), /winnow_llm_ratio_to_bound\{batch="running"\} 1.04/)
  t.match(await metrics.registry.metrics(), /winnow_sweeps_total\{kind="greenhouse",state="complete"\} 7/)
  t.match(await metrics.registry.metrics(), /winnow_quota_left\{provider="jsearch",unit="requests"\} 12/)
  t.notMatch(await metrics.registry.metrics(), /provider="other"/, 'no limit is not a limit of zero')
  t.match(await metrics.registry.metrics(), /winnow_sources_stale 2/)
  queue = []
  await sleep(30)
  t.notMatch(await metrics.registry.metrics(), /winnow_queue_depth\{/)
})

t.test('a scrape reads nothing: only the timer asks the database', async (t) => {
  let reads = 0
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  const quick = async () => {
    reads += 1
    return figures
  }
  t.teardown(await metrics.refreshFrom(reader({ quick }), rarely))
  for (let scrape = 0; scrape < 20; scrape += 1) await metrics.registry.metrics()
  t.equal(reads, 1)
})

t.test('the age of the newest posting grows between two readings', async (t) => {
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  t.teardown(await metrics.refreshFrom(reader(), rarely))
  await sleep(5)
  const age = async () =>
    Number(/winnow_newest_posting_age_seconds\{.*\} (\S+)/.exec(await metrics.registry.metrics())?.[1])
  const first = await age()
  t.ok(first >= 3_600 && first < 3_610)
  await sleep(15)
  t.ok((await age()) > first)
})

t.test('a database that fails costs neither the scrape nor the process; the former figures stay', async (t) => {
  let failing = false
  const seen: unknown[] = []
  const quick = async () => {
    if (failing) throw new Error('down')
    return figures
  }
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  const stop = await metrics.refreshFrom(reader({ quick }), {
    quickMs: 5,
    slowMs: 1e8,
    onError: (error) => seen.push(error),
  })
  failing = true
  await sleep(30)
  await stop()
  t.ok(seen.length > 0)
  t.match(await metrics.registry.metrics(), /^aidjobs_jobs_inserted_total 40$/m)
  const after = seen.length
  await sleep(20)
  t.equal(seen.length, after, 'stopped means stopped')
})

t.test('whatever names are sent in, the number of series stays bounded and the rest is "other"', async (t) => {
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  for (let index = 0; index < 5_000; index += 1) {
    metrics.interactionEnded(`conversation ${index}`, `model ${index}`, 'completed', 1)
    metrics.graphqlAnswered(`field ${index}`, 'ok', 0.01)
  }
  const text = await metrics.registry.metrics()
  t.match(text, /conversation="other"/)
  t.ok(text.split('\n').filter((line) => line && !line.startsWith('#')).length < 2_500)
})

t.test('fetches from sources are counted by how they ended, never by host', async (t) => {
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  for (const outcome of FETCH_OUTCOMES) metrics.sourceResponded(outcome)
  metrics.sourceResponded('ok')
  const text = await metrics.registry.metrics()
  t.match(text, /^winnow_source_responses_total\{outcome="ok"\} 2$/m)
  t.match(text, /^winnow_source_responses_total\{outcome="robots"\} 1$/m)
})

t.test('a usual service has fewer than 2,000 series', async (t) => {
  const metrics = createMetrics({ version: '1', engine: 'pglite' })
  for (let operation = 0; operation < 60; operation += 1) {
    for (const status of [200, 401, 422, 429, 500, 503])
      metrics.httpAnswered(`area.operation${operation}`, status, 0.01)
  }
  for (let conversation = 0; conversation < 16; conversation += 1) {
    for (const outcome of ['completed', 'content', 'upstream'] as const) {
      metrics.interactionEnded(`conversation ${conversation}`, 'builtin', outcome, 0.01)
    }
  }
  t.teardown(await metrics.refreshFrom(reader(), rarely))
  const series = (await metrics.registry.metrics()).split('\n').filter((line) => line && !line.startsWith('#')).length
  t.ok(series < 2_000, `${series} series`)
})
