import { type Chrome, inContent } from '../../document/chrome.ts'
import type { PageDocument, PageElement } from '../../document/page-node.ts'

/** The part of a page that tells of the opening. */
export type MainContent = {
  element: PageElement
  rule: 'class.description' | 'density'
  /** Share of the page's prose that stands in it. */
  share: number
  /** Characters of prose in it. */
  prose: number
}

/** Shorter stretches are labels, links and dates: they say nothing about where the text is. */
const SHORTEST_PROSE = 30
const DESCRIPTION_NAME =
  /(^|[\s_-])(job|posting|vacancy|position|role|offer|stellen?)?[_-]?(description|descr|beschreibung|jobdesc|adcopy|posting-body|job-ad|jobad)([_-]?(text|body|content|container|wrapper|section|markup))?(\s|$)|jobdescription|job-?details?-?(text|body|content)?(\s|$)|posting-?content|vacancy-?text/i
const HOLDS = 0.72
const NAMED_HOLDS = 0.5
/** What a part of a named description must hold of it to stand for it: the rest are labels and buttons. */
const NAMED_NARROWS = 0.97
const NOT_PROSE = new Set(['a', 'button', 'label', 'legend', 'h1', 'option'])

/**
 * The smallest element that holds most of the page's prose after `from`; one that is named as the description wins when it holds half.
 * Links, headings, chrome and forms' labels are no prose. null for a page without prose.
 */
export function findMainContent(page: PageDocument, chrome: Chrome, from: number): MainContent | null {
  const weights = new Float64Array(page.elements.length + 1)
  let total = 0
  for (const node of page.texts) {
    const length = node.end - node.start
    if (length < SHORTEST_PROSE || node.start < from || !inContent(chrome, node) || NOT_PROSE.has(node.parent.name))
      continue
    total += length
    for (let one: PageElement | null = node.parent; one?.parent; one = one.parent)
      weights[one.order] = (weights[one.order] ?? 0) + length
  }
  if (total === 0) return null
  const named = page.elements.filter(
    (element) => (weights[element.order] ?? 0) >= NAMED_HOLDS * total && isNamed(element),
  )
  const innermost = named.at(-1)
  const within = (from: PageElement, least: number): PageElement => {
    let current = from
    for (;;) {
      const next = current.children.find(
        (child): child is PageElement => child.kind === 'element' && (weights[child.order] ?? 0) >= least,
      )
      if (!next || INLINE.has(next.name)) return current
      current = next
    }
  }
  if (innermost) {
    const weight = weights[innermost.order] ?? 0
    return resultOf(within(innermost, NAMED_NARROWS * weight), 'class.description', weight, total)
  }
  const current = within(page.root, HOLDS * total)
  return resultOf(current, 'density', current === page.root ? total : (weights[current.order] ?? 0), total)
}

/** Going down stops at a paragraph: its lines belong together. */
const INLINE = new Set(['p', 'span', 'b', 'strong', 'em', 'i', 'font', 'li', 'ul', 'a'])

function resultOf(element: PageElement, rule: MainContent['rule'], prose: number, total: number): MainContent {
  return { element, rule, share: prose / total, prose }
}

function isNamed({ name, attributes }: PageElement): boolean {
  if (name === 'body' || name === 'html') return false
  if (attributes.itemprop === 'description') return true
  const named = `${attributes.class ?? ''} ${attributes.id ?? ''} ${attributes['data-testid'] ?? ''} ${attributes['data-automation-id'] ?? ''}`
  return named.length > 5 && DESCRIPTION_NAME.test(named)
}
