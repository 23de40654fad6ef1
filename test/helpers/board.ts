/** A source of the tests: a board over HTTP whose openings, pages and faults a test changes, the kind that reads it, and a collector. */
import Type from 'typebox'
import type { Database } from '../../src/db/engine.ts'
import { addSource } from '../../src/db/sources.ts'
import { errors } from '../../src/errors.ts'
import { createLog } from '../../src/log.ts'
import type { CollectedRecord } from '../../src/pipeline/collect/collected-record.ts'
import { type ListPage, recordKind, type SourceKind } from '../../src/pipeline/collect/source-kind.ts'
import { createPageReader } from '../../src/pipeline/extract/read-page.ts'
import type { Fetched, Fetcher, FetchRequest } from '../../src/pipeline/fetch/fetched.ts'
import { createFetcher } from '../../src/pipeline/fetch/fetcher.ts'
import { type CollectContext, type CollectOptions, collectSource } from '../../src/pipeline/refresh/collect-source.ts'
import { createExtraction } from '../../src/pipeline/store/extraction/extract-pages.ts'
import { plainExtractor } from './plain-extractor.ts'
import { type Replay, type Routes, replayServer } from './replay-server.ts'

type Teardown = { teardown(work: () => unknown): void }
export type Opening = { id: string; title: string; text?: string }

export const PAGE_SIZE = 10
const silent = await createLog({ level: 'silent' })
const LONG_TEXT =
  'You plan, build and keep the machines of our harbour together with a small team that shares its knowledge. '

export const openingsUpTo = (count: number): Opening[] =>
  Array.from({ length: count }, (_, index) => ({ id: `R${index + 1}`, title: `Engineer ${index + 1}` }))

/** Reads the board page by page, and a detail for each opening. */
export const boardKind = recordKind<ReturnType<typeof boardConfig>, Opening>({
  kind: 'test_board',
  summary: 'A board of the tests',
  config: boardConfig(),
  politeness: { interval_ms: 0, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'test_board/1',
  async page(_config, { http }, cursor): Promise<ListPage<Opening>> {
    const offset = Number(cursor ?? 0)
    const { data } = await http.json({ url: 'https://board.example/jobs', query: { offset } })
    const { jobs, total } = data as { jobs?: Opening[]; total?: number }
    if (!Array.isArray(jobs)) throw errors.sourceAnswerInvalid('board.example', 'has no list of jobs')
    const end = offset + jobs.length
    return { items: jobs, next: jobs.length < PAGE_SIZE || end === total ? null : end, total: total ?? null }
  },
  identity: ({ id }) => id,
  async detail(_config, { http }, { id }) {
    return (await http.json({ url: 'https://board.example/detail', query: { id } })).data
  },
  toRecord({ id, title }, detail): CollectedRecord {
    return {
      external_job_id: id,
      job_title: title,
      company_name: 'Harbour AG',
      location: 'Hamburg, Germany',
      external_url: `https://board.example/jobs/${id}`,
      job_description: (detail as { text: string }).text,
    }
  },
})

function boardConfig() {
  return Type.Object({}, { additionalProperties: false })
}

/** A board of `count` openings. `onPage` and `onDetail` may answer instead of it. */
export async function openBoard(t: Teardown, count: number, more: Routes = {}) {
  const board = {
    openings: openingsUpTo(count),
    /** What the listing says it has; undefined: what it has. */
    total: undefined as number | undefined,
    onPage: (_offset: number): Replay | undefined => undefined,
    onDetail: (_id: string): Replay | undefined | Promise<Replay | undefined> => undefined,
  }
  const server = await replayServer(t, {
    'GET /jobs': ({ query }) => {
      const offset = Number(query.get('offset'))
      const jobs = board.openings.slice(offset, offset + PAGE_SIZE).map(({ id, title }) => ({ id, title }))
      return board.onPage(offset) ?? { body: { jobs, total: board.total ?? board.openings.length } }
    },
    'GET /detail': async ({ query }) => {
      const id = query.get('id') ?? ''
      const opening = board.openings.find((one) => one.id === id)
      const replaced = await board.onDetail(id)
      if (replaced) return replaced
      return opening ? { body: { text: opening.text ?? `${LONG_TEXT}Number ${id}.` } } : { status: 404, body: {} }
    },
    ...more,
  })
  return Object.assign(board, server)
}

export type CollectorOptions = {
  base: string
  kinds?: readonly SourceKind[]
  switches?: { enabled: boolean; shadow: boolean }
  leaseSeconds?: number
  clock?: () => Date
}

/** The real fetch, whose clock goes on by as much as it would have waited. */
export function unwaitingFetcher(t: Teardown, base: string): Fetcher {
  let waited = 0
  const sleep = async (ms: number) => {
    waited += ms
  }
  const now = () => Date.now() + waited
  const fetcher = createFetcher({ intervalMs: 0, timeoutMs: 5_000, trusted: [base], log: silent, now, sleep })
  t.teardown(() => fetcher.close())
  return fetcher
}

/** The plain extractor reads text. */
const asText = (fetched: Fetched) => ({ ...fetched, body: Buffer.from(fetched.body) })

/** Collects over `database` from a server of the test; repetitions do not wait. */
export function collectorOn(t: Teardown, database: Database, options: CollectorOptions) {
  const { base, kinds = [boardKind], switches = { enabled: true, shadow: false }, clock = () => new Date() } = options
  const fetcher = unwaitingFetcher(t, base)
  const pages = { fetch: async (request: FetchRequest) => asText(await fetcher.fetch(request)) }
  const reader = createPageReader({ extractor: plainExtractor, fetcher: pages, clock })
  const extraction = createExtraction({ database, reader, switches, log: silent, count: async () => undefined })
  const context: CollectContext = {
    database,
    fetcher,
    extraction,
    findKind: (name) => kinds.find(({ kind }) => kind === name),
    secret: () => undefined,
    clock,
    log: silent,
    ...(options.leaseSeconds === undefined ? {} : { leaseSeconds: options.leaseSeconds }),
  }
  const collect = (given: Partial<CollectOptions> = {}) =>
    collectSource(context, {
      source: 'board',
      baseUrl: base,
      requestedBy: 'test',
      signal: new AbortController().signal,
      ...given,
    })
  return { collect, fetcher, context }
}

export async function addBoard(database: Database, name = 'board', kind = 'test_board'): Promise<number> {
  const added = await database.transaction((tx) =>
    addSource(tx, { source_name: name, kind, org_name: 'Harbour AG' }, 'test'),
  )
  return (added as { source_id: number }).source_id
}

/** Rows of a statement, for checks. */
export const rowsOf = async (database: Database, statement: string) =>
  (await database.raw(statement, { write: false })).rows

export const run = (database: Database, statement: string) => database.raw(statement, { write: true })
