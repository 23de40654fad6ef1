import type { PageDocument, PageElement, PageNode, PageText } from '../../document/page-node.ts'
import type { ItemRegion } from './item-regions.ts'
import { remembering } from './memo.ts'
import { type Run, standingOf } from './part-standing.ts'
import { fold } from './words/fold.ts'
import { type Role, roleOfLabel } from './words/roles.ts'
import { DATE, MAYBE_DATE } from './words/value-patterns.ts'

/** A stretch of an item's text that stands for itself: a cell, a line, a span, or what separators part. */
export type Part = {
  start: number
  end: number
  text: string
  folded: string
  /** The date that the text holds. */
  date: RegExpExecArray | null
  element: PageElement
  /** Same for parts in the same place of their items. */
  column: string
  /** What a label, column head or class name says the part is; labels are surer than class names. */
  label: Role | null
  hint: Role | null
}

const FORMATTING: ReadonlySet<string> = new Set([
  'b',
  'strong',
  'em',
  'i',
  'u',
  'mark',
  'font',
  'sup',
  'sub',
  'wbr',
  'abbr',
])
/** Marks that join a part to what stands before or behind it. */
const LEAD = /^[\s,;:–—-]+(?=\D)|^\s+/
const TRAIL = /[\s,;–—-]+$/
const MAYBE_SEPARATED = /[·•|‧∙●⋅]| {2}| \/{2} /
const SEPARATORS = /\s*[·•|‧∙●⋅]\s*|\s{2,}| \/{2} /g
const MOST_PARTS = 60
/** "Location: Berlin" in one text: the label is this long at most. */
const INLINE_LABEL = /^([^:：]{2,32})[:：]\s*(?=\S)/
const WORDS = /[\p{L}\p{N}]/u
const LABEL_END = /[:：]\s*$/

export type PartContext = {
  page: PageDocument
  hints: Map<string, Role | null>
  /** Role by position of the cell, from the column heads of a table. */
  columns: readonly (Role | null)[] | null
}

/** The parts of an item in order. Labels are still among them: `takeLabels` needs all items to know them. */
export function partsOf(region: ItemRegion, context: PartContext): Part[] {
  const texts: PageText[] = []
  for (const root of region.roots) collect(root, texts)
  const parts: Part[] = []
  const seen = new Map<string, number>()
  for (const run of runsOf(texts, context.page)) {
    const { element } = run
    const standing = standingOf(run, region.element, context.hints)
    const column = (standing.cell === null ? null : context.columns?.[standing.cell]) ?? standing.label
    const { hint, key } = standing
    for (const piece of piecesOf(run.start, run.end, context.page)) {
      if (parts.length >= MOST_PARTS) return parts
      const whole = context.page.text.slice(piece.start, piece.end)
      if (!WORDS.test(whole)) continue
      const inline = whole.includes(':') ? INLINE_LABEL.exec(whole) : null
      const inlineRole = inline ? roleOfLabel(fold(inline[1] ?? '')) : null
      const start = inlineRole !== null && inline ? piece.start + inline[0].length : piece.start
      const text = start === piece.start ? whole : context.page.text.slice(start, piece.end)
      const folded = fold(text)
      const times = seen.get(key) ?? 0
      seen.set(key, times + 1)
      parts.push({
        start,
        end: piece.end,
        text,
        folded,
        date: dateIn(folded),
        element,
        column: `${key}#${times}`,
        label: inlineRole ?? column,
        hint,
      })
    }
  }
  return parts
}

/** Labels without a colon stand in most items; a value that happens to be a label's word does not. */
const LABEL_SHARE = 0.6
const LABEL_ELEMENTS: ReadonlySet<string> = new Set(['dt', 'th', 'label'])

