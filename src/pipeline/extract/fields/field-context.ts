import type { PageDocument } from '../document/page-node.ts'
import type { Gazetteer } from '../normalise/gazetteer.ts'
import type { ReadPlaces } from '../normalise/read-places.ts'

/** What it takes to understand what a page says. */
export type FieldContext = {
  page: PageDocument
  base: URL | null
  /** ISO 639-1 of the posting's text; null when unknown. */
  language: string | null
  /** When the page was read. */
  read_at: Date
  /** The page was read at some time before `read_at`: relative dates mean nothing. */
  saved: boolean
  gazetteer: Gazetteer
  /** Places that were read before: the items of a list name the same ones. */
  places: Map<string, ReadPlaces>
}
