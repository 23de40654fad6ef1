import t, { type Test } from 'tap'
import { countDue } from '../../../../src/db/due-postings.ts'
import type { Database } from '../../../../src/db/engine.ts'
import { inventory } from '../../../../src/db/inventory.ts'
import type { WriteCounts } from '../../../../src/db/write-totals.ts'
import { importJsonLines } from '../../../../src/pipeline/store/import.ts'
import { softDelete } from '../../../../src/pipeline/store/lifecycle.ts'
import { promoteStaging } from '../../../../src/pipeline/store/promote.ts'
import { createShadow, type Shadow } from '../../../../src/pipeline/store/shadow/shadow.ts'
import { onBothEngines } from '../../../helpers/database.ts'

t.setTimeout(0)

const text =
  'You plan the weekly rota of the ward together with the head nurse, keep its records and train new colleagues.'
const silent = () => undefined
const log = { info: silent, warn: silent, debug: silent }

const row = (id: string | null, changes: object = {}) => ({
  ...(id === null ? {} : { external_job_id: id }),
  job_title: `Nurse ${id}`,
  location: 'Kiel, Germany',
  external_url: `https://jobs.example/${id}`,
  job_description: `${text} Ward ${id}.`,
  ...changes,
})
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(String(from + index)))

function bring(database: Database, list: object[], target: 'live' | 'shadow', source = 'demo') {
  const file = list.map((one) => JSON.stringify(one)).join('\n')
  return importJsonLines(database, { source, text: file, target, log })
}

function shadowOf(database: Database, changes: Partial<Parameters<typeof createShadow>[0]> = {}): Shadow {
  return createShadow({
    database,
    log,
    clock: () => new Date(),
    retentionMs: 86_400_000,
    probe: () => ({ configured: true, unguarded: [] }),
    onWritten: async () => undefined,
    ...changes,
  })
}

async function query(database: Database, statement: string): Promise<unknown[][]> {
  return (await database.raw(statement, { write: false })).rows
}
const run = (database: Database, statement: string) => database.raw(statement, { write: true })
const one = async (database: Database, statement: string) => (await query(database, statement))[0]?.[0]

const LIVE = [
  'postings',
  'posting_changes',
  'posting_count_deltas',
  'posting_revisions',
  'posting_skills',
  'field_events',
  'workflow_runs',
  'interactions',
  'posting_fingerprints',
  'user_job_matches',
]
/** Every row of the live tables as text. */
async function dump(database: Database, without: string[] = []): Promise<string> {
  const parts = LIVE.map(
    (table) =>
      `select '${table}' as name, coalesce(jsonb_agg((to_jsonb(x) - '{${without.join(',')}}'::text[])::text order by to_jsonb(x)::text), '[]') as rows from ${table} x`,
  )
  return JSON.stringify(await query(database, parts.join(' union all ')))
}
/** Live postings as they stand, but for what counts on: every change is a new version. */
const livePostings = (database: Database) =>
  query(database, "select to_jsonb(p) - '{version,updated_at}'::text[] from postings p order by posting_id")

const sumOf = ({ inserted, updated, unchanged, restored, skipped, failed }: WriteCounts) =>
  inserted + updated + unchanged + restored + skipped + failed

const by = 'anna'
const forced = { source: 'demo', force: true, by }

const promises: [name: string, test: (t: Test, database: Database) => Promise<unknown>][] = []
const promise = (...each: (typeof promises)[number]) => promises.push(each)

promise('shadow imports, reports, dry runs and discards leave the live tables as they are', async (t, database) => {
  await bring(database, [row('1'), row('2')], 'live')
  const shadow = shadowOf(database)
  const before = await dump(database)
  await bring(database, [row('1', { salary_range: '1-2k' }), row('3'), row(null)], 'shadow')
  await bring(database, [row('1', { job_description: `${text} Other.` }), row('3')], 'shadow')
  await run(database, "update postings_staging set shadowed_at = null where external_id = '3'")
  await promoteStaging(database, { target: 'shadow', log })
  await shadow.report(null)
  await shadow.promote({ ...forced, dryRun: true })
  await shadow.discard({ source: null, dryRun: true, by })
  const { action_id } = await shadow.discard({ source: null, by })
  await shadow.undo({ id: action_id ?? '', by })
  t.equal(await one(database, 'select count(*) from postings_shadow'), 4)
  t.equal(await dump(database), before)
})

