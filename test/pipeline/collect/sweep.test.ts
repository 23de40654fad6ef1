import fc from 'fast-check'
import t from 'tap'
import Type from 'typebox'
import { errors } from '../../../src/errors.ts'
import { type ListPage, recordKind } from '../../../src/pipeline/collect/source-kind.ts'
import { readListing, type SweepEnd, type SweepPage } from '../../../src/pipeline/collect/sweep.ts'

type Item = { id: string | null; path?: string; note?: string }
type Pages = (at: number) => ListPage<Item>

/** A kind over pages that stand in the test; its cursor is the number of the page. */
const kindOf = (pages: Pages) =>
  recordKind({
    kind: 'test_pages',
    summary: '',
    config: Type.Object({}),
    politeness: { interval_ms: 0, robots: false },
    listing: 'whole',
    reads: 'records',
    mapper: 'test_pages/1',
    page: async (_config, _context, cursor) => pages(Number(cursor ?? 0)),
    identity: ({ id }: Item) => id,
    essence: ({ id, path }: Item) => ({ id, path }),
    toRecord: ({ id }: Item) => ({ external_job_id: id, job_title: null, job_description: null }),
  })

async function read(
  pages: Pages,
  {
    signal = new AbortController().signal,
    ...rest
  }: { signal?: AbortSignal; cursor?: number; seen?: string[]; total?: number } = {},
) {
  const context = { http: {} as never, search: null, window: null, now: () => new Date(), signal }
  const listing = readListing({ kind: kindOf(pages), config: {}, context, cursor: null, ...rest })
  const got: SweepPage[] = []
  for (;;) {
    const { done, value } = await listing.next()
    if (done)
      return {
        end: value as SweepEnd,
        pages: got,
        ids: got.flatMap(({ items }) => items.map(({ identity }) => identity)),
      }
    got.push(value)
  }
}

const items = (...ids: string[]): Item[] => ids.map((id) => ({ id }))
const of =
  (list: Item[][], total?: number): Pages =>
  (at) => ({
    items: list[at] ?? [],
    next: at + 1 < list.length ? at + 1 : null,
    total: at === 0 ? (total ?? null) : null,
  })

t.test('a listing that was read to its end and holds what it says is complete', async (t) => {
  t.match(await read(of([items('a', 'b'), items('c')], 3)), {
    end: { complete: true, reason: null, total: 3 },
    ids: ['a', 'b', 'c'],
  })
  t.match(await read(of([items('a')])), { end: { complete: true, total: null } })
  t.match(await read(of([[]], 0)), { end: { complete: true, total: 0 }, ids: [] })
})

t.test('a page that fails, and a stop, leave it incomplete with what was read', async (t) => {
  const failing: Pages = (at) => {
    if (at === 1) throw errors.fetchStatus('board.example', 500)
    return { items: items('a'), next: 1, total: 9 }
  }
  t.match(await read(failing), {
    end: { complete: false, reason: 'FETCH_STATUS', error: { code: 'FETCH_STATUS' } },
    ids: ['a'],
  })
  t.match(await read(() => JSON.parse('{')), { end: { complete: false, reason: 'INTERNAL' }, ids: [] })
  const stop = new AbortController()
  const stopping: Pages = (at) => {
    if (at === 1) stop.abort()
    return { items: items(`a${at}`), next: at + 1 }
  }
  t.match(await read(stopping, { signal: stop.signal }), {
    end: { complete: false, reason: 'stopped' },
    ids: ['a0', 'a1'],
  })
})

