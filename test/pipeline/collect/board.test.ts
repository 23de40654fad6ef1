import t from 'tap'
import { Value } from 'typebox/value'
import { ashby } from '../../../src/pipeline/collect/ashby.ts'
import { greenhouse } from '../../../src/pipeline/collect/greenhouse.ts'
import { lever } from '../../../src/pipeline/collect/lever.ts'
import { recruitee } from '../../../src/pipeline/collect/recruitee.ts'
import { smartrecruiters } from '../../../src/pipeline/collect/smartrecruiters.ts'
import type { SourceKind } from '../../../src/pipeline/collect/source-kind.ts'
import { workable } from '../../../src/pipeline/collect/workable.ts'
import { type Replay, replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

type Board = Extract<SourceKind, { reads: 'records' }>

/** Each with the path of its list and the list in an answer. */
const BOARDS: [kind: Board, path: string, answerOf: (list: unknown) => unknown][] = [
  [greenhouse, '/v1/boards/acme/jobs', (jobs) => ({ jobs })],
  [lever, '/v0/postings/acme', (list) => list],
  [ashby, '/posting-api/job-board/acme', (jobs) => ({ jobs })],
  [recruitee, '/api/offers/', (offers) => ({ offers })],
  [smartrecruiters, '/v1/companies/acme/postings', (content) => ({ content })],
  [workable, '/api/v1/widget/accounts/acme', (jobs) => ({ jobs })],
]
const config = { board: 'acme' }

for (const [kind, path, answerOf] of BOARDS) {
  const read = async (t: Parameters<typeof collectContext>[0], replay: Replay) => {
    const server = await replayServer(t, { [`GET ${path}`]: replay })
    return kind.page(config, collectContext(t, server.base), null)
  }

  t.test(`${kind.kind}: an empty board is healthy, an answer without its list is a fault`, async (t) => {
    t.match(await read(t, { body: answerOf([]) }), { items: [], next: null, faults: {} })
    for (const body of [{}, { error: 'try later' }, answerOf(null), answerOf({ a: 1 }), 'null', '"jobs"'])
      await t.rejects(read(t, { body }), { code: 'SOURCE_ANSWER_INVALID' }, JSON.stringify(body))
  })

  t.test(
    `${kind.kind}: a board that is unknown, an error page and a broken body are errors, never no openings`,
    async (t) => {
      const html = { body: '<html>Sorry</html>', headers: { 'content-type': 'text/html' } }
      await t.rejects(read(t, html), { code: 'SOURCE_ANSWER_INVALID' })
      await t.rejects(read(t, { status: 404, body: {} }), { code: 'FETCH_STATUS' })
      await t.rejects(read(t, { status: 500, body: {} }), { code: 'FETCH_STATUS' })
      await t.rejects(read(t, { body: '[{"id": 1}, {"id"' }), { code: 'SOURCE_ANSWER_INVALID' })
    },
  )

  t.test(`${kind.kind}: what is no opening is counted, and an empty opening is read as one`, async (t) => {
    const { items, faults } = await read(t, { body: answerOf([null, {}, 'x', [], 3]) })
    t.same(faults, { item_not_an_object: 4 })
    const record = kind.toRecord(items[0], undefined, config)
    t.match(record, { external_job_id: null, job_title: null, job_description: null })
    t.equal(kind.identity(items[0], config), null)
    t.notMatch(JSON.stringify(record), /null"|undefined|\[object/, 'nothing becomes a text')
  })

  t.test(`${kind.kind}: fields of another type than usual are left out, never thrown at`, async (t) => {
    const fields = Object.keys(kind.toRecord({}, undefined, config))
    const names =
      'id shortcode title text name location locations categories country content description lists offices metadata salary salaryRange compensation address secondaryLocations translations tags jobAd company pay_input_ranges language customField'
    for (const odd of [null, 7, 'odd', [null, 'odd', {}], { a: [1] }, true]) {
      const item = Object.fromEntries(names.split(' ').map((name) => [name, odd]))
      const page = await read(t, { body: answerOf([item]) })
      const record = kind.toRecord(page.items[0], item, config)
      for (const field of fields) t.ok(field in record, field)
    }
  })

  t.test(`${kind.kind}: a board's name cannot leave its place in the address`, async (t) => {
    t.ok(Value.Check(kind.config, { board: 'acme-1' }))
    for (const board of ['', '..', '../x', 'a/b', 'a?b', 'a#b', 'a\\b', 'a%2fb', 'a\n', '.'])
      t.notOk(Value.Check(kind.config, { board }), JSON.stringify(board))
  })
}
