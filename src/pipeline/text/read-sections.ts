import { findHeadings } from './headings/find-headings.ts'
import type { FoundHeading } from './headings/found-heading.ts'
import { firstWordAt, type SplitContext, splitItems } from './items/split-items.ts'
import { languageOf, styleOf } from './items/text-style.ts'
import type { Language } from './language.ts'
import { BOILERPLATE, passageKind } from './passage-kind.ts'
import type { Section, SectionKind } from './sections.ts'
import { type Quote, quoteOf } from './span.ts'
import { wordsOf } from './words.ts'

/** Kinds whose text is told, not listed: their sentences stay whole. */
const PROSE: ReadonlySet<SectionKind> = new Set<SectionKind>(['role', 'company', 'process', 'legal'])
/** The value behind a label ("Location: Pune") ends here at the latest. */
const LONGEST_VALUE = 120
/** Cue weights from which a passage counts as company, benefit, process or legal text in the midst of something else. */
const SURE_BOILERPLATE = 4

/**
 * The sections of a posting in order, without overlap, from the first character to the last. Headings part them, in lines of
 * their own or inside flattened text; passages that speak of the company, benefits, the process or the law are parted from the
 * job's own text even without a heading. Where no heading names duties or requirements, the sentences' own words decide.
 */
export function readSections(text: string, language: Language): Section[] {
  if (text.trim() === '') return []
  const words = wordsOf(text)
  const style = styleOf(text, words, language)
  const context = ({ kind, contentStart, end }: Block): SplitContext => {
    const own = languageOf(words, firstWordAt(words, contentStart), firstWordAt(words, end), language)
    return { text, words, style: { ...style, language: own }, prose: PROSE.has(kind) }
  }
  const blocks = blocksOf(text, findHeadings(text, words))
  const named = new Set(blocks.map(({ kind }) => kind))
  const sections = blocks.flatMap((block) => {
    if (block.label) return [labelSection(text, block)]
    const section = { ...block, items: splitItems(context(block), block.contentStart, block.end) }
    return partition(section, named)
  })
  return mergeDetails(sections)
}

type Block = Omit<Section, 'items'> & { contentStart: number; label: boolean }

function blocksOf(text: string, headings: readonly FoundHeading[]): Block[] {
  const blocks: Block[] = []
  let kind: SectionKind = 'role'
  let preferred = false
  const first = headings[0]?.start ?? text.length
  if (first > 0) blocks.push({ start: 0, end: first, contentStart: 0, kind, heading: null, preferred, label: false })
  for (const [index, heading] of headings.entries()) {
    const end = headings[index + 1]?.start ?? text.length
    const own = quoteOf(text, heading)
    const valueEnd = heading.label ? endOfValue(text, heading.contentStart, end) : null
    if (valueEnd !== null) {
      blocks.push({
        start: heading.start,
        end: valueEnd,
        contentStart: heading.contentStart,
        kind: 'details',
        heading: own,
        preferred: false,
        label: true,
      })
      if (text.slice(valueEnd, end).trim() !== '')
        blocks.push({ start: valueEnd, end, contentStart: valueEnd, kind, heading: null, preferred, label: false })
      else extend(blocks, end)
      continue
    }
    // A heading that says nothing by itself ("Communication:") goes on with what stands above it.
    if (heading.kind !== null && !heading.label) {
      kind = heading.kind
      preferred = heading.preferred
    }
    blocks.push({
      start: heading.start,
      end,
      contentStart: heading.label ? heading.start : heading.contentStart,
      kind,
      heading: heading.label ? null : own,
      preferred,
      label: false,
    })
  }
  return blocks
}

function extend(blocks: Block[], end: number): void {
  const last = blocks.at(-1)
  if (last) last.end = end
}

/** Where a label's value ends, or null where that cannot be told: then the label opens running text. */
function endOfValue(text: string, start: number, end: number): number | null {
  const value = text.slice(start, Math.min(end, start + LONGEST_VALUE))
  const stop = VALUE_END.exec(value)
  if (stop) return start + stop.index
  return end - start <= LONGEST_VALUE ? end : null
}

// A reference code closes a value as well: "Vice President – TS9130916 Example Corporation seeks ...".
const VALUE_END =
  /\n|(?<=\d{4}[})]?) (?=\p{Lu})|(?<=\p{Ll}{2})\.(?=\s|\p{Lu})|[ \u00a0](?=(?:The|We|Our|As|This|You|In this|Are you|Wir|Sie|Als|Unser|Unsere|Do you)\s)/u

function labelSection(text: string, { contentStart: _, label: __, ...block }: Block): Section {
  const quote = text.slice(block.start, block.end).replace(/[\s,;–-]+$/, '')
  return { ...block, items: [quoteOf(text, { start: block.start, end: block.start + quote.length })] }
}

/** Parts a block where its items turn to another kind: boilerplate anywhere, duties and requirements where no heading names them. */
function partition(
  { contentStart: _, label: __, ...section }: Section & Block,
  named: ReadonlySet<SectionKind>,
): Section[] {
  const parts: Section[] = []
  let current: Section | null = null
  for (const item of section.items) {
    const kind = kindOfItem(item, section.kind, current?.kind ?? section.kind, named)
    if (current && current.kind === kind) {
      current.items.push(item)
      continue
    }
    const start: number = current === null ? section.start : item.start
    if (current) current.end = start
    current = {
      ...section,
      start,
      kind,
      heading: current === null ? section.heading : null,
      preferred: kind === section.kind && section.preferred,
      items: [item],
    }
    parts.push(current)
  }
  if (current === null) return [section]
  current.end = section.end
  return parts
}

function kindOfItem(
  { quote }: Quote,
  block: SectionKind,
  current: SectionKind,
  named: ReadonlySet<SectionKind>,
): SectionKind {
  // What goes on in lower case ("...; performing analyses") belongs to what it continues.
  if (/^\p{Ll}/u.test(quote)) return current
  const { kind, score } = passageKind(quote)
  if (kind === 'details' && score >= 4 && quote.length < 300) return kind
  if (BOILERPLATE.has(kind)) {
    if (kind === block) return kind
    if (BOILERPLATE.has(block) && kind === current) return kind
    if (BOILERPLATE.has(block)) return score >= SURE_BOILERPLATE + 2 ? kind : block
    const listed = block === 'responsibilities' || block === 'requirements'
    if (score >= (listed ? SURE_BOILERPLATE : 3)) return kind
    // Behind a passage of boilerplate a fainter sign is enough to go on with it.
    if (BOILERPLATE.has(current) && score >= 2) return kind
  }
  const job = kind === 'requirements' || kind === 'responsibilities'
  if (job && !named.has(kind)) {
    if ((block === 'role' || block === 'other' || block === 'company') && score >= 2) return kind
    if (block === 'responsibilities' && score >= 3) return kind
  }
  if (BOILERPLATE.has(block)) return block
  if (BOILERPLATE.has(current) && !job) return current
  return block
}

/** Facts side by side ("Job Title: ... Location: ...") are one section. */
function mergeDetails(sections: Section[]): Section[] {
  const merged: Section[] = []
  for (const section of sections) {
    const last = merged.at(-1)
    if (last && last.kind === 'details' && section.kind === 'details') {
      last.end = section.end
      last.items.push(...section.items)
    } else merged.push(section)
  }
  return merged
}
