import { type Chrome, inChrome } from '../../document/chrome.ts'
import type { Line } from '../../document/lines.ts'
import type { PageDocument, PageElement } from '../../document/page-node.ts'
import { render } from '../../document/render.ts'
import type { PageDescription } from '../../fields/texts.ts'
import type { LabelledPair } from '../labels/read-labels.ts'
import { isGenericTitle } from './generic-titles.ts'
import type { MainContent } from './main-content.ts'
import { findSections, type PageSection } from './section-headings.ts'

/** A line that long tells something: before the first such line stand labels, places and dates. */
const TELLING = 60
const LONGEST_TAIL = 25

/**
 * The part of the main content that describes the opening: from the first telling line or section heading to the last. Title, labelled facts,
 * links and buttons around it are left out.
 */
export function readDescription(
  page: PageDocument,
  lines: readonly Line[],
  main: MainContent,
  chrome: Chrome,
  pairs: readonly LabelledPair[],
  base: URL | null,
): PageDescription | null {
  const own = lines.filter((line) => line.start >= main.element.start && line.end <= main.element.end && !inChrome(chrome, line.texts[0] ?? page.root))
  const sections = findSections(own, main.element.end)
  const facts = new Set(pairs.flatMap(({ start, end, how }) => (how === 'below' || end - start < TELLING ? [start] : [])))
  const starts = new Set(sections.map(({ start }) => start))
  const telling = (line: Line) => isTelling(line, starts, facts)
  const first = own.findIndex(telling)
  if (first < 0) return null
  const last = own.findLastIndex((line) => telling(line) || isItem(line))
  const from = own[first]
  const to = own[Math.max(first, last)]
  if (!from || !to) return null
  const span = { start: from.start, end: to.end }
  const { text, html } = render(page, main.element, span, base, (element: PageElement) => chrome[element.order] === 1)
  return { text, html, span, rule: main.rule === 'density' ? 'density' : 'class.description', sections: within(sections, span), page_text: page.text }
}

function isTelling(line: Line, sections: ReadonlySet<number>, facts: ReadonlySet<number>): boolean {
  if (sections.has(line.start)) return !isGenericTitle(line.text)
  if (line.texts.some(({ start }) => facts.has(start))) return false
  return line.text.length >= TELLING && !isLink(line)
}

/** The last lines of a description may be short items of a list. */
function isItem(line: Line): boolean {
  if (line.text.length < LONGEST_TAIL && isLink(line)) return false
  for (let one: PageElement | null = line.texts[0]?.parent ?? null, steps = 0; one && steps < 4; one = one.parent, steps++) {
    if (one.name === 'li') return !isLink(line)
  }
  return false
}

function isLink(line: Line): boolean {
  return line.texts.every(({ parent }) => parent.name === 'a' || parent.parent?.name === 'a' || parent.name === 'button')
}

function within(sections: readonly PageSection[], { start, end }: { start: number; end: number }): PageSection[] {
  return sections.filter((section) => section.start >= start && section.start < end).map((section) => ({ ...section, end: Math.min(section.end, end) }))
}
