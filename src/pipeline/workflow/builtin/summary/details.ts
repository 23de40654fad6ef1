import type { Quote } from '../../../text/span.ts'
import type { PostingText } from '../../posting-text.ts'
import type { Bullet } from '../../records.ts'
import { trimBullet } from './trim-bullet.ts'

const MOST_DETAILS = 8
/** A fact that takes more words than this is no detail but a story. */
const LONGEST_DETAIL = 300

/** In a list of benefits only a short sentence states a fact of the job. */
const LONGEST_OFFER = 140

/** Labels whose value the summary's head already shows, and dates that only the publisher needs. */
const SHOWN_ELSEWHERE =
  /^(?:job|req|requisition|posting|reference|vacancy)? ?(?:title|id|number|no|code|reference|location|locations|listed|posted|date posted|posting date|city|country)\b|^(?:standort|einsatzort|arbeitsort|kennziffer|referenznummer|stellennummer|zeitpunkt|jobtitel|lieu|sede|ubicación)\b/i

type Fact = readonly [name: string, pattern: RegExp]

// Facts that a sentence may state anywhere in a posting, at most one sentence for each.
const FACTS: readonly Fact[] = [
  [
    'salary',
    /[$€£] ?\d[\d.,]*(?: ?k)?\b|\b\d{2,3}[.,]\d{3} ?(?:€|EUR|USD|GBP|CHF|PLN)|salary range|jahresgehalt|bruttogehalt|EUR ?\d{2}/i,
  ],
  [
    'hours',
    /\b(?:full|part)[- ]?time\b|\bvollzeit\b|\bteilzeit\b|voll- und in teilzeit|\d+ ?(?:hours|stunden|std\.?) (?:per|pro|a|\/) ?(?:week|woche)|wochenstunden|shift (?:work|pattern|timings?)|night shift|schichtdienst/i,
  ],
  [
    'contract',
    /\b(?:permanent|fixed[- ]term|temporary|indefinite) (?:contract|position|role|basis|employment)|\bbefristet|\bunbefristet|\b\d+[- ]months?\b.*\b(?:contract|internship|placement)|freelance|self-employed|selbstständige/i,
  ],
  [
    'start',
    /\bstart(?:ing)? date\b|start(?:s|ing)? (?:in|on|from) (?:january|february|march|april|may|june|july|august|september|october|november|december|\d)|as soon as possible|nächstmöglich|ab sofort|zum \d{1,2}\./i,
  ],
  [
    'arrangement',
    /\bhybrid\b|\bremote(?:ly)?\b|work(?:ing)? from home|home ?office|mobiles arbeiten|teletrabajo|télétravail|on-?site|\d+ days? (?:per week |a week )?in the office/i,
  ],
  [
    'travel',
    /\btravel(?:l?ing)?\b.*(?:required|up to|%|willing|ability|necessary)|(?:required|willing\w*|ability) to travel|reisebereitschaft|reisetätigkeit/i,
  ],
  [
    'languages',
    /\b(?:fluen\w*|proficien\w*|native|business|excellent|good|strong|sehr gute|verhandlungssichere|fließend\w*)\b.{0,50}\b(?:english|german|french|spanish|italian|polish|dutch|japanese|mandarin|chinese|arabic|deutsch\w*|englisch\w*|inglese|inglés)/i,
  ],
]

/** Facts of the job: labelled ones first, then sentences that state pay, hours, contract, start, place of work, travel, languages. */
export function detailsOf(posting: PostingText, taken: readonly Bullet[]): Bullet[] {
  const labelled = posting.sections.filter(({ kind }) => kind === 'details').flatMap(({ items }) => items)
  const details: Bullet[] = []
  const known = new Set<string>()
  const add = (item: Quote) => {
    if (
      details.length === MOST_DETAILS ||
      isTaken(item, taken) ||
      details.some(({ evidence }) => evidence.start === item.start)
    )
      return
    const bullet = trimBullet(item)
    const key = bullet.text.toLowerCase()
    if (known.has(key)) return
    known.add(key)
    details.push(bullet)
  }
  for (const item of labelled) if (isFact(item.quote)) add(item)
  const sentences = posting.sections
    .filter(({ kind }) => kind !== 'company' && kind !== 'legal')
    .flatMap(({ kind, items }) =>
      kind === 'benefits' ? items.filter(({ quote }) => quote.length <= LONGEST_OFFER) : items,
    )
    .filter(({ quote }) => quote.length <= LONGEST_DETAIL && quote.length >= 8 && !ABOUT_THE_FACT.test(quote))
  for (const [name, pattern] of FACTS) {
    if (
      details.some(({ text }) => pattern.test(text)) ||
      taken.some(({ text }) => name !== 'languages' && pattern.test(text))
    )
      continue
    const stated = sentences.find(({ quote }) => pattern.test(quote))
    if (stated && pattern.test(trimBullet(stated).text)) add(stated)
  }
  return details
}

/** A labelled value ("Duration: 12 months", "Corporate Title Vice President") or a sentence that states one of the facts. */
function isFact(quote: string): boolean {
  if (quote.length > LONGEST_DETAIL || SHOWN_ELSEWHERE.test(quote)) return false
  if (quote.length < 120 && LABELLED.test(quote)) return true
  return FACTS.some(([, pattern]) => pattern.test(quote)) && !ABOUT_THE_FACT.test(quote)
}

const LABELLED =
  /^[\p{L}][\p{L} /()-]{2,30}(?::\s*\S|\s[–-]\s\S)|^(?:corporate title|duration|contract|department|division|salary|shift|grade|start|hours)\s\S/iu
/** What explains a fact without stating it. */
const ABOUT_THE_FACT =
  /actual salaries|may be based|posted salary|do not include|profitieren|benefit from|you can expect/i

const isTaken = ({ start, end }: Quote, taken: readonly Bullet[]): boolean =>
  taken.some(({ evidence }) => evidence.start < end && start < evidence.end)
