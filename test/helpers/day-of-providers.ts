/** Three providers on one server for a simulated day. They count their own quota, as the real ones do, and know what they have given away. */
import { type Replay, type ReplayRequest, replayServer } from './replay-server.ts'

type Teardown = { teardown(work: () => unknown): void }
export type Provider = 'active_jobs_db' | 'jsearch' | 'greenhouse'
/** `nth`: of this provider's calls in this hour, from 1. */
export type Call = { provider: Provider; hour: number; nth: number }
/** An answer instead of the openings, or `lost`: the call is counted and its answer never comes. */
export type DayFault = Pick<Replay, 'status' | 'headers'> | 'lost'
type Units = { jobs: number; requests: number }
type Content = { ids: string[]; body: unknown; requests: number }
type Read = (request: ReplayRequest, hour: number) => Content

const HOUR_MS = 3_600_000
const NEW_AN_HOUR = 20
const OVERLAP = 5
const BOARD_SIZE = 20
const PROFESSIONS = ['Nurse', 'Welder', 'Pilot', 'Cook']

export type DayOptions = {
  start: Date
  clock(): Date
  /** Of the month, in the units of which the provider tells what is left. */
  limits: Partial<Record<Provider, Partial<Units>>>
  fault(call: Call): DayFault | undefined
}

export async function dayOfProviders(t: Teardown, { start, clock, limits, fault }: DayOptions) {
  const ofEach = <T>(make: () => T) => ({ active_jobs_db: make(), jsearch: make(), greenhouse: make() })
  const calls: Call[] = []
  const used = ofEach((): Units => ({ jobs: 0, requests: 0 }))
  /** Openings of answers that were sent. */
  const offered = ofEach(() => new Set<string>())
  /** Calls that were refused because they would have passed a limit. */
  const refused: Call[] = []
  const lost = Promise.withResolvers<void>()

  /** Counts a call; false when it would pass a limit. */
  function pay(provider: Provider, { jobs, requests }: Units): boolean {
    const [mine, limit] = [used[provider], limits[provider]]
    const next = { jobs: mine.jobs + jobs, requests: mine.requests + requests }
    if (next.jobs > (limit?.jobs ?? next.jobs) || next.requests > (limit?.requests ?? next.requests)) return false
    Object.assign(mine, next)
    return true
  }

  const answering = (provider: Provider, read: Read) => (request: ReplayRequest) => {
    const hour = Math.floor((clock().getTime() - start.getTime()) / HOUR_MS)
    const nth = calls.filter((call) => call.provider === provider && call.hour === hour).length + 1
    const call = { provider, hour, nth }
    calls.push(call)
    const injected = fault(call)
    const instead = injected === 'lost' ? undefined : injected
    const { ids, body, requests } = read(request, hour)
    const isPaid = pay(provider, instead ? { jobs: 0, requests: 1 } : { jobs: ids.length, requests })
    const headers = quotaHeaders(limits[provider] ?? {}, used[provider])
    if (!isPaid) {
      refused.push(call)
      return { status: 429, headers }
    }
    if (instead) return { ...instead, headers: { ...headers, ...instead.headers }, body: { message: 'not now' } }
    if (injected === 'lost') {
      lost.resolve()
      return new Promise<Replay>(() => undefined)
    }
    for (const id of ids) offered[provider].add(id)
    return { body, headers }
  }

  const { base, asked } = await replayServer(t, {
    'GET /active-ats-1h': answering('active_jobs_db', lastHour),
    'GET /active-ats-24h': answering('active_jobs_db', lastDay),
    'GET /search': answering('jsearch', found),
    'GET /v1/boards/harbour/jobs': answering('greenhouse', board),
  })
  return { base, asked, calls, used, offered, refused, lost: lost.promise }
}

function quotaHeaders(limits: Partial<Units>, used: Units): Record<string, string> {
  return Object.fromEntries(
    Object.entries(limits).flatMap(([unit, limit]) => [
      [`x-ratelimit-${unit}-limit`, String(limit)],
      [`x-ratelimit-${unit}-remaining`, String(limit - used[unit as keyof Units])],
      [`x-ratelimit-${unit}-reset`, String(15 * 86_400)],
    ]),
  )
}

type Opening = { id: string; title: string }

/** What was published in an hour, the newest first. Hours before the day are below 0. */
function publishedIn(hour: number): Opening[] {
  return Array.from({ length: NEW_AN_HOUR }, (_, index) => ({
    id: `A${hour}.${index}`,
    title: `${PROFESSIONS[index % PROFESSIONS.length]} for shift ${hour}.${index}`,
  })).toReversed()
}

/** The end of the hour before comes again. */
const lastHour: Read = ({ query }, hour) =>
  activeJobs(query, [...publishedIn(hour), ...publishedIn(hour - 1).slice(0, OVERLAP)])

const lastDay: Read = ({ query }, hour) => {
  const word = query.get('advanced_title_filter') ?? ''
  const openings = Array.from({ length: 24 }, (_, back) => publishedIn(hour - back)).flat()
  return activeJobs(
    query,
    openings.filter(({ title }) => title.includes(word)),
  )
}

function activeJobs(query: URLSearchParams, all: Opening[]): Content {
  const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))]
  const openings = all.slice(offset, offset + limit)
  const body = openings.map(({ id, title }) => ({
    id,
    title,
    organization: 'Harbour Works',
    url: `https://works.example/${id}`,
    date_posted: '2026-03-10',
    locations_derived: ['Hamburg, Hamburg, Germany'],
    description_text: textOf(title),
  }))
  return { ids: openings.map(({ id }) => id), body, requests: 1 }
}

/** A search for a profession finds ten; one for everything finds fifteen, of which every hour brings two. */
const found: Read = ({ query }, hour) => {
  const profession = PROFESSIONS.find((word) => query.get('query')?.startsWith(word))
  const first = profession === undefined ? 2 * hour : 0
  const pages = Number(query.get('num_pages'))
  const count = Math.min(profession === undefined ? 15 : 10, 10 * pages)
  const ids = Array.from({ length: count }, (_, index) => `J${profession ?? 'Any'}.${first + index}`)
  const data = ids.map((id) => ({
    job_id: id,
    job_title: `${profession ?? 'Clerk'} at desk ${id}`,
    employer_name: 'Harbour Office',
    job_publisher: 'LinkedIn',
    job_apply_link: `https://office.example/${id}`,
    job_city: 'Hamburg',
    job_country: 'DE',
    job_posted_at_datetime_utc: '2026-03-10T00:00:00.000Z',
    job_description: textOf(id),
  }))
  return { ids, body: { status: 'OK', data }, requests: pages === 1 ? 1 : 2 }
}

/** Every third hour one opening goes and another comes. */
const board: Read = (_request, hour) => {
  const first = Math.floor(hour / 3)
  const ids = Array.from({ length: BOARD_SIZE }, (_, index) => String(7_000 + first + index))
  const jobs = ids.map((id) => ({
    id: Number(id),
    title: `Rigger ${id}`,
    company_name: 'Harbour Board',
    absolute_url: `https://board.example/jobs/${id}`,
    location: { name: 'Hamburg, Germany' },
    first_published: '2026-03-01T08:00:00Z',
    content: `<p>${textOf(`board ${id}`)}</p>`,
  }))
  return { ids, body: { jobs, meta: { total: jobs.length } }, requests: 1 }
}

function textOf(name: string): string {
  return `You keep the machines of ${name} running with a small team that shares what it knows, plan the repairs of the coming week together with the foreman and write down every fault.`
}
