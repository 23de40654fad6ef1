import type { Candidate } from '../../candidate.ts'
import { inChrome, nearest } from '../../document/chrome.ts'
import type { Line } from '../../document/lines.ts'
import type { PageText } from '../../document/page-node.ts'
import type { PageView } from '../../page-view.ts'
import { fold } from './fold.ts'
import { isGenericTitle } from './generic-titles.ts'
import { LEGAL_FORM } from './legal-form.ts'
import { headingKind } from './section-headings.ts'
import { WORKLOAD } from './tags.ts'

const LINES_AFTER = 14
const LINES_BEFORE = 4
const COMPANY_LINK = /compan|employer|organi[sz]ation|firma|unternehmen|arbeitgeber|entreprise|empresa|bedrijf|\/cmp\//i
const MAP_LINK = /^https?:\/\/([^/]*\.)?(maps?|mapy)\.|^https?:\/\/[^/]+\/maps?[/?]|openstreetmap\.org|^geo:/i
const NOT_A_NAME =
  /^[\d\s.,:+%€$£k/–-]+$|^(?:full|part)[- ]?time|\b(ago|today|yesterday|applicants?|views?|apply|save|share|sign in|log ?in|new|featured|remote|hybrid)\b|[?!]$|@/i
const POSTED_AGO =
  /^(?:posted:?\s*)?(?:\d+\+?|an?)\s*(?:minutes?|hours?|days?|weeks?|months?|[dhwm])(?:\s+ago)?$|^(?:posted |přidáno |vor |il y a |hace |před |dodano |geplaatst )/i

const ARRANGEMENT =
  /^(?:(?:100 ?% |fully |full )?remote\b|hybrid\b|on-?site\b|home-?office\b|télétravail\b|teletrabajo\b)/i
const PAY = /[$€£]\s?\d|\d\s?(?:[$€£]|kč|zł|eur|usd|gbp|chf)\b|\b(?:eur|usd|gbp|chf)\s?\d/i

type Near = { at: number; node: PageText; text: string; line: Line }

/** Unlabelled lines around the heading that names the opening: employer, place, date. `isPlace` says how surely a text is a place, 0 to 1. */
export function readNearHeading(
  { page, lines, heading, chrome }: PageView,
  isPlace: (text: string) => number,
  labelled: ReadonlySet<number>,
): Candidate[] {
  if (!heading) return []
  const at = lines.findIndex((line) => line.end > heading.start)
  if (at < 0) return []
  const title = fold(page.text.slice(heading.start, heading.end))
  const near = lines
    .slice(Math.max(0, at - LINES_BEFORE), at + LINES_AFTER)
    .flatMap((line) =>
      line.texts.map(
        (node): Near => ({ at: node.start - heading.start, node, line, text: page.text.slice(node.start, node.end) }),
      ),
    )
    .filter(
      ({ node, text }) =>
        !labelled.has(node.start) &&
        text.length > 1 &&
        text.length <= 120 &&
        !inChrome(chrome, node) &&
        fold(text) !== title,
    )
  const candidates: Candidate[] = []
  let hasName = false
  let places = 0
  for (const one of near) {
    const { text, node, line } = one
    const link = nearest(node, LINK)
    const add = (field: Candidate['field'], rule: string, raw = text, start = node.start) =>
      candidates.push({ field, reader: 'dom', rule, raw, span: { start, end: start + raw.length } })
    const after = one.at > 0
    const name = text.replace(/^[^\p{L}\p{N}]+/u, '')
    if (link && MAP_LINK.test(link.attributes.href ?? '')) {
      add('location', 'map.link')
      continue
    }
    const whole = line.texts.length > 1 && line.text.length <= 120 ? isPlace(line.text) : 0
    const place = isPlace(text)
    if (place >= 0.6 && after && places < 2) {
      if (whole > place) add('location', 'near.place', line.text, line.start)
      else add('location', 'near.place')
      places++
      continue
    }
    const time = nearest(node, TIME)?.attributes.datetime
    if (time !== undefined && /^\d{4}-\d/.test(time)) add('posted_on', 'near.time', time)
    else if (POSTED_AGO.test(text)) add('posted_on', 'near.posted')
    if (text.length <= 60 && ARRANGEMENT.test(text)) {
      add('work_arrangement', 'near.arrangement')
      add('location', 'near.remote')
    }
    if (text.length <= 60 && PAY.test(text)) add('salary', 'near.salary')
    if (text.length <= 40 && WORKLOAD.test(text)) add('employment_type', 'near.type')
    if (NOT_A_NAME.test(text) || text.length > 80 || name.length < 2) continue
    if (link && COMPANY_LINK.test(`${link.attributes.href ?? ''} ${link.attributes.class ?? ''}`))
      add('employer', 'near.link')
    else if (LEGAL_FORM.test(text) && text.length <= 70) add('employer', 'near.legal')
    else if (
      after &&
      !hasName &&
      /^\p{Lu}|^\p{N}/u.test(name) &&
      name.split(' ').length <= 6 &&
      node.end === line.end &&
      !/\d/.test(name) &&
      headingKind(line) === null &&
      !isGenericTitle(name)
    )
      add('employer', 'near.first')
    else continue
    hasName ||= after
  }
  return candidates
}

const LINK: ReadonlySet<string> = new Set(['a'])
const TIME: ReadonlySet<string> = new Set(['time'])
