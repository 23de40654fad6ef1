import type { PageDocument, PageElement } from '../../document/page-node.ts'
import { elementsOf, type ItemRegion } from './item-regions.ts'
import type { ItemTitle } from './item-titles.ts'
import { isPageLink, type PageMap } from './page-map.ts'
import { isGenericLink } from './words/context-words.ts'
import { fold } from './words/fold.ts'

const DETAILS =
  /^(?:view|see|show|read|details?|more|job details|mehr|weitere|zu[rm]|stelle|ansehen|voir|en savoir|decouvrir|consulter|lire|ver|mas|leer|scopri|leggi|vedi|maggiori|bekijk|lees|meer|zobrazit|detail|vice|zjistit|zobacz|wiecej|szczegoly|sprawdz|czytaj)/
const DATA_ADDRESS = ['data-href', 'data-url', 'data-link'] as const

/**
 * Address of an opening: of the link that is, holds or stands in its title, else of a "Details" or "Apply" link of the item, else of the
 * item's only link. Absolute; null when there is none that leads to a page.
 */
export function urlOf(
  page: PageDocument,
  map: PageMap,
  region: ItemRegion,
  title: ItemTitle,
  base: URL | null,
): string | null {
  for (let at: PageElement | null = title.element; at !== null; at = at.parent) {
    if (at.name === 'a') {
      const url = resolve(at.attributes.href, base)
      if (url !== null) return url
    }
    if (at === region.element || at.order < region.element.order) break
  }
  const elements = elementsOf(page, map, region)
  const links = elements.filter(({ name }) => name === 'a')
  const first = (is: (link: PageElement) => boolean): string | null => {
    for (const link of links) {
      const url = is(link) ? resolve(link.attributes.href, base) : null
      if (url !== null) return url
    }
    return null
  }
  const said = new Map(links.map((link) => [link, fold(page.text.slice(link.start, link.end).trim())]))
  const own = fold(title.text)
  return (
    first(({ start, end }) => start < title.end && end > title.start) ??
    first((link) => said.get(link) === own || named(link, title)) ??
    first((link) => isGenericLink(said.get(link)!) && DETAILS.test(said.get(link)!)) ??
    first((link) => isGenericLink(said.get(link)!)) ??
    stated(elements, base) ??
    wrapping(region.element, base) ??
    (new Set(links.map(({ attributes }) => attributes.href)).size === 1 ? first(() => true) : null)
  )
}

/** An address that a script opens. */
function stated(elements: readonly PageElement[], base: URL | null): string | null {
  for (const { name, attributes } of elements) {
    if (name === 'a') continue
    for (const address of DATA_ADDRESS) {
      const url = resolve(attributes[address], base)
      if (url !== null) return url
    }
  }
  return null
}

/** A link around the whole item. */
function wrapping(element: PageElement, base: URL | null): string | null {
  for (let at: PageElement | null = element, height = 0; at !== null && height < 3; at = at.parent, height++) {
    if (at.name === 'a') return resolve(at.attributes.href, base)
  }
  return null
}

function named({ attributes }: PageElement, title: ItemTitle): boolean {
  const label = attributes['aria-label'] ?? attributes.title
  return label?.replace(/\s+/g, ' ').includes(title.text) ?? false
}

/** Absolute http(s) address; null for fragments, scripts and what does not resolve. */
export function resolve(href: string | undefined, base: URL | null): string | null {
  if (!isPageLink(href)) return null
  const text = href.trim()
  if (text === '' || text.startsWith('#') || /^javascript:/i.test(text)) return null
  try {
    const url = base === null ? new URL(text) : new URL(text, base)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}
