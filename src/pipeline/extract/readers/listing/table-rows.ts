import type { PageDocument, PageElement } from '../../document/page-node.ts'
import type { ItemRegion } from './item-regions.ts'
import type { PageMap } from './page-map.ts'
import { isCell, spanOf } from './part-standing.ts'
import { fold } from './words/fold.ts'
import { type Role, roleOfLabel } from './words/roles.ts'

export type Table = {
  element: PageElement
  rows: ItemRegion[]
  /** By column: what the head of the column names. */
  columns: (Role | null)[]
  /** Order of the row with the heads. */
  head: number
}

/** Heads longer than this are no names of columns. */
const LONGEST_HEAD = 60

/** The tables of a page whose first row names a title column and at least one more; role=row counts as tr. */
export function headedTables(page: PageDocument, map: PageMap): Table[] {
  return map.tables.flatMap((element) => tableOf(page, map, element) ?? [])
}

function tableOf(page: PageDocument, map: PageMap, element: PageElement): Table | null {
  const rows: PageElement[] = []
  for (let order = element.order + 1; order <= map.last[element.order]!; order++) {
    const one = page.elements[order]!
    if (one.name === 'table' || one.attributes.role === 'table') return null
    if (!one.hidden && (one.name === 'tr' || one.attributes.role === 'row')) rows.push(one)
  }
  for (const [index, row] of rows.slice(0, 3).entries()) {
    const columns = columnsOf(page, row)
    if (columns === null) continue
    const known = columns.length
    const below = rows
      .slice(index + 1)
      .filter(
        (one) => one.end > one.start && cellsOf(one).length >= Math.min(2, known) && columnsOf(page, one) === null,
      )
    if (below.length === 0) return null
    const regions = below.map(
      (one): ItemRegion => ({ seed: null, element: one, roots: [one], start: one.start, end: one.end }),
    )
    return { element, rows: regions, columns, head: row.order }
  }
  return null
}

function columnsOf(page: PageDocument, row: PageElement): (Role | null)[] | null {
  const columns: (Role | null)[] = []
  let known = 0
  for (const cell of cellsOf(row)) {
    const text = page.text.slice(cell.start, cell.end).trim()
    const role = text.length > LONGEST_HEAD ? null : roleOfHead(text)
    if (role !== null) known++
    for (let taken = spanOf(cell); taken > 0; taken--) columns.push(role)
  }
  const heads = columns.filter((role) => role !== null)
  if (known < 2 || known < columns.length * 0.4) return null
  if (!heads.includes('title')) return null
  // "Title" of one column is the title; a second such head names something else.
  const first = columns.indexOf('title')
  return columns.map((role, index) => (role === 'title' && index !== first ? 'other' : role))
}

function roleOfHead(text: string): Role | null {
  const folded = fold(text).replace(/\s+/g, ' ')
  return roleOfLabel(folded) ?? roleOfLabel(folded.split(/[/(|,]| (?:and|und|et|y|e|en|a|i) /)[0]!.trim())
}

function cellsOf(row: PageElement): PageElement[] {
  const cells: PageElement[] = []
  const visit = (element: PageElement) => {
    for (const child of element.children) {
      if (child.kind !== 'element' || child.hidden) continue
      if (isCell(child)) cells.push(child)
      else visit(child)
    }
  }
  visit(row)
  return cells
}
