import t from 'tap'
import { onBothEngines } from '../../helpers/database.ts'
import type { FakeOllama } from '../../helpers/fake-ollama/server.ts'
import { count, rowsOf, runModels } from '../../helpers/model-batch.ts'
import { answeringOllama, modelsAt } from '../../helpers/models.ts'
import { insertPostings, testWorkflow } from '../../helpers/workflow.ts'

t.setTimeout(0)

/** Steps of the happy path that a model performs: extract, two graders, skills, analyst, skeptic, expert. */
const CALLS_A_POSTING = 7

const RESULTS = `select job_title, extracted_summary, skill_keywords::text, ihl_score, ihl_category, ihl_confidence, posting_status,
  (select string_agg(c.conversation_id || ':' || i.iteration || ' ' || (i.output - 'check')::text, '; ' order by c.conversation_id, i.iteration)
    from interactions i join conversations c using (conversation_id) where i.posting_id = p.posting_id and i.status = 'completed')
  from postings p order by posting_id`

onBothEngines(
  t,
  'models perform their steps, code the others, and every result lands on its posting',
  async (t, database) => {
    const ollama = await answeringOllama(t, { slots: 4 })
    await insertPostings(database, 12)
    await runModels(database, modelsAt(database, [{ url: ollama.url, slots: 4 }]))
    t.same(await rowsOf(database, 'select status, outcome, count(*) from workflow_runs group by 1, 2'), [
      ['completed', 'processed', 12],
    ])
    t.equal(
      await count(
        database,
        "select count(*) from postings where posting_status = 'complete' and extracted_summary is not null and skill_keywords is not null and ihl_score is not null",
      ),
      12,
    )
    t.equal(ollama.calls.length, 12 * CALLS_A_POSTING)
    t.equal(
      await count(
        database,
        "select count(*) from interactions where model_used <> 'builtin' and prompt_tokens > 0 and host is not null and request_hash <> ''",
      ),
      12 * CALLS_A_POSTING,
    )
    t.equal(await count(database, "select count(*) from interactions where status <> 'completed'"), 0)
    t.same(await rowsOf(database, "select distinct provenance -> 'extracted_summary' ->> 'extractor' from postings"), [
      ['gemma3:1b'],
    ])
  },
)

onBothEngines(
  t,
  'the families of a batch are loaded one after the other, not posting by posting',
  async (t, database) => {
    const ollama = await answeringOllama(t)
    await insertPostings(database, 15)
    await runModels(database, modelsAt(database, [{ url: ollama.url }]))
    t.ok(ollama.loads.length <= 6, `${ollama.loads.length} loads for 15 postings; posting by posting takes about 60`)
  },
)

onBothEngines(t, 'no prompt holds text of two postings, an empty slot or a placeholder', async (t, database) => {
  const ollama = await answeringOllama(t, { slots: 4, failing: 0.4, failingAgain: 0.5 })
  await insertPostings(database, 12)
  await runModels(database, modelsAt(database, [{ url: ollama.url, slots: 4 }]))
  for (const { text, num_ctx } of ollama.calls) {
    const numbers = new Set([...text.matchAll(/colleague number (\d+)/g)].map(([, number]) => number))
    t.equal(numbers.size, 1, 'one posting a prompt')
    t.notMatch(text, /\{\{|\}\}|\bundefined\b|\[object Object\]/)
    t.equal(num_ctx, 8192)
  }
})

onBothEngines(
  t,
  'a batch of many under 64 workers stores what batches of one store, byte for byte',
  async (t, database) => {
    const options = { slots: 4, failing: 0.3, failingAgain: 0.5 }
    const together = await answeringOllama(t, options)
    const ids = await insertPostings(database, 16)
    await runModels(database, modelsAt(database, [{ url: together.url, slots: 4 }]), { workers: 64 })
    const many = await rowsOf(database, RESULTS)
    await database.raw('delete from workflow_runs', { write: true })
    await database.raw(
      `update postings set extracted_summary = null, skill_keywords = null, ai_key_skills = null, ihl_score = null, ihl_category = null,
      ihl_confidence = null, provenance = '{}', posting_status = 'active'`,
      { write: true },
    )
    const alone = await answeringOllama(t, options)
    const { batches, worker } = await testWorkflow(database)
    const uids = await rowsOf(database, 'select posting_uid from postings order by posting_id desc')
    const one = worker({ models: modelsAt(database, [{ url: alone.url }]) })
    one.start()
    for (const [uid] of uids) {
      const { operation } = await batches.start({ by: 'test', postingIds: [uid as string] })
      await one.ended(operation?.operation_id as string)
    }
    await one.stop()
    t.equal(many.length, ids.length)
    t.same(await rowsOf(database, RESULTS), many)
    t.ok(await count(database, 'select count(*) from interactions where conversation_id = 3338'), 'some were improved')
  },
)

onBothEngines(t, 'both graders start together and overlap where both models are in memory', async (t, database) => {
  const ollama = await answeringOllama(t, { slots: 8, loaded: 3, timeScale: 200 })
  await insertPostings(database, 3)
  await runModels(database, modelsAt(database, [{ url: ollama.url, slots: 8, loaded: 3 }]))
  const rows = await rowsOf(
    database,
    `select abs(extract(epoch from a.started_at - b.started_at))::float8, a.started_at < b.completed_at and b.started_at < a.completed_at
      from interactions a join interactions b using (workflow_run_id)
      where a.conversation_id = 3336 and b.conversation_id = 3337 and a.created_at = b.created_at`,
  )
  t.equal(rows.length, 3)
  t.ok(
    rows.every(([, overlap]) => overlap),
    'every pair overlaps',
  )
  t.comment(`seconds between their starts: ${rows.map(([gap]) => gap).join(', ')}`)
})

onBothEngines(t, 'never more calls at once than slots, and than workers of the batch', async (t, database) => {
  const ollama = await answeringOllama(t, { slots: 4 })
  await insertPostings(database, 10)
  await runModels(database, modelsAt(database, [{ url: ollama.url, slots: 4 }]), { workers: 2 })
  t.ok(mostAtOnce(ollama) <= 2, `${mostAtOnce(ollama)} at once`)
})

function mostAtOnce(ollama: FakeOllama): number {
  const edges = ollama.calls.flatMap(({ arrivedAt, endedAt }) => [
    { at: arrivedAt, step: 1 },
    { at: endedAt ?? arrivedAt, step: -1 },
  ])
  let now = 0
  return Math.max(...edges.sort((a, b) => a.at - b.at || a.step - b.step).map(({ step }) => (now += step)))
}
