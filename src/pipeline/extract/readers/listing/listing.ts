import type { Candidate } from '../../candidate.ts'
import type { PageElement } from '../../document/page-node.ts'

/** One opening of a list of openings, with what the list itself says of it. */
export type ListingItem = {
  /** Own address of the opening, absolute; null when the item has none or shares none that can be resolved. */
  url: string | null
  element: PageElement
  /** Reader `listing`; spans lie in PageDocument.text. None for rows of a long list of related openings that were not read. */
  candidates: Candidate[]
}

export type Listing = {
  items: ListingItem[]
  /** Openings beside something else: "similar jobs" of a detail page, a teaser in a side column. */
  related: ListingItem[]
  /** Rows of accepted lists that are no opening, by reason code. */
  skipped: Record<string, number>
  /** 0 to 1: how surely the page's main content is a list of openings. */
  score: number
  /** Share of the visible text outside menus and footers that lies in `items`. */
  share: number
  /** How many openings the page says there are, all pages of the list together. */
  stated_total: number | null
}

export type ListingContext = {
  /** Relative addresses are resolved against it; it decides nothing else. */
  base: URL | null
  /** ISO 639-1 of the page. */
  language: string
  /** 0 to 1: how surely a line names a place. */
  isPlace?: (line: string) => number
  /** 0 to 1: how much a text reads like the title of an opening; for who asked before. */
  likeness?: (text: string) => number
}
