import type { Candidate } from '../../candidate.ts'
import { inChrome } from '../../document/chrome.ts'
import { MARKS } from '../../document/markup/attributes.ts'
import { type PageDocument, type PageElement, textOf } from '../../document/page-node.ts'
import type { PageView } from '../../page-view.ts'

type Hinted =
  | 'employer'
  | 'location'
  | 'posted_on'
  | 'deadline'
  | 'salary'
  | 'employment_type'
  | 'identifier'
  | 'work_arrangement'

/** One test for all names together: most elements have none of them. */
const ANY =
  /locat|city|compan|employ|organi[sz]|hiring|firma|arbeitgeber|standort|\bort\b|salar|compens|gehalt|deadline|closing|expir|posted|publish|datum|date|contract|jobtype|job-type|reference|requisition|remote|workplace/i
const HINTS: readonly (readonly [Hinted, RegExp])[] = [
  [
    'employer',
    /(^|[\s_-])(company|employer|organi[sz]ation|hiring[_-]?organi[sz]ation|org|firma|arbeitgeber|unternehmen|entreprise|empresa|azienda|bedrijf)([_-]?(name|title|link|label))?([\s_-]link|[\s_-]name)?(\s|$)|(company|employer|organi[sz]ation)[_-]?name/i,
  ],
  [
    'location',
    /(^|[\s_-])(job|posting|position|vacancy)?[_-]?(locations?|city|standort|arbeitsort|ort|lieu|ubicacion|locatie|lokalita|place)([_-]?(name|label|text|info|value|link))?(\s|$)|joblocation|location[_-]?name|(^|[\s_-])locations?([\s_-]|$)/i,
  ],
  [
    'posted_on',
    /(posted|publish(ed)?|publication|posting)[_-]?(on|date|at|time|ago)|date[_-]?posted|(^|\s)(posted|job-date|posting-date|post-date)(\s|$)/i,
  ],
  ['deadline', /(closing|expir\w*|deadline|valid[_-]?through)[_-]?(date)?(\s|$)|deadline/i],
  ['salary', /(^|[\s_-])(salary|compensation|gehalt|pay|salaire)([_-]?(range|info|text|value))?(\s|$)/i],
  ['employment_type', /(employment|contract|job)[_-]?type|(^|\s)(commitment|employment)(\s|$)/i],
  ['identifier', /(requisition|req|job|reference|posting)[_-]?(id|number|nr|no)(\s|$)/i],
  ['work_arrangement', /(^|[\s_-])(workplace[_-]?types?|remote|work[_-]?mode)(\s|$)/i],
]
const LONGEST: Readonly<Record<Hinted, number>> = {
  employer: 80,
  location: 140,
  posted_on: 60,
  deadline: 80,
  salary: 80,
  employment_type: 60,
  identifier: 40,
  work_arrangement: 40,
}
/** Elements that hold many things, or forms: their names speak of something else. */
const TOO_LARGE = new Set([
  'html',
  'body',
  'main',
  'form',
  'ul',
  'ol',
  'table',
  'section',
  'nav',
  'input',
  'label',
  'script',
  'img',
  'option',
])
/** Names of what asks or offers rather than states. */
const CONTROL =
  /search|filter|input|select|form|dropdown|icon|alert|similar|related|follow|suggest|map(\s|$)|button|btn|logo|count/i

/** Short elements whose class, id or test name says what they hold ("job-location"). Names of any site's style, never of a site. */
export function findHints({ page, chrome }: PageView, from: number, to: number): Candidate[] {
  const candidates: Candidate[] = []
  const seen = new Set<string>()
  for (const element of page.elements) {
    const length = element.end - element.start
    if (length < 2 || length > 160 || element.start < from || element.start > to || element.hidden) continue
    if ((element.marks & MARKS.named) === 0 || TOO_LARGE.has(element.name)) continue
    const named = namesOf(element)
    if (named.length < 3 || !ANY.test(named) || CONTROL.test(named)) continue
    const field = HINTS.find(([, pattern]) => pattern.test(named))?.[0]
    if (!field) continue
    const raw = (field === 'location' ? partedText(page, element) : textOf(page, element)).replace(/\s+/g, ' ').trim()
    if (raw.length < 2 || raw.length > LONGEST[field] || seen.has(`${field} ${raw}`) || inChrome(chrome, element))
      continue
    seen.add(`${field} ${raw}`)
    const start = page.text.indexOf(raw.slice(0, 1), element.start)
    candidates.push({ field, reader: 'dom', rule: `class.${field}`, raw, span: { start, end: element.end } })
  }
  return candidates
}

function namesOf({ attributes }: PageElement): string {
  const { class: classes, id, itemprop } = attributes
  return [
    classes,
    id,
    itemprop,
    attributes['data-testid'],
    attributes['data-automation-id'],
    attributes['data-qa'],
    attributes['data-test'],
  ]
    .filter((name) => name !== undefined)
    .join(' ')
}

/** Places in elements of their own may follow one another without a blank: "<i>Germany</i><i>Kenya</i>". */
function partedText(page: PageDocument, element: PageElement): string {
  let text = ''
  let end = element.start
  const visit = (one: PageElement) => {
    for (const child of one.children) {
      if (child.kind === 'element') visit(child)
      else {
        const fused =
          text !== '' &&
          child.start === end &&
          /[\p{L}\p{N}]$/u.test(text) &&
          /^[\p{L}\p{N}]/u.test(page.text[child.start] ?? '')
        text += (fused ? ', ' : page.text.slice(end, child.start)) + page.text.slice(child.start, child.end)
        end = child.end
      }
    }
  }
  visit(element)
  return text
}
