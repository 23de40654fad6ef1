import { kindByStem } from '../../../text/headings/heading-stems.ts'
import { headingTrie } from '../../../text/headings/heading-trie.ts'
import { CONNECTORS } from '../../../text/headings/phrase.ts'
import type { SectionKind } from '../../../text/sections.ts'
import type { Line } from '../../document/lines.ts'
import type { PageElement } from '../../document/page-node.ts'

/** A heading inside the text of an opening, and the lines under it. */
export type PageSection = { kind: SectionKind; heading: string; start: number; contentStart: number; end: number }

const LONGEST = 70
const MARKED = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'b', 'dt', 'th', 'legend', 'summary', 'u'])

/** The sections of `lines`, in order. A heading is a line of known words, or one that markup or a colon sets off and whose words tell its kind. */
export function findSections(lines: readonly Line[], end: number): PageSection[] {
  const sections: PageSection[] = []
  for (const line of lines) {
    const kind = line.text.length <= LONGEST ? headingKind(line) : null
    if (kind === null) continue
    const before = sections.at(-1)
    if (before) before.end = line.start
    sections.push({ kind, heading: line.text, start: line.start, contentStart: line.end, end })
  }
  return sections
}

export function headingKind(line: Line): SectionKind | null {
  const text = line.text
  if (/[.!,;]$/.test(text)) return null
  const known = phraseKind(text)
  if (known !== null) return known
  const colon = /[:?]$/.test(text)
  if (!colon && !isMarked(line)) return null
  return kindByStem(text)
}

/** The kind of a line that is a listed heading, whole. Labels of facts open no section. */
function phraseKind(text: string): SectionKind | null {
  let node = headingTrie
  for (const word of text
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (CONNECTORS.has(word)) continue
    const next = node.next.get(word)
    if (!next) return null
    node = next
  }
  return node.phrase === null || node.phrase.label ? null : node.phrase.kind
}

/** Does markup make the whole line stand out? */
export function isMarked(line: Line): boolean {
  return line.texts.every(({ parent }) => {
    for (let one: PageElement | null = parent, steps = 0; one && steps < 4; one = one.parent, steps++)
      if (MARKED.has(one.name)) return true
    return false
  })
}
