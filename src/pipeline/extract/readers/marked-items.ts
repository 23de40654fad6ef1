import type { AttributeName } from '../document/markup/attributes.ts'
import { type PageDocument, type PageElement, textOf } from '../document/page-node.ts'
import { render } from '../document/render.ts'
import { PROTOTYPE_KEYS, propertyName, typeName } from './schema-names.ts'

/** How a vocabulary is written into attributes: microdata and RDFa differ in little else. */
export type Dialect = {
  /** Types of the item that an element opens; null when it opens none. */
  types(element: PageElement): string[] | null
  /** Properties of the item around it that an element holds. */
  names(element: PageElement): string[]
  /** Elements elsewhere in the page that belong to the item as well. */
  elsewhere(element: PageElement): readonly PageElement[]
  /** Attributes that give a value before all others. */
  valueAttributes: readonly AttributeName[]
}

/** Properties of one item with all it holds, elements looked at for them, and characters of their values: items may refer to each other. */
const MOST_PROPERTIES = 5000
const MOST_VISITS = 200_000
const MOST_CHARACTERS = 4_000_000
const DEEPEST_ITEM = 8
/** Properties that are read as HTML: their lists and paragraphs matter. */
const PROSE: ReadonlySet<string> = new Set(
  (
    'description responsibilities qualifications skills jobBenefits benefits experienceRequirements ' +
    'educationRequirements incentiveCompensation'
  ).split(' '),
)
/** Where elements of a name keep their value. */
const BY_ELEMENT: Readonly<Record<string, AttributeName>> = {
  ...{ meta: 'content', a: 'href', link: 'href', area: 'href' },
  ...{ img: 'src', audio: 'src', video: 'src', source: 'src', embed: 'src', track: 'src' },
  ...{ data: 'value', meter: 'value', time: 'datetime' },
}
/** Properties whose value is an address; others that stand on a link mean its text. */
const ADDRESSES =
  /^(?:url|sameAs|image|logo|photo|thumbnailUrl|contentUrl|additionalType|mainEntityOfPage|potentialAction|target|email|telephone)$/

/** Properties of the item that an element opens, as a plain tree. */
export function readItem(page: PageDocument, root: PageElement, dialect: Dialect): Record<string, unknown> {
  return new ItemReading(page, dialect).item(root, 0)
}

class ItemReading {
  readonly page: PageDocument
  readonly dialect: Dialect
  left = MOST_PROPERTIES
  visits = MOST_VISITS
  characters = MOST_CHARACTERS

  constructor(page: PageDocument, dialect: Dialect) {
    this.page = page
    this.dialect = dialect
  }

  item(root: PageElement, depth: number): Record<string, unknown> {
    const properties: Record<string, unknown> = {}
    const types = this.dialect.types(root)?.map(typeName) ?? []
    if (types.length > 0) properties['@type'] = types.length === 1 ? types[0] : types
    const stack = [...root.children, ...this.dialect.elsewhere(root)].reverse()
    const seen = new Set<PageElement>([root])
    while (stack.length > 0 && this.left > 0 && this.visits-- > 0) {
      const one = stack.pop()
      if (one?.kind !== 'element' || seen.has(one)) continue
      seen.add(one)
      const names = this.dialect.names(one).map(propertyName)
      const opens = this.dialect.types(one) !== null
      if (names.length > 0) {
        this.left--
        const value = opens && depth < DEEPEST_ITEM ? this.item(one, depth + 1) : null
        for (const name of names) add(properties, name, value ?? this.valueOf(one, name))
      }
      if (opens) continue
      for (let at = one.children.length - 1; at >= 0; at--) stack.push(one.children[at]!)
    }
    return properties
  }

  valueOf(element: PageElement, name: string): string {
    const { attributes } = element
    for (const attribute of this.dialect.valueAttributes)
      if (attributes[attribute] !== undefined) return attributes[attribute].trim()
    const own = BY_ELEMENT[element.name]
    const given = own === undefined ? undefined : attributes[own]?.trim()
    if (given && (own !== 'href' || ADDRESSES.test(name) || element.start === element.end)) return given
    this.characters -= element.end - element.start
    if (this.characters < 0) return ''
    return PROSE.has(name)
      ? render(this.page, element, element, null).html
      : textOf(this.page, element).replace(/\s+/g, ' ')
  }
}

/** A property that stands there several times has a list of values. */
function add(properties: Record<string, unknown>, name: string, value: unknown): void {
  if (value === '' || name === '' || PROTOTYPE_KEYS.has(name)) return
  const before = Object.hasOwn(properties, name) ? properties[name] : undefined
  if (before === undefined) properties[name] = value
  else if (Array.isArray(before)) before.push(value)
  else properties[name] = [before, value]
}
