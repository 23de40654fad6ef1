import type { JobObject } from '../candidate.ts'
import { MARKS } from '../document/markup/attributes.ts'
import type { PageDocument, PageElement } from '../document/page-node.ts'
import { urlOf } from './job-url.ts'
import { type Dialect, readItem } from './marked-items.ts'
import { liesIn } from './microdata.ts'
import { isJobPosting } from './schema-names.ts'

const MOST_JOBS = 1000
const words = (text: string | undefined) => text?.split(/\s+/).filter((word) => word !== '') ?? []

/** RDFa as far as job pages use it: `typeof` and `property` of schema.org, values in `content`, `resource`, links and text. */
const RDFA: Dialect = {
  types: ({ attributes }) => (attributes.typeof === undefined ? null : words(attributes.typeof)),
  // "og:title" and the like are other vocabularies.
  names: ({ attributes }) => words(attributes.property).filter((name) => !/^(?!schema:|https?:)[\w-]+:/i.test(name)),
  elsewhere: () => [],
  valueAttributes: ['content', 'datetime', 'resource'],
}

/** JobPostings of a page's RDFa in document order; those inside another one belong to it. */
export function readRdfa(page: PageDocument): JobObject[] {
  const isJobItem = ({ attributes, marks }: PageElement) =>
    (marks & MARKS.rdfa) !== 0 && attributes.typeof !== undefined && words(attributes.typeof).some(isJobPosting)
  const roots = page.elements.filter(isJobItem).slice(0, MOST_JOBS)
  const all = new Set(roots)
  return roots
    .filter((root) => !liesIn(root, all))
    .map((root) => {
      const properties = readItem(page, root, RDFA)
      const about = root.attributes.about ?? root.attributes.resource ?? null
      return { reader: 'rdfa', properties, url: urlOf(properties) ?? about }
    })
}
