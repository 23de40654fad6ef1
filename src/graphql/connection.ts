import type { CursorCodec, Place } from '../db/cursor.ts'
import { errors } from '../errors.ts'

/** A resolver answers with one page at most this long. */
export const MAX_FIRST = 100

export type Placed<Row> = { row: Row; place: Place }

export type Connection<Row> = {
  edges: { readonly cursor: string; node: Row }[]
  nodes: Row[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  totalCount: number
}

/** Throws VALIDATION unless `first` is a length that a page may have. */
export function checkFirst(first: number, most = MAX_FIRST): number {
  if (first >= 1 && first <= most) return first
  throw errors.validation([{ pointer: 'first', message: `must be 1 to ${most}` }])
}

/** A page of `found`, which holds one row more than `first` when there are more. Cursors are made only when they are read. */
export function connectionOf<Row>(
  found: readonly Placed<Row>[],
  {
    first,
    after,
    total,
    cursors,
    list,
  }: { first: number; after: unknown; total: number | undefined; cursors: CursorCodec; list: unknown },
): Connection<Row> {
  const page = found.slice(0, first)
  const cursorOf = (item: Placed<Row> | undefined) => (item ? cursors.encode(item.place, list) : null)
  return {
    edges: page.map((item) => ({
      node: item.row,
      get cursor() {
        return cursors.encode(item.place, list)
      },
    })),
    nodes: page.map(({ row }) => row),
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null && after !== undefined,
      get startCursor() {
        return cursorOf(page[0])
      },
      get endCursor() {
        return cursorOf(page.at(-1))
      },
    },
    // Never read unless it was selected; a number that is none fails loudly where that is wrong.
    totalCount: total ?? Number.NaN,
  }
}