promise('a row staged for shadow is due for shadow once, and for live only when somebody asks', async (t, database) => {
  await bring(database, [row('1'), row('2')], 'shadow')
  const due = () => countDue(database.db, { workflow_id: 3001 })
  t.same(await due(), { staged_valid: 0, staged_unchecked: 0, due: 0 })
  t.match(await inventory(database.db, { source: 'demo' }), [{ staged: 2, available: 0, unchecked: 0, on_trial: 2 }])
  t.match(await promoteStaging(database, { target: 'live', log }), { total: 0 })
  t.match(await promoteStaging(database, { target: 'shadow', log }), { total: 0 })
  await shadowOf(database).discard({ source: 'demo', by })
  t.match(await promoteStaging(database, { target: 'live', log }), { total: 0 }, 'what was thrown away stays away')
  t.match(await bring(database, [row('1')], 'live'), { inserted: 1 })
  t.match(await inventory(database.db, { source: 'demo' }), [{ promoted: 1, on_trial: 1 }])
  t.match(await promoteStaging(database, { target: 'live', onTrial: true, log }), { inserted: 1, total: 1 })
  t.match(await inventory(database.db, { source: 'demo' }), [{ promoted: 2, on_trial: 0 }])
})

promise('promotion is refused with the checks that do not pass, until they do', async (t, database) => {
  await bring(database, [row('1'), row('2')], 'shadow')
  const shadow = shadowOf(database)
  const before = await dump(database)
  await t.rejects(shadow.promote({ source: 'demo', by }), {
    code: 'SHADOW_NOT_READY',
    pointers: [
      { pointer: 'hours_in_shadow' },
      { pointer: 'rollback_tested' },
      { pointer: 'custom_mappings_documented' },
    ],
  })
  t.equal(await dump(database), before)
  await t.rejects(shadow.promote({ source: 'nobody', force: true, by }), { code: 'UNKNOWN_SOURCE' })
  await run(database, "update postings_shadow set created_at = now() - interval '49 hours' where external_id = '1'")
  await shadow.sign({ check: 'rollback_tested', note: 'done on the copy', by: 'bert' })
  await shadow.sign({ check: 'custom_mappings_documented', by })
  await shadow.unsign({ check: 'custom_mappings_documented', by })
  t.equal((await shadow.report('demo')).ready, false)
  await shadow.sign({ check: 'custom_mappings_documented', by })
  const report = await shadow.report('demo')
  t.same(
    report.checks.map(({ status }) => status),
    Array(7).fill('pass'),
    JSON.stringify(report.checks),
  )
  t.match(report.checks.find(({ check }) => check === 'rollback_tested')?.detail, /Signed by bert .*: done on the copy/)
  const closed = shadowOf(database, { probe: () => ({ configured: true, unguarded: ['jobs.list'] }) })
  await t.rejects(closed.promote({ source: 'demo', by }), {
    code: 'SHADOW_NOT_READY',
    pointers: [{ pointer: 'api_authentication' }],
  })
  t.match(await shadow.promote({ source: 'demo', by }), { inserted: 2, total: 2, forced: false, ready: true })
  t.same(await query(database, 'select actor, action from audit_log order by audit_id'), [
    ['bert', 'shadow.signed'],
    ['anna', 'shadow.signed'],
    ['anna', 'shadow.unsigned'],
    ['anna', 'shadow.signed'],
    ['anna', 'shadow.promote_started'],
    ['anna', 'shadow.promoted'],
  ])
})

