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
  const chains = new Map<PageElement, string>()
  const groups = new Map<string, Seed[]>()
  for (const seed of seeds) {
    const { element } = seed
    const key = `${seed.region}|${seed.kind}|${element.name}.${classOf(element, signatures)}|${chainAbove(element, signatures, chains)}`
    const group = groups.get(key)
    if (group) group.push(seed)
    else groups.set(key, [seed])
  }
  return [...groups.values()].filter((group) => group.length >= 2)
}

function chainAbove(element: PageElement, signatures: Map<string, string>, chains: Map<PageElement, string>): string {
  const parent = element.parent
  if (parent === null) return ''
  const known = chains.get(parent)
  if (known !== undefined) return known
  const parts: string[] = []
  for (let at: PageElement | null = parent; at !== null && parts.length < DEPTH; at = at.parent) {
    const token = classOf(at, signatures)
    if (!STRUCTURE.has(at.name) && token === '') continue
    parts.push(at.name === 'td' ? `td${cellIndex(at)}.${token}` : `${STRUCTURE.has(at.name) ? at.name : ''}.${token}`)
  }
  const chain = parts.join('>')
  chains.set(parent, chain)
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
