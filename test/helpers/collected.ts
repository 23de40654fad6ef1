import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { Static, TObject } from 'typebox'
import { Value } from 'typebox/value'
import { CollectedRecord } from '../../src/pipeline/collect/collected-record.ts'
import type { CollectContext, Cursor, ListPage, RecordKind } from '../../src/pipeline/collect/source-kind.ts'

/** An answer of test/fixtures/collect, such as 'lever/postings.json'. */
export function recorded(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/collect/${path}`, import.meta.url), 'utf8'))
}

/** The same as it was sent, for XML and HTML. */
export function recordedText(path: string): string {
  return readFileSync(new URL(`../fixtures/collect/${path}`, import.meta.url), 'utf8')
}

/** All pages of a kind, from the first to the last; `most` bounds a listing that would not end. */
export async function pagesOf<Config extends TObject, Item>(
  kind: { page(config: Static<Config>, context: CollectContext, cursor: Cursor | null): Promise<ListPage<Item>> },
  config: Static<Config>,
  context: CollectContext,
  most = 20,
): Promise<ListPage<Item>[]> {
  const pages: ListPage<Item>[] = []
  let cursor: Cursor | null = null
  do {
    const page = await kind.page(config, context, cursor)
    pages.push(page)
    cursor = JSON.parse(JSON.stringify(page.next))
  } while (cursor !== null && pages.length < most)
  return pages
}

/** The items of the first page with their records, each of which is checked for being one. */
export async function recordsOf<Config extends TObject, Item>(
  t: Test,
  kind: RecordKind<Config, Item>,
  config: Static<Config>,
  context: CollectContext,
) {
  const page = await kind.page(config, context, null)
  const records: CollectedRecord[] = []
  for (const item of page.items) {
    const record = kind.toRecord(item, await kind.detail?.(config, context, item), config)
    t.same([...Value.Errors(CollectedRecord, record)], [], 'is a record')
    t.equal(record.external_job_id, kind.identity(item, config), 'is known by the same id everywhere')
    records.push(record)
  }
  return { ...page, records }
}