promise(
  'promotion keeps the public id and first sight of new postings, and that of known ones',
  async (t, database) => {
    await bring(database, [row('1'), row('2')], 'live')
    const uid = await one(database, "select posting_uid from postings where external_id = '1'")
    await bring(database, [row('1', { deadline: '2030-05-01' }), row('2'), row('3'), row(null)], 'shadow')
    await run(database, "update postings_shadow set first_seen_at = '2026-01-02T00:00:00Z'")
    const uids = await query(
      database,
      "select posting_uid from postings_shadow where external_id is null or external_id = '3' order by 1",
    )
    const done = await shadowOf(database).promote(forced)
    t.match(done, { inserted: 2, updated: 1, unchanged: 1, total: 4, remaining: 0, reasons: {} })
    t.equal(sumOf(done), done.total)
    t.same(
      await query(
        database,
        "select posting_uid from postings where external_id is null or external_id = '3' order by 1",
      ),
      uids,
    )
    t.same(await query(database, "select posting_uid, deadline, version from postings where external_id = '1'"), [
      [uid, '2030-05-01', 2],
    ])
    t.same(await query(database, "select first_seen_at::date from postings where external_id = '3'"), [['2026-01-02']])
    t.same(await query(database, 'select field, new_value from field_events'), [['deadline', '2030-05-01']])
    t.same(await query(database, 'select count(*) from postings_shadow'), [[0]])
    t.same(
      await query(
        database,
        'select distinct target, promoted_to_posting_id is not null, promoted_at is not null from postings_staging',
      ),
      [['live', true, true]],
    )
    t.same(await query(database, 'select kind, count(*) from posting_changes group by 1'), [['upsert', 5]])
    t.same(await query(database, 'select sum(n) from posting_counts'), [['4']])
    t.match(await shadowOf(database).promote(forced), { action_id: null, total: 0 })
  },
)

promise('a forced promotion is on record with who did it and what was passed over', async (t, database) => {
  await bring(database, [row('1')], 'shadow')
  const { action_id } = await shadowOf(database).promote(forced)
  t.match(await query(database, 'select actor, action, subject, detail from audit_log order by audit_id'), [
    [
      'anna',
      'shadow.promote_started',
      action_id,
      { forced: true, failing: ['hours_in_shadow', 'rollback_tested', 'custom_mappings_documented'] },
    ],
    ['anna', 'shadow.promoted', action_id, { inserted: 1, total: 1 }],
  ])
})

promise('undo restores the live table to what it was, results and skills included', async (t, database) => {
  await bring(database, [row('1'), row('2'), row('3'), row('4')], 'live')
  await run(
    database,
    `update postings set extracted_summary = 'sum', skill_keywords = '[{"name": "SQL", "skill_id": "sql", "importance": "essential",
        "weight": 90, "proficiency": "advanced", "years_required": 2, "reasoning": "named", "evidence": {"start": 1, "end": 4, "quote": "SQL"}}]',
      ihl_score = 3, posting_status = 'complete', ai_key_skills = '{SQL}',
      provenance = provenance || '{"extracted_summary": {"input_hash": "x"}, "ai_key_skills": {"source": "workflow"}}'`,
  )
  await run(
    database,
    `insert into posting_skills (posting_id, position, name, skill_id, importance, weight, proficiency, years_required, reasoning, evidence_start,
      evidence_end, quote)
      select posting_id, 0, 'SQL', 'sql', 'essential', 90, 'advanced', 2, 'named', 1, 4, 'SQL' from postings`,
  )
  await run(database, "update postings set posting_status = 'removed' where external_id = '4'")
  await bring(
    database,
    [
      row('1', { job_description: `${text} Nights.` }),
      row('2', { location: 'Bonn, Germany', salary_range: '50-60k' }),
      row('3'),
      row('4'),
      row('5'),
    ],
    'shadow',
  )
  const skills = () => query(database, 'select to_jsonb(s) from posting_skills s order by posting_id')
  const staging = () => query(database, 'select to_jsonb(s) from postings_staging s order by staging_id')
  const twin = () => query(database, "select to_jsonb(p) - 'search_text' from postings_shadow p order by posting_id")
  const [live, before, skilled, staged] = [await livePostings(database), await twin(), await skills(), await staging()]
  const shadow = shadowOf(database)
  const done = await shadow.promote(forced)
  t.match(done, { inserted: 1, updated: 2, unchanged: 1, restored: 1, total: 5 })
  t.equal(await one(database, 'select count(*) from posting_revisions'), 1)
  t.match(await shadow.undo({ id: done.action_id ?? '', by }), { postings: 5, undone: 5, skipped: {}, complete: true })
  t.same(await livePostings(database), live)
  t.same(await twin(), before)
  t.same(await skills(), skilled)
  t.same(await staging(), staged)
  t.equal(await one(database, 'select count(*) from posting_revisions'), 0)
  t.same(await query(database, 'select sum(n) from posting_counts'), [['4']])
  t.same(await query(database, "select distinct origin from field_events where field = 'job_description' order by 1"), [
    ['demo'],
    ['shadow undo'],
  ])
  t.equal(await one(database, "select count(*) from posting_changes where kind = 'removal'"), 3, 'readers hear of it')
  await t.rejects(shadow.undo({ id: done.action_id ?? '', by }), { code: 'ALREADY_FINISHED' })
  t.match(await shadow.promote(forced), { inserted: 1, updated: 2, unchanged: 1, restored: 1, total: 5 }, 'again')
})

