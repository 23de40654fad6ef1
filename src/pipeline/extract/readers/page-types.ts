import { MARKS } from '../document/markup/attributes.ts'
import type { PageDocument } from '../document/page-node.ts'
import { isJsonLd } from './json-ld.ts'
import { typeName } from './schema-names.ts'

const LONGEST_LOOK = 200_000
const MOST_TYPES = 50
const TYPE = /"@type"\s{0,20}:\s{0,20}(?:"([^"]{1,100})"|\[([^\]]{1,300})\])/g

/**
 * Schema.org types that a page's markup names, in order, each once: those of its JSON-LD, nested ones included, then those of its
 * microdata. Found by their key, without parsing.
 */
export function pageTypes(page: PageDocument): string[] {
  const types = new Set<string>()
  const add = (type: string) => {
    const name = typeName(type)
    if (/^[A-Za-z]\w*$/.test(name) && types.size < MOST_TYPES) types.add(name)
  }
  for (const script of page.scripts) {
    if (!isJsonLd(script)) continue
    for (const [, one, list] of script.text.slice(0, LONGEST_LOOK).matchAll(TYPE)) {
      if (one !== undefined) add(one)
      else for (const each of list?.split(',') ?? []) add(each.replace(/["\s]/g, ''))
    }
  }
  for (const { attributes, marks } of page.elements)
    if (marks & MARKS.microdata && attributes.itemtype !== undefined)
      for (const type of attributes.itemtype.split(/\s+/)) add(type)
  return [...types]
}
