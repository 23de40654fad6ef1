import type { Span } from '../../text/span.ts'
import type { Candidate } from '../candidate.ts'
import { linesOf } from '../document/lines.ts'
import { parseDocument } from '../document/parse-document.ts'
import { render } from '../document/render.ts'
import type { Extracted } from '../extracted-page.ts'
import { findSections, type PageSection } from '../readers/page/section-headings.ts'
import { weightOf } from './evidence.ts'
import { extracted } from './rank.ts'

export type PageTexts = {
  description: Extracted<string> | null
  description_html: Extracted<string> | null
  requirements: Extracted<string> | null
  responsibilities: Extracted<string> | null
  benefits: Extracted<string> | null
}

/** A description of the page itself, ready to be rendered. */
export type PageDescription = {
  text: string
  html: string
  span: Span
  rule: string
  sections: readonly PageSection[]
  page_text: string
}

const SHORTEST = 40
const LONGEST_SECTION = 20_000
/** A page's own text counts for more than a structured description that is a mere teaser of it. */
const TEASER = 0.35

/** Description and its parts: from structured readers when they hold the whole, else from the page. */
export function textsOf(candidates: readonly Candidate[], own: PageDescription | null, base: URL | null): PageTexts {
  const structured = candidates
    .filter(({ field, reader }) => field === 'description' && reader !== 'meta' && reader !== 'opengraph')
    .map((candidate) => ({ candidate, ...fromHtml(candidate.raw, base) }))
    .filter(({ text }) => text.length >= SHORTEST)
    .sort((a, b) => weightOf(b.candidate) - weightOf(a.candidate) || b.text.length - a.text.length)[0]
  const isTeaser =
    structured !== undefined &&
    own !== null &&
    structured.text.length < TEASER * own.text.length &&
    structured.text.length < 600
  if (structured && !isTeaser) {
    const { candidate, text, html, sections, page_text } = structured
    const weight = weightOf(candidate)
    return {
      description: extracted(text, { ...candidate, raw: text.slice(0, 200) }, weight),
      description_html: extracted(html, { ...candidate, raw: html.slice(0, 200) }, weight),
      ...partsOf(candidates, sections, page_text, candidate),
    }
  }
  if (own === null || own.text.length < SHORTEST)
    return { description: null, description_html: null, ...partsOf(candidates, [], '', null) }
  const candidate: Candidate = {
    field: 'description',
    reader: 'dom',
    rule: own.rule,
    raw: own.text.slice(0, 200),
    span: own.span,
  }
  return {
    description: extracted(own.text, candidate, weightOf(candidate)),
    description_html: extracted(own.html, candidate, weightOf(candidate)),
    ...partsOf(candidates, own.sections, own.page_text, candidate),
  }
}

const PARTS = ['requirements', 'responsibilities', 'benefits'] as const

function partsOf(
  candidates: readonly Candidate[],
  sections: readonly PageSection[],
  text: string,
  of: Candidate | null,
): Pick<PageTexts, (typeof PARTS)[number]> {
  const part = (kind: (typeof PARTS)[number]): Extracted<string> | null => {
    const stated = candidates.filter(({ field }) => field === kind).sort((a, b) => weightOf(b) - weightOf(a))[0]
    if (stated) {
      const value = fromHtml(stated.raw, null).text
      if (value !== '') return extracted(value, stated, weightOf(stated))
    }
    const own = sections.filter((section) => section.kind === kind && section.end > section.contentStart)
    const first = own[0]
    if (!first || !of) return null
    const value = own
      .map((section) => bulletsOf(text.slice(section.contentStart, section.end)))
      .filter((each) => each !== '')
      .join('\n')
      .slice(0, LONGEST_SECTION)
    if (value === '') return null
    const span = of.reader === 'dom' ? { start: first.contentStart, end: first.end } : undefined
    const candidate: Candidate = {
      field: kind,
      reader: 'section',
      rule: `section.${kind}`,
      raw: first.heading,
      ...(span ? { span } : {}),
    }
    return extracted(value, candidate, weightOf(candidate))
  }
  return { requirements: part('requirements'), responsibilities: part('responsibilities'), benefits: part('benefits') }
}

function bulletsOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

const HAS_TAGS = /<[a-z!/][^>]*>/i

/** HTML or text of a structured reader as clean text, sanitised HTML, and its sections as offsets of the page's text that it makes. */
export function fromHtml(
  raw: string,
  base: URL | null,
): { text: string; html: string; sections: readonly PageSection[]; page_text: string } {
  // Text with line ends and no tag is text: its lines are lines.
  const source = HAS_TAGS.test(raw) ? raw : raw.replace(/\r\n?/g, '\n').replace(/\n/g, '<br>')
  const page = parseDocument(source)
  const { text, html } = render(page, page.root, { start: 0, end: page.text.length }, base)
  return { text, html, sections: findSections(linesOf(page), page.text.length), page_text: page.text }
}