promise('undo leaves alone what somebody wrote since', async (t, database) => {
  await bring(database, [row('1')], 'live')
  await bring(database, [row('1', { deadline: '2030-05-01' }), row('2'), row('3'), row('4')], 'shadow')
  const shadow = shadowOf(database)
  const { action_id } = await shadow.promote(forced)
  await bring(database, [row('1', { deadline: '2030-06-01' })], 'live')
  await run(
    database,
    "insert into workflow_runs (workflow_id, posting_id, status, definition_version) select 3001, posting_id, 'pending', 'v' from postings where external_id = '2'",
  )
  await bring(database, [row('3', { salary_range: 'newer' })], 'shadow')
  const undone = await shadow.undo({ id: action_id ?? '', by })
  t.match(undone, {
    postings: 4,
    undone: 1,
    skipped: { changed_since: 1, being_processed: 1, newer_in_shadow: 1 },
  })
  t.same(await query(database, 'select external_id, deadline from postings order by 1'), [
    ['1', '2030-06-01'],
    ['2', null],
  ])
  t.same(await query(database, 'select external_id, salary_range from postings_shadow order by 1'), [
    ['3', 'newer'],
    ['4', null],
  ])
})

promise('what is held or out of use stays in shadow, is counted and says why', async (t, database) => {
  await bring(database, [row('1')], 'live')
  const uid = String(await one(database, 'select posting_uid from postings'))
  await softDelete(database, { uids: [uid] }, { hold: true, by })
  await bring(database, [row('1'), row('2'), row('3'), row('4')], 'shadow')
  await run(database, "update postings_shadow set posting_status = 'removed' where external_id = '2'")
  await run(database, "update postings_shadow set deleted_at = now() where external_id = '3'")
  await run(database, "insert into postings_shadow (source, source_id, job_title) values ('demo', 5, 'typed by hand')")
  const shadow = shadowOf(database)
  const expected = {
    inserted: 1,
    skipped: 4,
    total: 5,
    remaining: 4,
    reasons: { POSTING_HELD: 1, out_of_use: 2, without_identity: 1 },
  }
  t.match(await shadow.promote({ ...forced, dryRun: true }), { ...expected, dry_run: true, action_id: null })
  t.match(await query(database, "select count(*) from audit_log where action like 'shadow%'"), [[0]])
  const done = await shadow.promote(forced)
  t.match(done, expected)
  t.equal(sumOf(done), done.total)
  t.same(await query(database, 'select external_id, deleted_at is not null from postings order by 1'), [
    ['1', true],
    ['4', false],
  ])
})

promise('a dry run of a promotion says what the promotion then does', async (t, database) => {
  await bring(database, [row('1'), row('2'), row('3')], 'live')
  await run(database, "update postings set posting_status = 'removed' where external_id = '3'")
  await bring(database, [row('1', { deadline: '2030-05-01' }), row('2'), row('3'), row('4')], 'shadow')
  const shadow = shadowOf(database)
  const { failing, ready, ...would } = await shadow.promote({ source: 'demo', dryRun: true, by })
  t.same(ready, false)
  t.ok(failing.length > 0)
  const { action_id: _id, dry_run: _dry, forced: _forced, ...does } = await shadow.promote(forced)
  t.match(does, { ...would, action_id: undefined, dry_run: undefined, forced: undefined })
  t.match(does, { inserted: 1, updated: 1, unchanged: 1, restored: 1 })
})

