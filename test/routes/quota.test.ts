import t from 'tap'
import { createQuota } from '../../src/pipeline/collect/quota.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'

await onBothEngines(t, 'the quota of each provider is shown with who asked for what', async (t, database) => {
  const { app } = await testApp(t, database)
  const shown = async () => (await app.inject({ url: '/_internal/quota', headers: keyed })).json().data
  t.same(await shown(), { figures: [], by_requester: [] })
  for (const [requestedBy, calls] of [
    ['hourly', 2],
    ['user:7', 1],
  ] as const) {
    const rules = { provider: 'jsearch', limits: { requests: 200 }, read: () => ({}) }
    const quota = createQuota({ database, rules, requestedBy, sourceId: 3, now: () => new Date() })
    for (let call = 0; call < calls; call += 1)
      await (await quota.reserve({ requests: 1 }, '/search?query=nurse')).settle()
  }
  const { figures, by_requester } = await shown()
  t.match(figures, [
    { provider: 'jsearch', unit: 'requests', used: 3, reserved: 0, limit: 200, left: 197, today: 3, used_percent: 1.5 },
  ])
  t.match(by_requester, [
    { requested_by: 'hourly', source_name: 'jsearch', request: '/search', calls: 2, used: 2 },
    { requested_by: 'user:7', calls: 1, used: 1 },
  ])
})