/** Takes the labels out of all items' parts and gives what they say to the part behind each. */
export function takeLabels(items: readonly Part[][]): Part[][] {
  const common = Math.max(2, items.length * LABEL_SHARE)
  const isCommon = remembering(
    (text) => items.filter((parts) => parts.some(({ folded }) => folded === text)).length >= common,
  )
  return items.map((parts) => {
    const kept: Part[] = []
    let pending: Role | null = null
    for (const [index, part] of parts.entries()) {
      const { folded } = part
      const role: Role | null = roleOfLabel(folded)
      const sure =
        role !== null && (/[:：]$/.test(folded) || LABEL_ELEMENTS.has(part.element.name) || part.label === role)
      const repeated = !sure && role !== null && (index > 0 || role === 'title') && isCommon(folded)
      const unknown = role === null && folded.endsWith(':') && isCommon(folded)
      if (sure || repeated || unknown) {
        pending = role
        continue
      }
      kept.push(pending === null ? part : { ...part, label: pending })
      pending = null
    }
    return kept
  })
}

/** Longer texts hold no date of their own. */
const LONGEST_DATED = 110
/** "Yesterday", "il y a une semaine": dates without a digit stand nearly alone. */
const LONGEST_RELATIVE = 40

function dateIn(folded: string): RegExpExecArray | null {
  const may =
    folded.length <= LONGEST_DATED &&
    (/\d/.test(folded) || (folded.length <= LONGEST_RELATIVE && MAYBE_DATE.test(folded)))
  return may ? DATE.exec(folded) : null
}

function collect(node: PageNode, texts: PageText[]): void {
  if (node.kind === 'text') {
    if (node.end > node.start) texts.push(node)
    return
  }
  if (node.hidden) return
  for (const child of node.children) collect(child, texts)
}

/** Joins texts that formatting alone parts: "Our <b>best</b> cook" is one, two spans side by side are two. */
function runsOf(texts: readonly PageText[], page: PageDocument): Run[] {
  const runs: Run[] = []
  for (const { start, end, parent } of texts) {
    const element = plainParent(parent)
    const before = runs.at(-1)
    if (before?.element === element && !isParted(page.text, before, start)) before.end = end
    else runs.push({ start, end, element })
  }
  return runs
}

/** A new line, or a label before it, parts a text from what stands before it. */
function isParted(text: string, before: Run, start: number): boolean {
  return text.slice(before.end, start).includes('\n') || LABEL_END.test(text.slice(before.start, before.end))
}

/** The element that a text belongs to when formatting is seen through, as far as the formatted text is not all there is. */
function plainParent(element: PageElement): PageElement {
  let at = element
  while (FORMATTING.has(at.name) && at.parent !== null && at.parent.children.length > 1) {
    const { parent } = at
    const mixed = parent.children.some((child) => child.kind === 'text' && child.end > child.start)
    if (!mixed) break
    at = parent
  }
  return at
}

function piecesOf(start: number, end: number, page: PageDocument): { start: number; end: number }[] {
  const text = page.text.slice(start, end)
  const pieces: { start: number; end: number }[] = []
  if (!MAYBE_SEPARATED.test(text)) {
    pushTrimmed(pieces, text, 0, text.length, start)
    return pieces
  }
  let from = 0
  for (const match of text.matchAll(SEPARATORS)) {
    pushTrimmed(pieces, text, from, match.index, start)
    from = match.index + match[0].length
  }
  pushTrimmed(pieces, text, from, text.length, start)
  return pieces
}

function pushTrimmed(
  pieces: { start: number; end: number }[],
  text: string,
  from: number,
  to: number,
  offset: number,
): void {
  const raw = text.slice(from, to)
  const lead = LEAD.exec(raw)?.[0].length ?? 0
  const whole = raw.slice(lead).replace(TRAIL, '')
  // "(Berlin)" is Berlin; "Cook (Berlin)" stays whole.
  const bracketed = /^\(([^()]*)\)$/.exec(whole)?.[1]
  const start = offset + from + lead + (bracketed === undefined ? 0 : 1)
  const length = (bracketed ?? whole).length
  if (length > 0) pieces.push({ start, end: start + length })
}