promise("discard removes only the source's rows, and undo brings them back", async (t, database) => {
  await bring(database, [row('1'), row('2')], 'shadow')
  await bring(database, [row('1'), row('2')], 'shadow', 'manual')
  const twin = () => query(database, "select to_jsonb(p) - 'search_text' from postings_shadow p order by posting_id")
  const before = await twin()
  const shadow = shadowOf(database)
  t.match(await shadow.discard({ source: 'demo', dryRun: true, by }), { discarded: 2 })
  t.same(await twin(), before)
  const { action_id, ...done } = await shadow.discard({ source: 'demo', by })
  t.match(done, { discarded: 2, remaining: 0 })
  t.same(await query(database, 'select distinct source from postings_shadow'), [['manual']])
  t.match(await shadow.undo({ id: action_id ?? '', by }), { kind: 'discard', undone: 2, skipped: {} })
  t.same(await twin(), before)
  t.match(await shadow.discard({ source: null, by }), { discarded: 4, remaining: 0 })
  t.same(await query(database, 'select actor, action from audit_log order by audit_id'), [
    ['anna', 'shadow.discard_started'],
    ['anna', 'shadow.discarded'],
    ['anna', 'shadow.undo_started'],
    ['anna', 'shadow.undone'],
    ['anna', 'shadow.discard_started'],
    ['anna', 'shadow.discarded'],
  ])
})

/** A database whose process dies at its n-th transaction from now on. */
function dyingAt(database: Database, nth: number): Database {
  let transactions = 0
  return {
    ...database,
    transaction: (work) => {
      transactions += 1
      if (transactions >= nth) throw new Error('killed')
      return database.transaction(work)
    },
  }
}

promise('a kill between two parts loses nothing: the next call takes the rest, each is undone', async (t, database) => {
  const all = database.engine === 'postgres' ? 1_100 : 230
  await bring(database, rows(0, all), 'shadow')
  await t.rejects(shadowOf(dyingAt(database, 3)).promote(forced), { message: 'killed' })
  const taken = Number(await one(database, 'select count(*) from postings'))
  t.ok(taken > 0 && taken < all)
  t.equal(await one(database, 'select count(*) from postings_shadow'), all - taken)
  t.match(await query(database, 'select state, counts from shadow_actions'), [
    ['open', { inserted: taken, total: taken }],
  ])
  const shadow = shadowOf(database)
  t.match(await shadow.promote(forced), { inserted: all - taken, total: all - taken, remaining: 0 })
  t.same(await query(database, 'select count(*), count(distinct external_id) from postings'), [[all, all]])
  const ids = await query(database, 'select shadow_action_id from shadow_actions order by created_at')
  await t.rejects(shadowOf(dyingAt(database, 3)).undo({ id: String(ids[1]), by }), { message: 'killed' })
  for (const [id] of ids) t.match(await shadow.undo({ id: String(id), by }), { complete: true, skipped: {} })
  t.same(await query(database, 'select (select count(*) from postings), (select count(*) from postings_shadow)'), [
    [0, all],
  ])
  t.same(await query(database, 'select count(*) from shadow_action_rows'), [[0]])
  const stop = new AbortController()
  stop.abort()
  t.match(await shadow.promote({ ...forced, signal: stop.signal }), { total: 0, remaining: all }, 'stopped at once')
})

promise('two promotions at once promote each row once, beside a live import of the same', async (t, database) => {
  const all = database.engine === 'postgres' ? 600 : 150
  await bring(database, rows(0, all), 'shadow')
  const shadow = shadowOf(database)
  const [one, other] = await Promise.all([
    shadow.promote(forced),
    shadow.promote({ ...forced, source: null }),
    bring(database, rows(0, 40).reverse(), 'live'),
  ])
  t.equal(one.total + other.total, all)
  t.equal(one.failed + other.failed + one.skipped + other.skipped, 0)
  t.same(await query(database, 'select count(*), count(distinct external_id) from postings'), [[all, all]])
  t.same(await query(database, 'select count(*) from postings_shadow'), [[0]])
})

