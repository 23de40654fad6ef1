import type { Chrome } from './document/chrome.ts'
import type { Line } from './document/lines.ts'
import type { PageDocument, PageElement } from './document/page-node.ts'
import type { Gazetteer } from './normalise/gazetteer.ts'

/** A page with what the readers need to know about it. */
export type PageView = {
  page: PageDocument
  lines: readonly Line[]
  chrome: Chrome
  /** What relative addresses are resolved against; null when neither the caller nor the page says. */
  base: URL | null
  /** ISO 639-1 of the visible text; `und` when there is too little. */
  language: string
  read_at: Date
  /** The page was read at some time before `read_at`. */
  saved: boolean
  gazetteer: Gazetteer
  /** The heading that names the opening; null when no heading does. */
  heading: PageElement | null
}
