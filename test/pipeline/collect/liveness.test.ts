import t from 'tap'
import { checkAddress, readRedirect } from '../../../src/pipeline/collect/liveness.ts'
import { unwaitingFetcher } from '../../helpers/board.ts'
import { replayServer } from '../../helpers/replay-server.ts'

t.test('an address is live, gone or says nothing certain', async (t) => {
  const to = (location: string) => ({ status: 302, headers: { location } })
  const server = await replayServer(t, {
    'HEAD /jobs/7': {},
    'HEAD /no-head/7': { status: 405 },
    'GET /no-head/7': { body: 'here' },
    'HEAD /liar/7': { status: 404 },
    'GET /liar/7': { body: 'here' },
    'HEAD /gone/7': { status: 410 },
    'GET /gone/7': { status: 410 },
    'HEAD /moved/4711-nurse': to('/en/moved/4711'),
    'HEAD /en/moved/4711': {},
    'HEAD /closed/4712': to('/careers'),
    'HEAD /careers': {},
    'HEAD /busy/7': { status: 503 },
    'HEAD /many/7': { status: 429 },
    'HEAD /login/7': to('/sso/login?to=/login/7'),
    'HEAD /sso/login': {},
    'HEAD /secret/7': { status: 403 },
    'GET /secret/7': { status: 403 },
    'GET /robots.txt': { body: 'User-agent: *\nDisallow: /private' },
  })
  const fetcher = unwaitingFetcher(t, server.base)
  const signal = new AbortController().signal
  const says = async (path: string) =>
    Object.values(await checkAddress(fetcher, `${server.base}${path}`, { signal })).join(' ')
  const expected: Record<string, string> = {
    '/jobs/7': 'live 200',
    '/no-head/7': 'live 200',
    '/liar/7': 'live 200',
    '/gone/7': 'gone 410',
    '/nothing': 'gone 404',
    '/moved/4711-nurse': 'live moved',
    '/closed/4712': 'gone redirected',
    '/busy/7': 'inconclusive 503',
    '/many/7': 'inconclusive 429',
    '/login/7': 'inconclusive gate',
    '/secret/7': 'inconclusive 403',
    '/private/7': 'inconclusive FETCH_FORBIDDEN_BY_ROBOTS',
  }
  for (const [path, finding] of Object.entries(expected)) t.equal(await says(path), finding, path)
  t.equal(server.count('GET /jobs/7'), 0, 'HEAD is enough')
  await t.rejects(checkAddress(fetcher, `${server.base}/jobs/7`, { signal: AbortSignal.abort(new Error('leave')) }), {
    message: 'leave',
  })
})

t.test('where a redirect leads tells whether the opening still stands', async (t) => {
  const cases: [from: string, to: string, outcome: string][] = [
    ['http://a.example/jobs/4711', 'https://www.a.example/jobs/4711/', 'live'],
    ['https://a.example/jobs/view/senior-nurse', 'https://a.example/jobs/senior-nurse', 'live'],
    ['https://a.example/job?id=99812', 'https://a.example/position/99812', 'live'],
    ['https://a.example/jobs/4711', 'https://a.example/', 'gone'],
    ['https://a.example/jobs/4711', 'https://a.example/en-US', 'gone'],
    ['https://a.example/jobs/4711', 'https://a.example/de/jobs?expired=true', 'gone'],
    ['https://a.example/acme/4711-nurse', 'https://a.example/acme', 'gone'],
    ['https://a.example/jobs/4711', 'https://a.example/404.html', 'gone'],
    ['https://a.example/jobs/4711', 'https://a.example/jobs/4712', 'inconclusive'],
    ['https://a.example/jobs/4711', 'https://other.example/welcome-to-us', 'inconclusive'],
    ['https://a.example/jobs/4711', 'https://a.example/auth/start', 'inconclusive'],
  ]
  for (const [from, to, outcome] of cases) t.equal(readRedirect(from, to).outcome, outcome, `${from} -> ${to}`)
})
