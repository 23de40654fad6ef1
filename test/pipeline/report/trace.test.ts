import { sql } from 'kysely'
import t from 'tap'
import { readTrace, type Trace, type TracedInteraction } from '../../../src/db/traces.ts'
import { highlight } from '../../../src/pipeline/report/highlight.ts'
import { traceMarkdown } from '../../../src/pipeline/report/trace.ts'
import { traceHtml } from '../../../src/pipeline/report/trace-html.ts'
import { timeline } from '../../../src/pipeline/report/trace-timeline.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { insertPostings } from '../../helpers/workflow.ts'
import { ledger } from '../workflow/batch-runs.ts'

const HOSTILE = `</pre></script><script>alert("x")</script><img src=x onerror='y()'>&amp; \u0000 \`\`\`\n# Heading\n| a |`

const step = (more: Partial<TracedInteraction> = {}): TracedInteraction => ({
  interaction_id: 7,
  conversation_id: 3350,
  conversation_name: 'r1114_extract_skills',
  actor: 'qwen2.5:7b',
  status: 'completed',
  iteration: 1,
  attempt: 2,
  model_used: 'qwen2.5:7b',
  copied_from: null,
  temperature: 0.25,
  prompt_tokens: 1234,
  output_tokens: 56,
  load_ms: 789.5,
  host: 'http://gpu-1:11434',
  parent_ids: [5],
  seconds: 4,
  created_at: '2026-03-01 10:00:00+00',
  started_at: '2026-03-01 10:00:00+00',
  completed_at: '2026-03-01 10:00:04+00',
  input: { slots: { posting: { producer: 'posting.text', hash: 'abc' } }, prompt_version: 3 },
  output: { status: 'DONE', data: [] },
  ...more,
})

const trace = (
  interactions: TracedInteraction[],
  more: Partial<Trace['run']> = {},
  description: string | null = 'Text.',
): Trace => ({
  run: {
    workflow_run_id: 1,
    posting_id: '00000000-0000-4000-8000-000000000000',
    external_job_id: null,
    job_title: 'Engineer',
    organization: null,
    batch_id: null,
    status: 'completed',
    outcome: 'processed',
    outcome_reason: null,
    trigger: 'batch',
    replay_of: null,
    rolled_back_at: null,
    definition_version: 'v1',
    created_at: '2026-03-01 10:00:00+00',
    started_at: null,
    completed_at: null,
    ...more,
  },
  interactions,
  description,
})

t.test('hostile text in any place stays text in the page', async (t) => {
  const output = {
    status: HOSTILE,
    data: { error: HOSTILE, evidence: { start: 0, end: HOSTILE.length, quote: HOSTILE } },
    check: HOSTILE,
    dropped: [HOSTILE],
  }
  const input = { slots: { [HOSTILE]: { producer: HOSTILE, hash: HOSTILE } } }
  const hostile = step({
    conversation_name: HOSTILE,
    model_used: HOSTILE,
    status: HOSTILE,
    host: HOSTILE,
    actor: HOSTILE,
    input,
    output,
  })
  const page = traceHtml(
    trace([hostile], { job_title: HOSTILE, organization: HOSTILE, outcome_reason: HOSTILE, trigger: HOSTILE }, HOSTILE),
  )
  t.notMatch(page, /<script|<img|onerror='/)
  t.notOk(page.includes('\u0000'))
  t.match(page, /&lt;script&gt;alert\(&quot;x&quot;\)/)
  const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name?.toLowerCase()))
  const ours =
    'html head meta title style body h1 h2 h3 dl dt dd table thead tbody tr th td a i div section details summary pre blockquote mark p'.split(
      ' ',
    )
  t.same(
    [...tags].filter((name) => !ours.includes(name ?? '')),
    [],
  )
  t.match(page, /Content-Security-Policy" content="default-src 'none'/)
})

