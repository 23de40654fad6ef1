import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { postingRows, winnowIn } from './winnow.ts'

const { run, json, write, folder } = winnowIn(t, {}, { migrated: true })
const file = write('postings.jsonl', postingRows(3))

t.test('a batch is rolled back with a reason, brought back, and a run of it replayed and traced', async (t) => {
  await json('import', file, '--source', 'demo')
  const { batch_id } = await json<{ batch_id: string }>('batch')
  t.equal((await run('batch', '--rollback', batch_id)).code, 2, 'a reason is needed')
  t.equal((await run('batch', '--rollback', 'x', '--reason', 'y')).code, 2)
  t.same(await json('batch', '--rollback', batch_id, '--reason', 'wrong prompt'), {
    batch_id,
    postings: 3,
    restored: 3,
    skipped: {},
  })
  const again = await run('batch', '--rollback', batch_id, '--reason', 'wrong prompt')
  t.equal(again.code, 1)
  t.match(again.stderr, /rolled_back_before/)
  t.match((await run('batch', '--undo-rollback', batch_id)).stdout, 'Results of 3 of 3 postings brought back.')
  t.match(await run('batch', '--retry-failed', batch_id), { code: 1, stderr: /Nothing of batch[\s\S]*fix:/ })

  const { run: replayed, interactions } = await json<{
    run: { workflow_run_id: number; replay_of: number; status: string }
    interactions: { copied_from: number | null }[]
  }>('run', '--replay', '1', '--from', 'r1114_extract_skills')
  t.match(replayed, { replay_of: 1, status: 'completed' })
  t.equal(interactions.filter(({ copied_from }) => copied_from === null).length, 1)
  t.equal((await run('run', '--replay', '1')).code, 2)
  t.match(await run('run', '--replay', '2', '--from', '3338'), { code: 1, stderr: /r1114_extract_skills/ })

  const id = String(replayed.workflow_run_id)
  t.match((await run('trace', id)).stdout, /^# Run \d+/)
  t.match(JSON.parse((await run('trace', id, '--format', 'json')).stdout), { run: { replay_of: 1 } })
  t.equal((await run('trace', id, '--format', 'pdf')).code, 2)
  t.equal((await run('trace', id, '--format', 'html', '--output', 'trace.html')).stdout, '')
  t.match(readFileSync(join(folder, 'trace.html'), 'utf8'), /^<!doctype html>/)
  t.equal((await run('trace', id, '--output', 'no/such/folder/trace.md')).code, 1)
  t.notOk(existsSync(join(folder, 'no')))
})