t.test('fewer openings than the listing says are complete only where it shrank meanwhile', async (t) => {
  t.match(await read(of([items('a', 'b'), items('c')], 4)), { end: { complete: false, reason: 'short', total: 4 } })
  let asked = 0
  const shrinking: Pages = (at) => {
    asked += 1
    return {
      items: at === 0 ? items('a', 'b') : items('c'),
      next: at === 0 ? 1 : null,
      total: at > 0 ? null : asked === 1 ? 4 : 3,
    }
  }
  t.match(await read(shrinking), { end: { complete: true, total: 3 } })
  t.equal(asked, 3, 'the first page was asked once more')
  t.match(
    await read(of([items('a', 'a', 'b')], 3)),
    { end: { reason: 'short' }, ids: ['a', 'b'] },
    'one opening twice is one opening',
  )
})

t.test('pages that come again, or never end, are no complete listing', async (t) => {
  t.match(await read((at) => ({ items: items('a', 'b'), next: at + 1, total: 40 })), {
    end: { reason: 'page_repeated' },
    ids: ['a', 'b'],
  })
  t.match(
    await read((at) => ({ items: items('a', 'b'), next: at === 0 ? 1 : null, total: 2 })),
    { end: { complete: true } },
    'the last page again, when nothing is missing',
  )
  const growing = await read((at) => ({ items: items(`a${at}`, `b${at}`), next: at + 1, total: 6 }))
  t.match(growing.end, { complete: false, reason: 'endless' })
  t.ok(growing.pages.length < 8)
  t.match((await read((at) => ({ items: [], next: at + 1 }))).end, { reason: 'endless' })
})

t.test(
  'what a listing counts is what stands in it: advertisements of one opening, and what the kind leaves out',
  async (t) => {
    const twice = [
      { id: 'a', path: '/a' },
      { id: 'a', path: '/a-1' },
    ]
    t.match(await read(of([twice, items('b')], 3)), { end: { complete: true }, ids: ['a', 'b'] })
    const leaving: Pages = () => ({ items: items('a'), next: null, total: 3, left_out: { login_wall: 2 } })
    t.match(await read(leaving), { end: { complete: true }, pages: [{ faults: { login_wall: 2 } }] })
  },
)

t.test('items without identity and unusable ones are counted', async (t) => {
  const { end, pages } = await read(() => ({
    items: [{ id: null, note: '1' }, { id: 'a' }],
    next: null,
    faults: { item_not_an_object: 2 },
  }))
  t.same(pages[0]?.faults, { item_not_an_object: 2, no_identity: 1 })
  t.match(end, { complete: false, reason: 'unusable_items' }, 'one of them may be any opening')
})

t.test('a sweep that goes on counts what was read before it broke off', async (t) => {
  const pages = of([items('a', 'b'), items('c', 'd'), items('e')], 5)
  t.match(await read(pages, { cursor: 1, seen: ['a', 'b', 'c'], total: 5 }), {
    end: { complete: true },
    ids: ['c', 'd', 'e'],
  })
  t.match(await read(pages, { cursor: 2, seen: ['a', 'b'], total: 5 }), { end: { reason: 'short' } })
})

t.test('the hash of an item follows what tells that its opening changed, and nothing else', async (t) => {
  const hash = async (item: Item) => (await read(of([[item]]))).pages[0]?.items[0]?.listing_hash
  t.equal(await hash({ id: 'a', note: 'posted today' }), await hash({ id: 'a', note: 'posted yesterday' }))
  t.not(await hash({ id: 'a' }), await hash({ id: 'b' }))
})

t.test('no listing makes it read for ever, yield an opening twice, or call a short one complete', async () => {
  const page = fc.record({
    items: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', null) }), { maxLength: 4 }),
    next: fc.option(fc.nat(4)),
    total: fc.option(fc.nat(6)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 5 }), async (list) => {
      const { end, ids, pages } = await read((at) => list[at % list.length] as ListPage<Item>)
      const known = ids.filter((id) => id !== null)
      if (new Set(known).size !== known.length) throw new Error('twice')
      if (pages.length > 20) throw new Error('too many pages')
      if (end.complete && end.total !== null && ids.length < end.total) throw new Error('short')
    }),
    { numRuns: 200 },
  )
})