t.test('hostile text stays in its place in Markdown', async (t) => {
  const text = traceMarkdown(
    trace([step({ conversation_name: HOSTILE, output: { status: HOSTILE } })], {
      job_title: HOSTILE,
      organization: HOSTILE,
    }),
  )
  const outside = text.replace(/^(`{3,})json\n[\s\S]*?\n\1$/gm, '')
  t.notMatch(outside, /^# Heading/m)
  t.notMatch(outside, /(?<!\\)<script/)
})

t.test(
  'a step shows who did it, what it cost, where its input came from, and what was checked and left out',
  async (t) => {
    const output = {
      status: 'DONE',
      data: [],
      check: { agreement: 0.75, kept: 'model' },
      dropped: [{ what: 'Cobol', reason: 'not_in_posting' }],
    }
    for (const text of [traceHtml(trace([step({ output })])), traceMarkdown(trace([step({ output })]))]) {
      for (const part of [
        'qwen2.5:7b',
        '1234',
        '56',
        '789.5',
        'http://gpu-1:11434',
        '0.25',
        'posting.text',
        'abc',
        '0.75',
        'Cobol',
        'not_in_posting',
      ])
        t.ok(text.includes(part), part)
    }
    t.match(traceHtml(trace([step({ copied_from: 3, seconds: null, started_at: null })])), /completed of 3/)
  },
)

t.test('bars show what ran side by side, and a step that has not begun has none', async (t) => {
  const at = (from: number, to: number | null) => ({
    started_at: `2026-03-01 10:00:0${from}+00`,
    completed_at: to === null ? null : `2026-03-01 10:00:0${to}+00`,
  })
  const { bars, seconds } = timeline([
    step({ interaction_id: 1, ...at(0, 4) }),
    step({ interaction_id: 2, ...at(2, 8) }),
    step({ interaction_id: 3, started_at: null, completed_at: null }),
    step({ interaction_id: 4, ...at(6, null) }),
  ])
  t.equal(seconds, 8)
  t.same(
    [...bars],
    [
      [1, { left: 0, width: 50 }],
      [2, { left: 25, width: 75 }],
      [4, { left: 75, width: 25 }],
    ],
  )
  t.same(timeline([]), { bars: new Map(), seconds: 0 })
  t.match(traceHtml(trace([])), /Timeline, 0 s/)
})

t.test('overlapping evidence is cut so that every stretch knows all its claims, and no text is lost', async (t) => {
  const text = 'Python and Go at work'
  const claims = [
    { start: 0, end: 13 },
    { start: 11, end: 13 },
    { start: 11, end: 99 },
    { start: 5, end: 5 },
  ]
  const stretches = highlight(text, claims)
  t.equal(stretches.map((stretch) => stretch.text).join(''), text)
  t.same(
    stretches.map((stretch) => [stretch.text, stretch.claims.length]),
    [
      ['Python and ', 1],
      ['Go', 2],
      [' at work', 0],
    ],
  )
})

t.test('a quote that does not stand where it says is not marked', async (t) => {
  const output = {
    status: 'DONE',
    data: [{ evidence: { start: 0, end: 4, quote: 'Text' } }, { evidence: { start: 0, end: 4, quote: 'Nope' } }],
  }
  const page = traceHtml(trace([step({ output })]))
  t.match(page, /<mark id="at-0" title="r1114_extract_skills \(7\)">Text<\/mark>/)
  t.notMatch(page, /<blockquote>[^\n]*Nope/)
})

onBothEngines(
  t,
  'every quote of a real run is marked in the text that the run read, also after the posting has changed',
  async (t, database) => {
    await insertPostings(database, 1)
    const { run } = await ledger(database)
    await run()
    const before = (await readTrace(database.db, 1)) as Trace
    t.equal(before.interactions.length, 13)
    const page = traceHtml(before)
    t.ok((page.match(/<mark/g) ?? []).length > 5)
    t.equal((page.match(/<blockquote>/g) ?? []).length > 5, true)
    await sql`insert into posting_revisions (posting_id, version, content_hash, job_description) select posting_id, version, content_hash, job_description from postings`.execute(
      database.db,
    )
    await sql`update postings set content_hash = 'new', job_description = 'Something else'`.execute(database.db)
    t.equal((await readTrace(database.db, 1))?.description, before.description)
    await sql`delete from posting_revisions`.execute(database.db)
    t.match(traceHtml((await readTrace(database.db, 1)) as Trace), /no longer kept/)
  },
)
