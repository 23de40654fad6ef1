import { type Chrome, inContent } from '../../document/chrome.ts'
import type { Line } from '../../document/lines.ts'
import type { PageDocument, PageElement } from '../../document/page-node.ts'
import { render } from '../../document/render.ts'
import type { PageDescription } from '../../fields/texts.ts'
import type { LabelledPair } from '../labels/read-labels.ts'
import { isGenericTitle } from './generic-titles.ts'
import type { MainContent } from './main-content.ts'
import { findSections, isMarked, type PageSection } from './section-headings.ts'

/** A label before the whole text belongs to no text. */
const DESCRIPTION_LABEL =
  /^(?:job |position |full )?(?:description|summary)|beschreibung|^description|^descripción|^descrizione|omschrijving|^popis|^opis/i
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
  heading: string | null,
): PageDescription | null {
  const own = lines.filter(
    (line) =>
      line.end > main.element.start && line.end <= main.element.end && inContent(chrome, line.texts[0] ?? page.root),
  )
  const sections = findSections(own, main.element.end)
  const others = pairs.filter(({ label }) => !DESCRIPTION_LABEL.test(label))
  const facts = new Set(
    others.flatMap(({ start, end, how }) => (how === 'below' || end - start < TELLING ? [start] : [])),
  )
  const labels = new Set(others.map(({ label_start }) => label_start))
  const starts = new Set(sections.map(({ start }) => start))
  const telling = (line: Line) => isTelling(line, starts, facts, labels)
  const told = own.findIndex(telling)
  if (told < 0) return null
  const described = new Set(
    pairs.filter(({ label }) => DESCRIPTION_LABEL.test(label)).map(({ label_start }) => label_start),
  )
  const isFact = (line: Line) =>
    line.text === heading || line.texts.some(({ start }) => facts.has(start) || labels.has(start))
  const first = openingLine(own, told, main, isFact, described)
  const last = closingLine(
    own,
    own.findLastIndex((line) => telling(line) || isItem(line)),
    main,
    isFact,
  )
  const from = own[first]
  const to = own[Math.max(told, last)]
  if (!from || !to) return null
  const named = pairs.find(
    ({ label, label_start, start }) => label_start === from.start && start < from.end && DESCRIPTION_LABEL.test(label),
  )
  const span = { start: named?.start ?? from.start, end: to.end }
  const { text, html } = render(page, main.element, span, base, (element: PageElement) => chrome[element.order] !== 0)
  return {
    text,
    html,
    span,
    rule: main.rule === 'density' ? 'density' : 'class.description',
    sections: within(sections, span),
    page_text: page.text,
  }
}

/** A description named as such begins with its first line; another one may begin with headings of its own before the first telling line. */
function openingLine(
  lines: readonly Line[],
  told: number,
  main: MainContent,
  isFact: (line: Line) => boolean,
  described: ReadonlySet<number>,
): number {
  let first = told
  while (first > 0) {
    const before = lines[first - 1]
    if (!before || isFact(before) || isLink(before) || isGenericTitle(before.text)) break
    if (described.has(before.start)) return first - 1
    if (main.rule === 'density' && !(isMarked(before) && before.text.length > 2)) break
    first--
  }
  return first
}

const BULLET = /^[·•▪◦*–-]\s/

/** Short lines may follow the last telling one: all of a named description, bullets of another. */
function closingLine(lines: readonly Line[], told: number, main: MainContent, isFact: (line: Line) => boolean): number {
  let last = told
  for (;;) {
    const after = lines[last + 1]
    if (!after || isFact(after) || isLink(after)) return last
    if (main.rule === 'density' && !BULLET.test(after.text)) return last
    last++
  }
}

function isTelling(
  line: Line,
  sections: ReadonlySet<number>,
  facts: ReadonlySet<number>,
  labels: ReadonlySet<number>,
): boolean {
  if (line.texts.some(({ start }) => facts.has(start))) return false
  if (sections.has(line.start)) return !labels.has(line.start) && !isGenericTitle(line.text)
  return line.text.length >= TELLING && !isLink(line)
}

/** The last lines of a description may be short items of a list. */
function isItem(line: Line): boolean {
  if (line.text.length < LONGEST_TAIL && isLink(line)) return false
  for (
    let one: PageElement | null = line.texts[0]?.parent ?? null, steps = 0;
    one && steps < 4;
    one = one.parent, steps++
  ) {
    if (one.name === 'li') return !isLink(line)
  }
  return false
}

function isLink(line: Line): boolean {
  return line.texts.every(
    ({ parent }) => parent.name === 'a' || parent.parent?.name === 'a' || parent.name === 'button',
  )
}

function within(sections: readonly PageSection[], { start, end }: { start: number; end: number }): PageSection[] {
  return sections
    .filter((section) => section.start >= start && section.start < end)
    .map((section) => ({ ...section, end: Math.min(section.end, end) }))
}
