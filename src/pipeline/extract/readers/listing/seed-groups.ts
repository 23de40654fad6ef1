import type { PageElement } from '../../document/page-node.ts'
import type { Seed } from './page-map.ts'

/** Elements that say something of the structure; a bare div or span does not, so wrapping changes no key. */
const STRUCTURE: ReadonlySet<string> = new Set(
  'li ul ol tr td table tbody article section main h1 h2 h3 h4 h5 h6 dt dd dl p aside nav footer header form details a button'.split(
    ' ',
  ),
)
/** Class tokens that tell siblings of one list apart. */
const VARIANT =
  /^(?:odd|even|first|last|active|current|featured|new|selected|highlight(?:ed)?|is-.*|has-.*|hidden|visible|col-.*|row|clearfix|w-.*|h-.*|p[xytblr]?-.*|m[xytblr]?-.*|\d.*)$/
const DIGITS = /\d+/g
const DEPTH = 3

/** Groups elements of the same shape: same name, class and structural ancestors, in the same region of the page. */
export function groupSeeds(seeds: readonly Seed[]): Seed[][] {
  const signatures = new Map<string, string>()
  const chains = new Map<PageElement, readonly string[]>()
  const groups = new Map<string, Seed[]>()
  for (const seed of seeds) {
    const { element } = seed
    const key = `${seed.region}|${seed.kind}|${element.name}.${classOf(element, signatures)}|${element.parent === null ? '' : chainOf(element.parent, signatures, chains).join('>')}`
    const group = groups.get(key)
    if (group) group.push(seed)
    else groups.set(key, [seed])
  }
  return [...groups.values()].filter((group) => group.length >= 2)
}

/** What an element and those above it say of the structure, as many as DEPTH. */
function chainOf(
  element: PageElement,
  signatures: Map<string, string>,
  chains: Map<PageElement, readonly string[]>,
): readonly string[] {
  const known = chains.get(element)
  if (known !== undefined) return known
  const above = element.parent === null ? [] : chainOf(element.parent, signatures, chains)
  const token = classOf(element, signatures)
  const { name } = element
  let chain = above
  if (STRUCTURE.has(name) || token !== '') {
    const own = name === 'td' ? `td${cellIndex(element)}` : STRUCTURE.has(name) ? name : ''
    chain = [`${own}.${token}`, ...above.slice(0, DEPTH - 1)]
  }
  chains.set(element, chain)
  return chain
}

/** The first class token that does not tell siblings apart, without digits; '' without one. */
export function classOf(element: PageElement, signatures: Map<string, string>): string {
  const classes = element.attributes.class
  if (classes === undefined || classes === '') return ''
  const known = signatures.get(classes)
  if (known !== undefined) return known
  const token = classes.split(/\s+/).find((one) => one !== '' && !VARIANT.test(one)) ?? ''
  const signature = token.replace(DIGITS, '')
  signatures.set(classes, signature)
  return signature
}

/** Position of a cell among the cells of its row. */
export function cellIndex(cell: PageElement): number {
  let index = 0
  for (const child of cell.parent?.children ?? []) {
    if (child === cell) return index
    if (child.kind === 'element' && (child.name === 'td' || child.name === 'th')) index++
  }
  return index
}
