import t from 'tap'
import { listSources } from '../../../src/db/sources.ts'
import { findKind, KINDS } from '../../../src/pipeline/collect/kinds.ts'
import { readConfig } from '../../../src/pipeline/collect/read-config.ts'
import { testDatabase } from '../../helpers/database.ts'

t.test('every kind has a name of its own and says what it reads', async (t) => {
  t.equal(new Set(KINDS.map(({ kind }) => kind)).size, KINDS.length)
  for (const { kind, summary } of KINDS) {
    t.match(kind, /^[a-z][a-z_]+$/)
    t.ok(summary.length > 15, `${kind}: ${summary}`)
  }
  t.equal(findKind('constructor'), undefined)
})

t.test('the sources that winnow comes with can be collected as they are', async (t) => {
  const { db } = await testDatabase(t)
  const collected = (await listSources(db)).filter(({ kind }) => kind !== 'manual')
  t.ok(collected.length >= 5)
  for (const source of collected) {
    const kind = findKind(source.kind)
    t.ok(kind && readConfig(kind, source), source.source_name)
  }
})
