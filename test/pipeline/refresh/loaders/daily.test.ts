import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { distinctCombinations } from '../../../../src/db/search-queries.ts'
import { errors } from '../../../../src/errors.ts'
import { type DailyOptions, loadDay } from '../../../../src/pipeline/refresh/loaders/daily.ts'
import {
  dailyEndLines,
  dailyStartLines,
  queryAnalysisLines,
} from '../../../../src/pipeline/refresh/loaders/daily-lines.ts'
import { loadHour } from '../../../../src/pipeline/refresh/loaders/hourly.ts'
import { hourlyEndLines } from '../../../../src/pipeline/refresh/loaders/hourly-lines.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { ACTIVE_JOBS, found, gazetteer, JSEARCH, quiet, recordingCollect, userWho } from '../searching.ts'

const options: DailyOptions = {
  sources: [ACTIVE_JOBS, JSEARCH],
  pages: 1,
  minPriority: 0,
  homeCountry: 'DE',
  requestedBy: 'test',
  signal: new AbortController().signal,
}

onBothEngines(t, 'the day is asked once for each distinct combination of all users', async (t, database) => {
  const first = await userWho(database, 'a@example.org', ['Data Scientist', 'ML Engineer'], ['Berlin', 'Hamburg'])
  const second = await userWho(database, 'b@example.org', ['data scientist'], ['Berlin, Germany', 'Hamburg'], 20)
  await userWho(database, 'c@example.org', ['Nurse', 'ML-Engineer'], ['Hamburg'])
  await userWho(database, 'd@example.org', ['Pilot'], ['Paris'])
  await userWho(database, 'd@example.org', [], [])
  const combinations = await distinctCombinations(database.db, { minPriority: 0 })
  t.match(combinations[0], {
    title_keyword: 'Data Scientist',
    location: 'Berlin',
    priority: 20,
    user_ids: [first, second],
    rows: 2,
  })

  const lines: string[] = []
  const { asked, collect } = recordingCollect(({ source }) => (source === 'jsearch' ? found(10, 4) : found(80, 72)))
  const deps = { database, collect, gazetteer, log: quiet, sleep: (ms: number) => sleep(Math.min(ms, 2)) }
  const result = await loadDay(deps, {
    ...options,
    onAnalysis: (analysis) => lines.push(...queryAnalysisLines(analysis)),
  })
  t.same(lines, [
    'Query Analysis:',
    '  Total query rows: 8',
    '  Unique combinations: 5',
    '  ✅ Quota saved: 3 API calls (37.5%)',
  ])
  t.equal(asked.length, 10)
  t.equal(new Set(asked).size, 10)
  t.ok(asked.every((each) => each.split(' ')[1] === '24h'))
  t.same(dailyEndLines(result, ['Quota Analysis']), [
    '✅ Daily job completed successfully!',
    '   • Unique combinations: 5',
    '   • Jobs fetched: 450',
    '   • New jobs added: 380',
    '',
    'Quota Analysis',
  ])
  const { rows } = await sql<{ never: number }>`
    select count(*) filter (where last_run_date is null)::int as never from user_search_queries where is_active`.execute(
    database.db,
  )
  t.equal(rows[0]?.never, 0)
})

onBothEngines(t, 'a failing source leaves the other alone, and low priorities wait', async (t, database) => {
  await userWho(database, 'a@example.org', ['Nurse', 'Pilot'], ['Berlin'])
  await userWho(database, 'b@example.org', ['Cook'], ['Berlin'], 1)
  const { asked, collect } = recordingCollect(({ source, search }) => {
    if (source === 'jsearch') throw errors.sourceKeyMissing('JSEARCH_API_KEY')
    if (search.titles[0] === 'Nurse') throw errors.fetchFailed('example.org', 'timed out')
    return found(3)
  })
  const deps = { database, collect, gazetteer, log: quiet, sleep: (ms: number) => sleep(Math.min(ms, 2)) }
  const result = await loadDay(deps, { ...options, minPriority: 5 })
  t.equal(asked.filter((each) => each.startsWith('active')).length, 2)
  t.match(result, {
    combinations: 2,
    fetched: 3,
    sources: [{ failed: 1, done: 1, faults: { FETCH_FAILED: 1 } }, { skipped: 'SOURCE_KEY_MISSING' }],
  })
  t.match(dailyEndLines(result), [
    '⚠ Daily job completed, not all of it:',
    /2/,
    /3/,
    /3/,
    /1 searches failed/,
    /left out: SOURCE_KEY_MISSING/,
  ])
})

t.test('the start line shows the wall clock with its summer or winter name', async (t) => {
  const at = (instant: string) => dailyStartLines(new Date(instant), 'Europe/Berlin')[0]
  t.match(at('2024-01-15T13:30:00Z'), /^DAILY JOB STARTED - 2024-01-15 14:30:00 (CET|GMT\+1)$/)
  t.match(at('2026-07-01T04:00:00Z'), /^DAILY JOB STARTED - 2026-07-01 06:00:00 (CEST|GMT\+2)$/)
})

t.test('the hour asks for the whole country, unfiltered, at most ten pages', async (t) => {
  const requests: unknown[] = []
  const collect = async (request: Parameters<Parameters<typeof recordingCollect>[0]>[0]) => {
    requests.push(request)
    return { ...found(1_000, 940), state: 'partial' as const, reason: 'limit', truncated: true }
  }
  const result = await loadHour({ collect, log: quiet }, { country: 'DE', requestedBy: 'test', signal: options.signal })
  t.match(requests, [{ source: 'active_jobs_db', window: '1h', pages: 10, search: { titles: [], location: 'Germany', country: 'DE', arrangements: [] } }]) // biome-ignore format: one request
  t.same(hourlyEndLines(result), [
    '✅ Hourly job completed successfully!',
    '   • Jobs fetched: 1000',
    '   • New jobs added: 940',
    '   • Duplicates: 60',
    '   • The hour had more pages than were read',
  ])
  const refused = await loadHour(
    { collect: () => Promise.reject(errors.sourceKeyMissing('ACTIVEJOBS_API_KEY')), log: quiet },
    { country: 'DE', requestedBy: 'test', signal: options.signal },
  )
  t.match(hourlyEndLines(refused)[0], /did not complete: active_jobs_db SOURCE_KEY_MISSING/)
})
