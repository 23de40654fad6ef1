import type { JobObject } from '../candidate.ts'
import { MARKS } from '../document/markup/attributes.ts'
import type { PageDocument, PageElement } from '../document/page-node.ts'
import { urlOf } from './job-url.ts'
import { type Dialect, readItem } from './marked-items.ts'
import { isJobPosting } from './schema-names.ts'

const MOST_JOBS = 1000
const words = (text: string | undefined) => text?.split(/\s+/).filter((word) => word !== '') ?? []
const isJobItem = ({ attributes, marks }: PageElement) =>
  (marks & MARKS.microdata) !== 0 && attributes.itemtype !== undefined && words(attributes.itemtype).some(isJobPosting)

/** JobPostings of a page's microdata in document order; those inside another one belong to it. */
export function readMicrodata(page: PageDocument): JobObject[] {
  const roots = page.elements.filter(isJobItem).slice(0, MOST_JOBS)
  if (roots.length === 0) return []
  const all = new Set(roots)
  const dialect = microdata(page)
  return roots
    .filter((root) => !liesIn(root, all))
    .map((root) => {
      const properties = readItem(page, root, dialect)
      return { reader: 'microdata', properties, url: urlOf(properties) ?? root.attributes.itemid ?? null }
    })
}

function microdata(page: PageDocument): Dialect {
  let byId: Map<string, PageElement> | null = null
  return {
    types: ({ attributes }) =>
      attributes.itemscope !== undefined || isTyped(attributes) ? words(attributes.itemtype) : null,
    names: ({ attributes }) => words(attributes.itemprop),
    elsewhere({ attributes }) {
      const ids = words(attributes.itemref).slice(0, 50)
      if (ids.length === 0) return []
      byId ??= new Map(
        page.elements.filter((one) => one.attributes.id !== undefined).map((one) => [one.attributes.id!, one]),
      )
      return ids.flatMap((id) => byId?.get(id) ?? [])
    },
    valueAttributes: ['content'],
  }
}

/** `itemscope` is forgotten now and then. */
const isTyped = (attributes: PageElement['attributes']) => attributes.itemtype?.includes('schema.org') === true

export function liesIn(element: PageElement, roots: ReadonlySet<PageElement>): boolean {
  for (let one = element.parent; one; one = one.parent) if (roots.has(one)) return true
  return false
}