promise('the report compares field by field, and shows no text that may name a person', async (t, database) => {
  await bring(database, [row('1', { salary_range: '1k' }), row('2'), row('3'), row('9')], 'live')
  await bring(
    database,
    [
      row('1', { job_title: 'Head nurse', job_description: `${text} Ask Mrs Example.` }),
      row('2', { deadline: '2030-05-01' }),
      row('other', { job_title: 'Nurse 3', external_url: 'https://jobs.example/3' }),
      row('4'),
    ],
    'shadow',
  )
  await bring(database, [row('x')], 'shadow', 'manual')
  const report = await shadowOf(database).report('demo')
  t.match(report, {
    source: 'demo',
    counts: { shadow: 4, shadow_last_hour: 4, live: 4 },
    sources: [{ source: 'demo', shadow: 4, live: 4, matched: 3, only_shadow: 1, only_live: 1, success_rate: 1 }],
  })
  t.equal(report.sources.length, 1)
  const field = (name: string) => report.sources[0]?.fields.find((one) => one.field === name)
  t.match(field('job_title'), {
    same: 2,
    differs: 1,
    only_shadow: 0,
    only_live: 0,
    examples: [{ shadow: 'Head nurse', live: 'Nurse 1' }],
  })
  t.match(field('salary_range'), { same: 0, differs: 0, only_live: 1, agreement: 0 })
  t.match(field('deadline'), { only_shadow: 1 })
  t.match(field('location_city'), { same: 3, agreement: 1 })
  t.match(field('job_description'), { differs: 2, same: 1, examples: [] })
  t.notMatch(JSON.stringify(report), /Mrs Example/)
  t.equal(field('remote'), undefined, 'empty everywhere')
  t.equal((await shadowOf(database).report(null)).sources.length, 2)
  await t.rejects(shadowOf(database).report('nobody'), { code: 'UNKNOWN_SOURCE' })
})

promise('refused rows and unlinked repeats fail their checks', async (t, database) => {
  const words = Array.from({ length: 130_000 }, (_, index) => `w${index}`).join(' ')
  await bring(database, [row('1'), row('2', { job_description: words })], 'shadow')
  await bring(database, [row('7', { external_url: 'https://jobs.example/1', job_title: 'Nurse 1' })], 'shadow')
  const status = async (name: string) =>
    (await shadowOf(database).report('demo')).checks.find(({ check }) => check === name)
  t.match(await status('insertion_success_rate'), { status: 'fail', detail: /66\.6 % of 3 rows of demo/ })
  t.match(await status('deduplication'), { status: 'pass' }, 'the repeat is linked')
  await run(database, 'update postings_shadow set duplicate_of = null')
  t.match(await status('deduplication'), { status: 'fail', detail: /demo 1/ })
  await run(database, 'update failed_inserts set resolved_at = now()')
  t.match(await status('insertion_success_rate'), { status: 'pass' })
  t.match(await status('field_mapping'), { status: 'pass' })
  await run(
    database,
    `update sources set config = '{"field_mapping": {"employer": "no_such_column"}}' where source_id = 5`,
  )
  t.match(await status('field_mapping'), { status: 'fail', detail: /demo: field_mapping\.employer/ })
  await run(database, `update sources set config = '{}' where source_id = 5`)
})

promise('what undoing needs is kept for the retention, the action for ever', async (t, database) => {
  await bring(database, [row('1')], 'shadow')
  const shadow = shadowOf(database)
  const { action_id } = await shadow.promote(forced)
  await run(database, "update shadow_actions set created_at = now() - interval '2 days'")
  await bring(database, [row('2')], 'shadow')
  await shadow.discard({ source: null, by })
  await t.rejects(shadow.undo({ id: action_id ?? '', by }), { code: 'CONFLICT' })
  t.same(await query(database, 'select kind, state from shadow_actions order by created_at'), [
    ['promote', 'expired'],
    ['discard', 'ended'],
  ])
  t.same(await query(database, 'select count(*) from shadow_action_rows'), [[1]])
  await t.rejects(shadow.undo({ id: 'x', by }), { code: 'SHADOW_ACTION_NOT_FOUND' })
  await t.rejects(shadow.undo({ id: '00000000-0000-4000-8000-000000000000', by }), { code: 'SHADOW_ACTION_NOT_FOUND' })
})

/** Those of the second list hear of the deletions of the first. */
const TABLES = [
  ['postings', 'postings_shadow', 'postings_staging', 'shadow_actions', 'shadow_sign_offs'],
  ['posting_changes', 'posting_count_deltas', 'field_events', 'failed_inserts', 'extraction_logs', 'audit_log'],
]

onBothEngines(t, 'shadow to live', async (t, database) => {
  await run(
    database,
    "insert into workflows (workflow_id, workflow_name) values (3001, 'Complete Job Processing') on conflict do nothing",
  )
  for (const [name, test] of promises) {
    // Some rows are deleted in a tenth of the time that truncating tables with a dozen indexes takes.
    for (const tables of TABLES) {
      await run(database, `with ${tables.map((table) => `d_${table} as (delete from ${table})`).join(', ')} select 1`)
    }
    await t.test(name, (t) => test(t, database))
  }
})
