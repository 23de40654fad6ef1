import { isObject, type Properties, proseOf } from './job-values.ts'

/** Elements for the node types of the rich texts that content systems keep: Contentful, ProseMirror, Slate and kin. */
const ELEMENTS: Readonly<Record<string, string>> = {
  ...{ paragraph: 'p', blockquote: 'blockquote', quote: 'blockquote', heading: 'h3' },
  ...{ 'unordered-list': 'ul', 'bulleted-list': 'ul', bulletlist: 'ul', 'ordered-list': 'ol', 'numbered-list': 'ol' },
  ...{ orderedlist: 'ol', 'list-item': 'li', listitem: 'li', ul: 'ul', ol: 'ol', li: 'li' },
  ...{ h1: 'h1', h2: 'h2', h3: 'h3', h4: 'h4', h5: 'h5', h6: 'h6', p: 'p' },
}
const DEEPEST = 40
const LONGEST = 400_000

/** Prose of any shape as HTML or text; trees of rich text are written out. null for what holds none. */
export function richTextToHtml(value: unknown): string | null {
  const nodes = isObject(value) ? (value.content ?? value.children ?? value.root) : value
  if (!isTree(value) || nodes === undefined) return proseOf(value)
  const parts: string[] = []
  write(value, parts, { left: LONGEST }, 0)
  const html = parts.join('').trim()
  return html === '' ? null : html
}

const typeOf = (node: Properties) => node.nodeType ?? node.type
const isTree = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 &&
      value.every((one) => isObject(one) && (Array.isArray(one.children) || Array.isArray(one.content)))
    : isObject(value) &&
      (typeof typeOf(value) === 'string' || isObject(value.root)) &&
      (Array.isArray(value.content) || Array.isArray(value.children) || isObject(value.root))

function write(node: unknown, parts: string[], budget: { left: number }, depth: number): void {
  if (depth > DEEPEST || budget.left <= 0) return
  if (Array.isArray(node)) {
    for (const one of node) write(one, parts, budget, depth + 1)
    return
  }
  if (!isObject(node)) return
  const text = node.text ?? (typeOf(node) === 'text' ? node.value : undefined)
  if (typeof text === 'string') {
    budget.left -= text.length
    parts.push(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))
    return
  }
  const name = elementOf(node)
  if (name !== null) parts.push(`<${name}>`)
  write(node.content ?? node.children ?? node.root, parts, budget, depth + 1)
  if (name !== null) parts.push(`</${name}>`)
}

function elementOf(node: Properties): string | null {
  const type = String(typeOf(node) ?? '').toLowerCase()
  const level = /^heading-?([1-6])$/.exec(type)?.[1]
  return level !== undefined ? `h${level}` : (ELEMENTS[type] ?? null)
}
