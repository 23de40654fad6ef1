import type { AttributeName } from '../../document/markup/attributes.ts'
import type { PageElement } from '../../document/page-node.ts'
import { fold } from './words/fold.ts'
import { type Role, roleOfHint, roleOfLabel } from './words/roles.ts'

/** A stretch of an item's text in one element. */
export type Run = { start: number; end: number; element: PageElement }

/** Attributes that tell a part's meaning by a name, and those that repeat the head of its column. */
const HINT_ATTRIBUTES: ReadonlySet<AttributeName> = new Set([
  ...(['class', 'itemprop', 'headers', 'data-test', 'data-testid', 'data-qa'] as const),
  ...(['data-automation', 'data-automation-id', 'data-ui'] as const),
])
const LABEL_ATTRIBUTES: ReadonlySet<AttributeName> = new Set([
  ...(['data-label', 'data-th', 'data-title', 'data-header', 'data-column'] as const),
])
const HINT_DEPTH = 4

type Standing = { cell: number | null; label: Role | null; hint: Role | null; key: string }

/** Ancestors speak of a part as long as they hold little else. */
const HINT_SLACK = 40

/** What the elements from a part up to its item say of it: its column, its label in an attribute, a hint, its place in the item. */
export function standingOf(run: Run, item: PageElement, hints: Map<string, Role | null>): Standing {
  const most = run.end - run.start + HINT_SLACK
  let cell: PageElement | null = null
  let label: Role | null = null
  let hint: Role | null = null
  let token = ''
  let block = ''
  let depth = 0
  for (
    let at: PageElement | null = run.element;
    at !== null && at !== item && at.order > item.order;
    at = at.parent, depth++
  ) {
    if (isCell(at)) cell = at
    const { attributes } = at
    if (depth < HINT_DEPTH && (hint === null || label === null)) {
      if (hint === null && at.name === 'time') hint = 'date'
      const speaks = at.end - at.start <= most
      for (const name of Object.keys(attributes) as AttributeName[]) {
        if (label === null && LABEL_ATTRIBUTES.has(name)) label = roleOfLabel(fold(attributes[name]!))
        else if (speaks && hint === null && HINT_ATTRIBUTES.has(name)) hint = hintOf(attributes[name]!, hints)
      }
    }
    if (token === '' && attributes.class) token = firstName(attributes.class)
    if (block === '' && (at.name === 'dd' || at.name === 'li' || at.name === 'p')) block = at.name
  }
  const index = cell === null ? null : columnOf(cell)
  return { cell: index, label, hint, key: `${index ?? ''}.${token || block}` }
}

function firstName(names: string): string {
  const trimmed = names.trim()
  const end = trimmed.indexOf(' ')
  return end < 0 ? trimmed : trimmed.slice(0, end)
}

function hintOf(value: string, hints: Map<string, Role | null>): Role | null {
  const known = hints.get(value)
  if (known !== undefined) return known
  const role = value === '' ? null : roleOfHint(value)
  hints.set(value, role)
  return role
}

function columnOf(cell: PageElement): number {
  let index = 0
  for (const child of cell.parent?.children ?? []) {
    if (child === cell) break
    if (child.kind === 'element' && isCell(child)) index += spanOf(child)
  }
  return index
}

export function isCell(element: PageElement): boolean {
  if (element.name === 'td' || element.name === 'th') return true
  const role = element.attributes.role
  return role === 'cell' || role === 'gridcell' || role === 'columnheader' || role === 'rowheader'
}

/** Columns that a cell takes. */
export function spanOf(cell: PageElement): number {
  const span = Number(cell.attributes.colspan ?? '1')
  return Number.isInteger(span) && span > 0 && span < 50 ? span : 1
}
