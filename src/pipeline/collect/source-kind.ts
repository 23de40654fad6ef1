import type { Static, TObject } from 'typebox'
import type { CollectedRecord } from './collected-record.ts'
import type { Search } from './search.ts'
import type { SourceHttp } from './source-http.ts'

/** Where the next page starts: what a sweep keeps to go on after a break. JSON. */
export type Cursor = number | string | { [key: string]: number | string | null }

/** How far back a source of recent openings is asked. */
export const WINDOWS = ['1h', '24h', '7d', '2w', '1m', '6m'] as const
export type Window = (typeof WINDOWS)[number]

export type ListPage<Item> = {
  items: Item[]
  /** null: this was the last page. */
  next: Cursor | null
  /** Openings that the whole listing says it has, where it says so on this page. */
  total?: number | null
  /** Items that stood on the page and cannot be used at all (nulls, no objects), counted by code. */
  faults?: Record<string, number>
  /** Openings that the kind leaves out on purpose, counted by code: they belong to `total` and make no sweep incomplete. */
  left_out?: Record<string, number>
}

/** What a kind may use beside its settings. */
export type CollectContext = {
  http: SourceHttp
  /** What is looked for, in kinds that search; null asks for everything. */
  search: Search | null
  /** Of kinds with windows; null otherwise. */
  window: Window | null
  now(): Date
  signal: AbortSignal
}

/** What stands in the ledger of a provider: units of one month. */
export type QuotaUnits = { [unit: string]: number }

export type QuotaRules = {
  /** The account that is charged: sources of one provider share it. */
  provider: string
  /** Name of the plan that has these limits, for people. */
  plan?: string
  /** Of a month, by unit, where neither the source's settings nor the answers say otherwise. */
  limits: QuotaUnits
  /**
   * What the headers of an answer say is left and allowed, and in how many seconds the provider's month ends, by unit; units that they
   * do not name are absent.
   */
  read(headers: Readonly<Record<string, string>>): { remaining?: QuotaUnits; limits?: QuotaUnits; resets?: QuotaUnits }
}

export type Listing = 'whole' | 'part'

type Declared<Config extends TObject> = {
  /** Lower case and underscores; a source's row names it. */
  kind: string
  /** For people, one line: what it reads and from where. */
  summary: string
  /** The settings of a source of this kind. */
  config: Config
  /** Names of the environment variables whose values it sends. */
  secrets?(config: Static<Config>): string[]
  /** Least pause between two requests, milliseconds, and whether robots.txt decides: false only for an API made to be called. */
  politeness: { interval_ms: number; robots: boolean }
  /**
   * What a sweep to the end has seen: `whole` every open posting, so that what it did not see may be gone; `part` only some (a window,
   * a search, one page).
   */
  listing: Listing
  /** The same where the settings of a source decide it. */
  listingUnder?(config: Static<Config>): Listing
  /** The windows it can be asked for; the first is the usual one. */
  windows?: readonly Window[]
  quota?: QuotaRules
}

/** A source of structured openings: an API or a feed. */
export type RecordKind<Config extends TObject = TObject, Item = unknown> = Declared<Config> & {
  reads: 'records'
  /** Name and version of the mapper, such as greenhouse/1: kept in provenance, raised when it reads differently. */
  mapper: string
  page(config: Static<Config>, context: CollectContext, cursor: Cursor | null): Promise<ListPage<Item>>
  /** The source's own id of an item; null where it has none. */
  identity(item: Item, config: Static<Config>): string | null
  /**
   * What of an item tells whether its opening changed, where other parts change by themselves ("posted 3 days ago"); the whole item
   * where left out.
   */
  essence?(item: Item): unknown
  /** The rest of an opening, where the listing holds only part of it. */
  detail?(config: Static<Config>, context: CollectContext, item: Item): Promise<unknown>
  /** Whether a detail says of itself that its opening is closed, where a source goes on answering for such. Pure. */
  isClosed?(detail: unknown): boolean
  /** Pure. Never throws for a strange item: what it cannot read it leaves out, with a note. */
  toRecord(item: Item, detail: unknown, config: Static<Config>): CollectedRecord
}

/**
 * A page that the extractor will read. `follow`: its openings' own addresses are to be read, not what the page itself says of them.
 * `lastmod`: when it changed, as the source says; a page that was read since is not read again.
 */
export type PageItem = { url: string; follow?: boolean; lastmod?: string | null }

/** A source of web pages. */
export type PageKind<Config extends TObject = TObject> = Declared<Config> & {
  reads: 'pages'
  page(config: Static<Config>, context: CollectContext, cursor: Cursor | null): Promise<ListPage<PageItem>>
}

// biome-ignore lint/suspicious/noExplicitAny: kinds of every config stand in one list, each checked where it is declared
export type SourceKind = RecordKind<any, any> | PageKind<any>

/** Declares a kind: checks that its parts fit each other and changes nothing. */
export function recordKind<Config extends TObject, Item>(kind: RecordKind<Config, Item>): RecordKind<Config, Item> {
  return kind
}

/** The same for a kind that yields pages. */
export function pageKind<Config extends TObject>(kind: PageKind<Config>): PageKind<Config> {
  return kind
}
