import { sql } from 'kysely'
import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { errors } from '../../src/errors.ts'
import { onBothEngines } from '../helpers/database.ts'
import { addPostings, testGraphql } from './client.ts'
import { addRuns } from './ledger.ts'

const START =
  'mutation ($input: StartBatchInput!) { startBatch(input: $input) { operation { id state } estimate { calls seconds postings byModel { model calls } } userErrors { code message } } }'
const UPDATE = `mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) {
  conversation { id conversationName model temperature timeoutSeconds promptTemplate promptVersion } userErrors { code field } } }`

await onBothEngines(t, 'mutations', async (t, database) => {
  await addPostings(database, 3)
  const batch = await addRuns(database, 3)
  const asked: unknown[] = []
  const estimate = {
    postings: 3,
    calls: 33,
    tokens: 900,
    seconds: 12.5,
    by_model: [{ model: 'qwen2.5:7b', calls: 21, tokens: 600, seconds: 9 }],
    switches: 4,
    basis: 'shipped',
  }
  const noted = async (...what: unknown[]) => void asked.push(what)
  const { ask } = await testGraphql(t, database, {
    batches: {
      start: async (request) => {
        await noted('start', request)
        if (request.source === 'nobody') throw errors.unknownSource('nobody')
        if (request.source === 'broken') throw new Error('a secret of the machine')
        return request.dryRun ? { operation: null, estimate } : { operation: { operation_id: batch }, estimate: null }
      },
      cancel: async () => {
        throw errors.alreadyFinished(`Batch ${batch}`, 'succeeded')
      },
      pause: async (id) => ({ operation_id: id }),
      resume: async (id) => ({ operation_id: id }),
    },
    runs: { start: async (posting) => (posting === 'busy' ? null : 1) },
    store: {
      promote: async (options, by) => {
        await noted('promote', options, by)
        return { inserted: 1, updated: 2, unchanged: 3, restored: 4, skipped: 5, failed: 6, total: 21 }
      },
      invalidate: async (selection, reason, by) => {
        await noted('invalidate', selection, reason, by)
        return 2
      },
      restore: async (selection, by) => {
        await noted('restore', selection, by)
        return 1
      },
    },
  })

  await t.test('a started batch is an operation to follow, a dry run an estimate and no operation', async (t) => {
    const started = await ask(START, { input: { maxJobs: 3, workers: 2, source: 'deutsche_bank' } })
    t.same(started, {
      data: { startBatch: { operation: { id: batch, state: 'succeeded' }, estimate: null, userErrors: [] } },
    })
    t.match(asked.pop(), ['start', { maxJobs: 3, workers: 2, source: 'deutsche_bank', by: 'environment' }])
    const dry = await ask(START, { input: { maxJobs: 3, dryRun: true } })
    t.same(dry.data.startBatch, {
      operation: null,
      estimate: { calls: 33, seconds: 12.5, postings: 3, byModel: [{ model: 'qwen2.5:7b', calls: 21 }] },
      userErrors: [],
    })
  })

  await t.test("a caller's mistake comes back as userErrors, nothing is done", async (t) => {
    asked.length = 0
    for (const input of [
      { maxJobs: 0 },
      { workers: 5000 },
      { postingIds: [] },
      { postingIds: ['x'], source: 'demo' },
    ]) {
      const { data, errors } = await ask(START, { input })
      t.notOk(errors)
      t.match(data.startBatch, {
        operation: null,
        estimate: null,
        userErrors: [{ code: 'VALIDATION', message: /input\./ }],
      })
    }
    t.same(asked, [])
    t.match((await ask(START, { input: { source: 'nobody' } })).data.startBatch.userErrors, [
      { code: 'UNKNOWN_SOURCE', message: /nobody/ },
    ])
    const { data } = await ask(
      `mutation { cancelBatch(id: "${batch}") { operation { id } userErrors { code } } b: pauseBatch(id: "x") { userErrors { code } } }`,
    )
    t.same(data, {
      cancelBatch: { operation: null, userErrors: [{ code: 'ALREADY_FINISHED' }] },
      b: { userErrors: [{ code: 'BATCH_NOT_FOUND' }] },
    })
    t.match((await ask('mutation { startRun(postingId: "busy") { run { id } userErrors { code } } }')).data.startRun, {
      run: null,
      userErrors: [{ code: 'CONFLICT' }],
    })
  })

  await t.test("the service's own fault is an error without its text", async (t) => {
    const answer = await ask(START, { input: { source: 'broken' } })
    t.match(answer.errors, [{ path: ['startBatch'], extensions: { code: 'INTERNAL', request_id: String } }])
    t.notMatch(JSON.stringify(answer), /secret|at .*\.ts/)
  })

  await t.test('each mutation needs its scope', async (t) => {
    const key = async (scope: 'read' | 'trigger' | 'admin') => {
      const { key } = await createApiKey(database, { name: scope, scope, actor: 'tests' })
      return { 'x-internal-api-key': key }
    }
    const [read, trigger] = [await key('read'), await key('trigger')]
    t.match((await ask(START, { input: {} }, read)).errors, [{ extensions: { code: 'API_KEY_LACKS_SCOPE' } }])
    t.notOk((await ask('{ sources { id } }', undefined, read)).errors)
    t.notOk((await ask(START, { input: { dryRun: true } }, trigger)).errors)
    const edit = { input: { id: '3335', temperature: 1 } }
    t.match((await ask(UPDATE, edit, trigger)).errors, [{ extensions: { code: 'API_KEY_LACKS_SCOPE' } }])
    t.equal(
      (await ask('{ conversations { temperature } }')).data.conversations[0].temperature,
      0,
      'nothing was changed',
    )
  })

  await t.test('a conversation is edited at once, within its limits, with a version of each prompt', async (t) => {
    const { data } = await ask(UPDATE, {
      input: { id: '3335', model: 'llama3:8b', temperature: 0.5, timeoutSeconds: 60, promptTemplate: 'Say {text}' },
    })
    t.match(data.updateConversation, {
      conversation: {
        id: 'Conversation:3335',
        model: 'llama3:8b',
        temperature: 0.5,
        timeoutSeconds: 60,
        promptTemplate: 'Say {text}',
        promptVersion: 2,
      },
      userErrors: [],
    })
    const { rows } = await sql<{
      actor: string
    }>`select actor from audit_log where action = 'conversation.update'`.execute(database.db)
    t.same(rows, [{ actor: 'environment' }])
    const back = await ask(UPDATE, { input: { id: 'Conversation:3335', promptTemplate: null } })
    t.match(back.data.updateConversation.conversation, { promptTemplate: null, model: 'llama3:8b', promptVersion: 3 })
    for (const [input, code] of [
      [{ id: '3335', temperature: 3 }, 'VALIDATION'],
      [{ id: '3335', numCtx: 1 }, 'VALIDATION'],
      [{ id: '3335', timeoutSeconds: 901 }, 'VALIDATION'],
      [{ id: '3335', model: '' }, 'VALIDATION'],
      [{ id: '3335' }, 'VALIDATION'],
      [{ id: '999999', enabled: false }, 'CONVERSATION_NOT_FOUND'],
      [{ id: 'nonsense', enabled: false }, 'CONVERSATION_NOT_FOUND'],
    ] as const) {
      t.match(
        (await ask(UPDATE, { input })).data.updateConversation,
        { conversation: null, userErrors: [{ code }] },
        JSON.stringify(input),
      )
    }
  })

  await t.test('postings are invalidated and restored by ids or conditions, never all by an oversight', async (t) => {
    const id = '00000000-0000-4000-8000-000000000000'
    const invalidate = (select: object, reason = 'batch failed') =>
      ask(
        'mutation ($select: PostingSelection!, $reason: String!) { invalidatePostings(input: { select: $select, reason: $reason }) { changed userErrors { code field } } }',
        { select, reason },
      )
    t.same((await invalidate({ ids: [id], createdSince: '2026-03-01T00:00:00Z' })).data.invalidatePostings, {
      changed: 2,
      userErrors: [],
    })
    t.match(asked.pop(), [
      'invalidate',
      { ids: [id], createdSince: '2026-03-01T00:00:00.000Z' },
      'batch failed',
      'environment',
    ])
    asked.length = 0
    for (const select of [{}, { ids: [] }, { ids: ['1'] }, { batchId: 'x' }]) {
      t.match(
        (await invalidate(select)).data.invalidatePostings,
        { changed: 0, userErrors: [{ code: 'VALIDATION' }] },
        JSON.stringify(select),
      )
    }
    t.match((await invalidate({ ids: [id] }, '  ')).data.invalidatePostings, {
      changed: 0,
      userErrors: [{ field: 'input.reason' }],
    })
    t.same(asked, [])
    const { data } = await ask(
      'mutation { restorePostings(input: { select: { source: "demo" } }) { changed userErrors { code } } }',
    )
    t.same(data.restorePostings, { changed: 1, userErrors: [] })
  })

  await t.test('promotion answers with counts that add up', async (t) => {
    const { data } = await ask(
      'mutation { promoteStaging(input: { limit: 50 }) { counts { inserted updated unchanged restored skipped failed total } userErrors { code } } }',
    )
    const { total, ...others } = data.promoteStaging.counts
    t.equal(
      Object.values(others as Record<string, number>).reduce((sum, count) => sum + count, 0),
      total,
    )
    t.match(
      (await ask('mutation { promoteStaging(input: { limit: 0 }) { counts { total } userErrors { code } } }')).data
        .promoteStaging,
      { counts: null, userErrors: [{ code: 'VALIDATION' }] },
    )
  })

  await t.test('a ticket is closed once, its posting loses the flag, and who did it is known', async (t) => {
    const { data } = await ask(
      '{ reviewTickets { totalCount nodes { id title issues checks advice posting { id reviewFlag } workflowRunId } } }',
    )
    const [ticket] = data.reviewTickets.nodes
    t.match(ticket, { title: 'Summary refused', issues: ['Details are thin'], posting: { reviewFlag: true } })
    const resolve = async () =>
      (
        await ask(
          'mutation ($id: ID!) { resolveTicket(input: { id: $id, resolution: "Written by hand" }) { ticket { status resolution resolvedBy resolvedAt posting { reviewFlag } } userErrors { code } } }',
          { id: ticket.id },
        )
      ).data.resolveTicket
    t.match(await resolve(), {
      ticket: {
        status: 'resolved',
        resolution: 'Written by hand',
        resolvedBy: 'environment',
        posting: { reviewFlag: false },
      },
      userErrors: [],
    })
    t.match(await resolve(), { ticket: null, userErrors: [{ code: 'ALREADY_FINISHED' }] })
    t.equal((await ask('{ reviewTickets { totalCount } }')).data.reviewTickets.totalCount, 0)
    t.equal((await ask('{ reviewTickets(status: resolved) { totalCount } }')).data.reviewTickets.totalCount, 1)
  })
})
